package berry.answers;

import berry.conversations.ConversationMessage;
import berry.conversations.ConversationMessages;
import berry.conversations.ConversationMessages.From;
import berry.conversations.Drafts;
import berry.conversations.Notes;
import berry.database.Changes;
import berry.http.Json;
import berry.http.Server;
import berry.monitoring.Metrics;
import berry.outbox.Courier;
import berry.outbox.Kept;
import berry.outbox.Outbox;
import berry.outbox.OutgoingFiles;
import berry.sandbox.Sandbox;
import berry.telegram.BotApi;
import berry.telegram.Token;
import berry.testing.Await;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A team, the outbox, and a pretend Telegram in which Anna has asked something. Nothing is sent
/// until [#send].
final class AnswersFixture implements AutoCloseable {

  static final long ANNA = 5_001;
  static final long GROUP = -100_500;
  static final long OLGA = 201;
  static final long IVAN = 202;

  /// The question, as the intake has stored it.
  final Instant asked =
      Clock.systemUTC().instant().minusSeconds(300).truncatedTo(ChronoUnit.SECONDS);

  /// A picture of one pixel: Telegram looks into what comes as a photo.
  private static final byte[] DOT =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
                  + "RU5ErkJggg==");

  final String question = ANNA + ".1." + asked.getEpochSecond() + "000000";

  final TestDatabase database = TestDatabase.fresh();
  final Rows rows = new Rows(database);
  final Changes changes = new Changes(database.database(), database.address());
  private final Server server = new Server(Server.Options.on("127.0.0.1", 0));
  private final HttpClient client = HttpClient.newHttpClient();
  private final Metrics metrics = new Metrics();
  private final Sandbox sandbox;
  private final Token token;
  private final BotApi api;
  private final String base;
  private final Courier courier;
  private final OutgoingFiles files;
  final Answers answers;
  final Notes notes = new Notes(changes);
  final Drafts drafts = new Drafts(changes);

  AnswersFixture(Path folder) {
    changes.start();
    sandbox = new Sandbox(folder, Clock.systemUTC());
    token = new Token(sandbox.botToken());
    base = "http://127.0.0.1:" + server.add(sandbox.routes("/sandbox")).start() + "/sandbox";
    api = new BotApi(URI.create(base), token, Clock.systemUTC());
    Outbox outbox = new Outbox(database.database(), changes, token.id());
    files = new OutgoingFiles(database.database(), token.id());
    answers = new Answers(changes, outbox, files, reader(Duration.ZERO));
    courier = new Courier(database.database(), changes, Clock.systemUTC(), api, metrics);
    post(
        "/control/messages",
        Map.of(
            "token", token.value(),
            "person", Map.of("id", ANNA, "firstName", "Anna", "languageCode", "en"),
            "text", "Where is it?"));
    rows.person(ANNA, "Anna", asked);
    rows.said(ANNA, ANNA, 1, asked, "Where is it?");
    rows.run("UPDATE chat SET waiting_since = ?", Rows.at(asked));
    rows.chat(GROUP);
    member(OLGA, "Olga", "Support");
    member(IVAN, "Ivan", null);
  }

  private void member(long id, String firstName, @Nullable String name) {
    rows.person(id, firstName, asked);
    rows.run("INSERT INTO staff (person_id, role, name) VALUES (?, 'operator', ?)", id, name);
  }

  /// As it is seen that much later.
  ConversationMessages reader(Duration later) {
    return new ConversationMessages(database.database(), Clock.offset(Clock.systemUTC(), later));
  }

  /// The same team that much later.
  Answers later(Duration later) {
    Outbox outbox = new Outbox(database.database(), changes, token.id());
    return new Answers(changes, outbox, files, reader(later));
  }

  /// Lets the courier work, from now on.
  void send() {
    courier.start();
  }

  void awaitSent(String id) {
    Await.until(
        Duration.ofSeconds(30),
        () -> {
          ConversationMessage item = item(id);
          if (item.state().equals("failed")) {
            throw new AssertionError("not sent: " + item.reason());
          }
          return item.state().equals("sent");
        });
  }

  ConversationMessage item(String id) {
    return reader(Duration.ZERO).one(ANNA, OLGA, id).orElseThrow().item();
  }

  /// The conversation with Anna, newest first.
  List<ConversationMessage> seen() {
    return seen(ANNA);
  }

  List<ConversationMessage> seen(long chatId) {
    return reader(Duration.ZERO).stretch(chatId, OLGA, From.NEWEST, 100).orElseThrow().items();
  }

  /// What Anna sees of the bot's, as Telegram shapes it, oldest first.
  List<JsonNode> phone() {
    List<JsonNode> items = new ArrayList<>();
    send(HttpRequest.newBuilder(
            URI.create(base + "/control/chats/" + ANNA + "/messages?token=" + token.value())))
        .get("items")
        .forEach(items::add);
    return items;
  }

  /// The next calls of a method are refused so.
  void fault(String method, int code) {
    post(
        "/control/faults",
        Map.of("token", token.value(), "method", method, "errorCode", code, "times", 1));
  }

  /// @return the handle of a kept file
  String file(String kind, String name) throws IOException {
    byte[] bytes = kind.equals("photo") ? DOT : name.getBytes(StandardCharsets.UTF_8);
    Kept kept = files.keep(kind, name, "application/octet-stream", new ByteArrayInputStream(bytes));
    if (kept instanceof Kept.Ready ready) {
      return files.upload(ready.file(), OLGA);
    }
    throw new AssertionError(kept.toString());
  }

  private void post(String path, Map<String, ?> body) {
    send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.mapper().writeValueAsString(body))));
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return Json.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError("the sandbox does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  String one(String sql) {
    return database.one(sql);
  }

  @Override
  public void close() {
    courier.close();
    api.close();
    client.close();
    sandbox.close();
    server.close();
    metrics.close();
    changes.close();
    database.close();
  }
}
