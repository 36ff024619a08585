package berry.bot;

import static org.assertj.core.api.Assertions.assertThat;

import berry.access.WebhookSecrets;
import berry.http.Server;
import berry.inbox.Receipt;
import berry.inbox.ReceptionNotes;
import berry.monitoring.Metrics;
import berry.telegram.Token;
import berry.testing.Await;
import berry.testing.FakeBotApi;
import berry.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebhookTest {

  @AutoClose private final Server server = new Server(Server.Options.on("127.0.0.1", 0));
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();
  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  @AutoClose private final Metrics metrics = new Metrics();
  private final WebhookSecrets secrets = new WebhookSecrets(FakeBotApi.TOKEN, database.database());
  private final List<byte[]> taken = new ArrayList<>();
  private Receipt receipt = new Receipt.Stored(1, 0, 0);
  private int port;

  @BeforeEach
  void start() {
    ReceptionReporter reporter =
        new ReceptionReporter(
            new ReceptionNotes(database.database()), "here/1", Clock.systemUTC(), metrics);
    server.add(List.of(new Webhook(secrets, this::intake, reporter).route()));
    port = server.start();
  }

  @Test
  void exists_in_one_place_only() throws Exception {
    for (String path :
        List.of(
            "/telegram/webhook/",
            "//telegram/webhook",
            "/telegram/./webhook",
            "/x/../telegram/webhook")) {
      HttpRequest.Builder elsewhere =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header(Webhook.HEADER, secrets.reveal())
              .POST(BodyPublishers.ofString("{\"update_id\":1}"));
      assertThat(send(elsewhere).statusCode()).as(path).isIn(400, 404);
    }
    assertThat(taken).isEmpty();
  }

  @Test
  void refuses_a_stranger_before_reading() throws Exception {
    for (String given : new String[] {null, "", "wrong", FakeBotApi.TOKEN.value()}) {
      assertThat(post(given, "{\"update_id\":1}").statusCode()).isEqualTo(401);
    }
    assertThat(send(request("wrong", "x".repeat(5 << 20)).expectContinue(true)).statusCode())
        .isEqualTo(401);
    assertThat(taken).isEmpty();
  }

  @Test
  void refuses_more_than_4_megabytes() throws Exception {
    HttpRequest.Builder tooMuch = request(secrets.reveal(), "x".repeat((4 << 20) + 1));

    assertThat(send(tooMuch.expectContinue(true)).statusCode()).isEqualTo(413);
    assertThat(taken).isEmpty();
  }

  @Test
  void asks_telegram_to_come_again_when_nothing_can_be_stored() throws Exception {
    receipt = new Receipt.Unavailable("the database does not answer", Duration.ofSeconds(2));

    HttpResponse<String> answer = post(secrets.reveal(), "{\"update_id\":1}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
  }

  @Test
  void hands_over_the_bytes_as_they_came() throws Exception {
    assertThat(post(secrets.reveal(), "not even JSON").statusCode()).isEqualTo(200);

    assertThat(taken).singleElement().isEqualTo("not even JSON".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refuses_no_update_while_the_token_changes() throws Exception {
    WebhookSecrets next =
        new WebhookSecrets(new Token("7000000001:AAH-the_next"), database.database());
    secrets.remember();
    assertThat(post(secrets.reveal(), "{\"update_id\":1}").statusCode()).isEqualTo(200);
    next.remember();
    Await.until(Duration.ofSeconds(10), () -> next.unknownFor().isZero());

    next.retireEarlier();

    assertThat(post(next.reveal(), "{\"update_id\":2}").statusCode()).isEqualTo(200);
    assertThat(post(secrets.reveal(), "{\"update_id\":3}").statusCode()).isEqualTo(200);
    assertThat(taken).hasSize(3);
  }

  @Test
  void has_a_secret_that_is_the_same_on_every_replica_and_not_the_token() {
    assertThat(new WebhookSecrets(FakeBotApi.TOKEN, database.database()).reveal())
        .isEqualTo(secrets.reveal())
        .matches("[0-9a-f]{64}")
        .doesNotContain("AAH");
    assertThat(secrets).hasToString("•••");
  }

  private CompletableFuture<Receipt> intake(List<byte[]> bodies) {
    taken.addAll(bodies);
    return CompletableFuture.completedFuture(receipt);
  }

  private HttpResponse<String> post(@Nullable String secret, String body) throws Exception {
    return send(request(secret, body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(@Nullable String secret, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + Webhook.PATH))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return secret == null ? request : request.header(Webhook.HEADER, secret);
  }
}
