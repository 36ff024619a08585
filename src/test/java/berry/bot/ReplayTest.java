package berry.bot;

import static org.assertj.core.api.Assertions.assertThat;

import berry.access.WebhookSecrets;
import berry.database.Changes;
import berry.http.Server;
import berry.inbox.Inbox;
import berry.inbox.IntakeTotalsReader;
import berry.inbox.Receipt;
import berry.inbox.ReceptionNotes;
import berry.monitoring.Metrics;
import berry.telegram.BotApi;
import berry.testing.Await;
import berry.testing.FakeBotApi;
import berry.testing.HttpFake;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything that ever came, and everything nasty, through both real doors into a real database:
/// acknowledged, kept byte for byte, stored once, and never in the way of what comes after it.
@Slow("takes in all that ever came, by both ways")
final class ReplayTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration SOON = Duration.ofSeconds(20);

  private static final byte[] NONE = "{\"ok\":true,\"result\":[]}".getBytes(StandardCharsets.UTF_8);

  private final TestDatabase database = TestDatabase.fresh();
  private final Changes changes = new Changes(database.database(), database.address());
  private final Metrics metrics = new Metrics();
  private final WebhookSecrets secrets = new WebhookSecrets(FakeBotApi.TOKEN, database.database());
  private final Inbox inbox =
      new Inbox(database.database(), changes, Clock.systemUTC(), 7, (update, at) -> {}, metrics);
  private final Server server = new Server(Server.Options.on("127.0.0.1", 0));
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Bodies> sent = new ArrayList<>();
  private long next = 900_000_000;

  @AfterEach
  void close() {
    client.close();
    server.close();
    inbox.close();
    metrics.close();
    database.close();
  }

  @Test
  void comes_in_whole_by_webhook() throws Exception {
    var notes = new ReceptionNotes(database.database());
    var reporter = new ReceptionReporter(notes, "here/1", Clock.systemUTC(), metrics);
    server.add(List.of(new Webhook(secrets, inbox::take, reporter).route()));
    int port = server.start();

    for (Bodies one : everything()) {
      assertThat(post(port, one.bytes())).as(one.name()).isEqualTo(200);
      Bodies after = innocent();
      assertThat(post(port, after.bytes())).as("after " + one.name()).isEqualTo(200);
      sent.addAll(List.of(one, after));
    }
    for (Bodies one : sent) {
      assertThat(post(port, one.bytes())).as(one.name() + " again").isEqualTo(200);
    }
    assertThat(post(port, new byte[(4 << 20) + 1])).isEqualTo(413);

    everythingIsThere();
  }

  @Test
  void comes_in_whole_by_polling() throws Exception {
    Queue<byte[]> answers = new ArrayDeque<>();
    List<Bodies> batch = new ArrayList<>();
    for (Bodies one : everything()) {
      if (one.balanced()) {
        batch.addAll(List.of(one, innocent()));
        if (batch.size() >= 60 || one.bytes().length > 1 << 20) {
          answers.add(answer(batch));
        }
      }
    }
    answers.add(answer(batch));

    try (HttpFake telegram = telegram(answers);
        BotApi api = new BotApi(telegram.url(), FakeBotApi.TOKEN, Clock.systemUTC())) {
      var polling =
          new LongPolling(api, inbox::acceptAll, new Waiting(), () -> true, Clock.systemUTC());
      for (int calls = 0; !answers.isEmpty(); calls++) {
        assertThat(calls).isLessThan(200);
        polling.next();
      }
    }

    everythingIsThere();
  }

  @Test
  void comes_in_whole_as_one_batch() throws Exception {
    acceptAtOnce();

    everythingIsThere();
  }

  @Test
  void tells_edit_and_original_apart_whichever_came_first() throws Exception {
    acceptAtOnce();

    Await.holds(
        SOON,
        () ->
            assertThat(
                    one(
                        "SELECT text || ' (' ||"
                            + " (SELECT text FROM message_version WHERE message_id = 32)"
                            + " || ')' FROM message WHERE chat_id = 11 AND message_id = 32"))
                .isEqualTo("later (earlier)"));
  }

  private void acceptAtOnce() throws IOException {
    for (Bodies one : everything()) {
      sent.addAll(List.of(one, innocent()));
    }

    List<byte[]> batch = sent.stream().map(Bodies::bytes).toList();
    Await.until(Duration.ofMinutes(1), () -> inbox.acceptAll(batch) instanceof Receipt.Stored);
  }

  /// Which person, chat and message each kind gives; 0 for none.
  @ParameterizedTest
  @CsvSource({
    "message, from, chat, 1",
    "edited_message, from, chat, 1",
    "channel_post, -, chat, 1",
    "edited_channel_post, -, chat, 1",
    "business_connection, user, -, 0",
    "business_message, from, chat, 0",
    "edited_business_message, from, chat, 0",
    "deleted_business_messages, -, chat, 0",
    "guest_message, from, chat, 0",
    "stopped_message_generation, -, chat, 0",
    "message_reaction, user, chat, 0",
    "message_reaction_count, -, chat, 0",
    "inline_query, from, -, 0",
    "chosen_inline_result, from, -, 0",
    "callback_query, from, message/chat, 0",
    "shipping_query, from, -, 0",
    "pre_checkout_query, from, -, 0",
    "purchased_paid_media, from, -, 0",
    "poll, -, -, 0",
    "poll_answer, user, -, 0",
    "my_chat_member, from, chat, 0",
    "chat_member, from, chat, 0",
    "chat_join_request, from, chat, 0",
    "chat_boost, boost/source/user, chat, 0",
    "removed_chat_boost, source/user, chat, 0",
    "managed_bot, user, -, 0",
    "subscription, user, -, 0"
  })
  void gives_person_chat_and_message(String kind, String person, String chat, int messages)
      throws IOException {
    Bodies sample =
        Bodies.samples().stream().filter(one -> one.name().equals(kind)).findAny().orElseThrow();
    JsonNode content = JSON.readTree(sample.bytes()).get(kind);
    String personId = id(content, person);
    String chatId = id(content, chat);

    inbox.accept(sample.bytes());

    Await.holds(
        SOON,
        () -> {
          assertThat(one("SELECT kind || ' ' || state FROM incoming"))
              .isIn(kind + " stored", kind + " due", kind + " handled");
          assertThat(one("SELECT person_id FROM incoming")).isEqualTo(personId);
          assertThat(one("SELECT chat_id FROM incoming")).isEqualTo(chatId);
          assertThat(one("SELECT max(id) FROM person")).isEqualTo(personId);
          assertThat(one("SELECT max(id) FROM chat")).isEqualTo(chatId);
          assertThat(one("SELECT count(*) FROM message")).isEqualTo(Integer.toString(messages));
        });
  }

  private static String id(JsonNode content, String path) {
    return path.equals("-") ? "null" : content.at("/" + path + "/id").asString();
  }

  private static List<Bodies> everything() throws IOException {
    List<Bodies> all = new ArrayList<>(Bodies.samples());
    all.addAll(Bodies.collected());
    all.addAll(Bodies.nasty());
    return all;
  }

  private Bodies innocent() {
    next++;
    return Bodies.good(
        "update " + next, Bodies.update(next, "fine").getBytes(StandardCharsets.UTF_8));
  }

  private byte[] answer(List<Bodies> batch) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("{\"ok\":true,\"result\":[".getBytes(StandardCharsets.UTF_8));
    for (int n = 0; n < batch.size(); n++) {
      out.writeBytes(n == 0 ? new byte[0] : new byte[] {','});
      out.writeBytes(batch.get(n).bytes());
    }
    out.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
    sent.addAll(batch);
    batch.clear();
    return out.toByteArray();
  }

  private static HttpFake telegram(Queue<byte[]> answers) {
    return new HttpFake(exchange -> {
      if (HttpFake.body(exchange).contains("\"offset\"")) {
        answers.poll();
      }
      HttpFake.answer(exchange, 200, answers.isEmpty() ? NONE : answers.peek());
    });
  }

  /// As Telegram does: what gets a 503 comes again.
  private int post(int port, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + Webhook.PATH))
            .header("Content-Type", "application/json")
            .header(Webhook.HEADER, secrets.reveal())
            // What is too large is refused before it was read, and the connection is closed.
            .expectContinue(body.length > Inbox.MOST_BYTES)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    int status = 503;
    for (int tries = 0; status == 503 && tries < 20; tries++) {
      status = client.send(request, BodyHandlers.discarding()).statusCode();
    }
    return status;
  }

  private void everythingIsThere() {
    Await.holds(SOON, this::seesEverything);
  }

  private void seesEverything() {
    List<byte[]> kept =
        database
            .jdbi()
            .withHandle(handle ->
                handle.createQuery("SELECT body FROM incoming").mapTo(byte[].class).list());
    List<byte[]> brought = sent.stream().map(Bodies::bytes).toList();
    assertThat(kept.stream().sorted(Arrays::compare).toList())
        .usingElementComparator(Arrays::compare)
        .isEqualTo(brought.stream().sorted(Arrays::compare).toList());
    long aside = sent.stream().filter(body -> !body.readable()).count();
    var counters = new IntakeTotalsReader(database.database(), Clock.systemUTC()).now();
    assertThat(counters.quarantined()).isEqualTo(aside);
    assertThat(counters.stored()).isEqualTo(sent.size() - aside);
    assertThat(counters.lost()).isZero();
    assertThat(one("SELECT count(*) FROM message WHERE text = 'fine'"))
        .isEqualTo(
            Long.toString(sent.stream().filter(one -> one.name().startsWith("update ")).count()));
  }

  private String one(String sql) {
    return database.one(sql);
  }
}
