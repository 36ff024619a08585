package berry.bot;

import static org.assertj.core.api.Assertions.assertThat;

import berry.http.Server;
import berry.inbox.Receipt;
import berry.inbox.ReceptionNotes;
import berry.monitoring.Metrics;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebhookTest {

  private static final WebhookSecret SECRET = new WebhookSecret(FakeTelegram.TOKEN);

  @AutoClose private final Server server = new Server(Server.Options.on("127.0.0.1", 0));
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();
  private final List<byte[]> taken = new ArrayList<>();
  private Receipt receipt = new Receipt.Stored(1, 0, 0);
  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  @AutoClose private final Metrics metrics = new Metrics();
  private int port;

  @BeforeEach
  void start() {
    Bulletin bulletin =
        new Bulletin(new ReceptionNotes(database.database()), "here/1", Clock.systemUTC(), metrics);
    WebhookSecrets secrets = new WebhookSecrets(FakeTelegram.TOKEN, database.database());
    server.add(List.of(new Webhook(secrets, this::intake, bulletin).route()));
    port = server.start();
  }

  @Test
  void refuses_a_stranger_before_reading() throws Exception {
    for (String given : new String[] {null, "", "wrong", FakeTelegram.TOKEN.value()}) {
      assertThat(post(given, "{\"update_id\":1}").statusCode()).isEqualTo(401);
    }
    assertThat(post("wrong", "x".repeat(5 << 20)).statusCode()).isEqualTo(401);
    assertThat(taken).isEmpty();
  }

  @Test
  void refuses_more_than_4_megabytes() throws Exception {
    assertThat(post(SECRET.reveal(), "x".repeat((4 << 20) + 1)).statusCode()).isEqualTo(413);
    assertThat(taken).isEmpty();
  }

  @Test
  void asks_telegram_to_come_again_when_nothing_can_be_stored() throws Exception {
    receipt = new Receipt.Unavailable("the database does not answer", Duration.ofSeconds(2));

    HttpResponse<String> answer = post(SECRET.reveal(), "{\"update_id\":1}");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
  }

  @Test
  void hands_over_the_bytes_as_they_came() throws Exception {
    assertThat(post(SECRET.reveal(), "not even JSON").statusCode()).isEqualTo(200);

    assertThat(taken).singleElement().isEqualTo("not even JSON".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void has_a_secret_that_is_the_same_on_every_replica_and_not_the_token() {
    assertThat(new WebhookSecret(FakeTelegram.TOKEN).reveal())
        .isEqualTo(SECRET.reveal())
        .matches("[0-9a-f]{64}")
        .doesNotContain("AAH");
    assertThat(SECRET).hasToString("•••");
  }

  private Receipt intake(List<byte[]> bodies) {
    taken.addAll(bodies);
    return receipt;
  }

  private HttpResponse<String> post(@Nullable String secret, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + Webhook.PATH))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (secret != null) {
      request.header(WebhookSecret.HEADER, secret);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
