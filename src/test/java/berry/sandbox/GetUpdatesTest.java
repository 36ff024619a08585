package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Long polling behaves as Telegram's.
@Timeout(20)
final class GetUpdatesTest {

  @TempDir Path folder;

  private SandboxFixture fixture;
  private String token;

  @BeforeEach
  void open() {
    fixture = new SandboxFixture(folder);
    token = fixture.bot();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void refuses_an_unknown_token() {
    assertThat(fixture.call("1:abc", "getMe", "{}").status()).isEqualTo(401);
    assertThat(fixture.call("nonsense", "getMe", "{}").status()).isEqualTo(404);
  }

  @Test
  void answers_an_unknown_method_with_not_found() {
    SandboxFixture.Reply reply = fixture.call(token, "sendTelepathy", "{}");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.description()).isEqualTo("Not Found");
  }

  @Test
  void refuses_while_a_webhook_is_set() {
    fixture.call(token, "setWebhook", "{\"url\":\"http://127.0.0.1:1/\"}");

    SandboxFixture.Reply reply = fixture.call(token, "getUpdates", "{}");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.description())
        .isEqualTo(
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
                + " delete the webhook first");
  }

  @Test
  void ends_the_first_poller_when_a_second_one_comes() throws Exception {
    CompletableFuture<SandboxFixture.Reply> first =
        CompletableFuture.supplyAsync(() -> fixture.call(token, "getUpdates", "{\"timeout\":30}"));

    while (!first.isDone()) {
      fixture.call(token, "getUpdates", "{\"timeout\":0}");
    }

    SandboxFixture.Reply reply = first.get(5, TimeUnit.SECONDS);
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.description())
        .isEqualTo(
            "Conflict: terminated by other getUpdates request; make sure that only one bot"
                + " instance is running");
  }

  @Test
  void waits_for_the_next_update() throws Exception {
    CompletableFuture<SandboxFixture.Reply> poll =
        CompletableFuture.supplyAsync(() -> fixture.call(token, "getUpdates", "{\"timeout\":30}"));

    fixture.write(token, "hello");

    SandboxFixture.Reply reply = poll.get(5, TimeUnit.SECONDS);
    assertThat(reply.result().path(0).path("message").path("text").asString("")).isEqualTo("hello");
  }

  @Test
  void repeats_updates_until_they_are_confirmed() {
    long first = fixture.write(token, "one");
    long second = fixture.write(token, "two");

    assertThat(fixture.call(token, "getUpdates", "{}").result()).hasSize(2);
    assertThat(fixture.call(token, "getUpdates", "{\"offset\":" + (first + 1) + "}").result())
        .hasSize(1);
    assertThat(fixture.call(token, "getUpdates", "{}").result()).hasSize(1);
    assertThat(second).isEqualTo(first + 1);
  }

  @Test
  void keeps_only_the_last_ones_for_a_negative_offset() {
    fixture.write(token, "one");
    fixture.write(token, "two");

    assertThat(fixture.call(token, "getUpdates", "{\"offset\":-1}").result()).hasSize(1);
    assertThat(fixture.call(token, "getUpdates", "{}").result()).hasSize(1);
  }

  @Test
  void is_deaf_to_a_bot_that_stored_its_offset_when_ids_restart() {
    long last = fixture.write(token, "one");
    fixture.control("POST", "update-ids", "{\"token\":\"" + token + "\",\"next\":5}");
    fixture.write(token, "two");

    assertThat(fixture.call(token, "getUpdates", "{\"offset\":" + (last + 1) + "}").result())
        .isEmpty();
  }

  @Test
  void sends_only_what_allowed_updates_names() {
    fixture.call(token, "getUpdates", "{\"allowed_updates\":[\"callback_query\"]}");

    assertThat(fixture.write(token, "unheard")).isZero();
    assertThat(fixture.call(token, "getUpdates", "{}").result()).isEmpty();
  }

  @Test
  void takes_parameters_in_every_way_telegram_does() {
    fixture.write(token, "one");
    fixture.write(token, "two");

    String base = "/sandbox/bot" + token;
    assertThat(fixture.send(fixture.request(base + "/GETUPDATES?limit=1").GET()).result())
        .hasSize(1);
    assertThat(
            fixture
                .send(
                    fixture
                        .request(base + "/test/getUpdates")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("limit=1")))
                .result())
        .hasSize(1);
    assertThat(fixture.call(token, "getupdates", "{\"limit\":\"1\"}").result()).hasSize(1);
  }

  @Test
  void forgets_updates_after_a_day_and_presses_after_150_seconds() {
    UpdateQueue queue = new UpdateQueue();
    var now = java.time.Instant.parse("2026-03-01T12:00:00Z");
    queue.add(Trees.object().set("message", Trees.object()), now);
    queue.add(Trees.object().set("callback_query", Trees.object()), now);

    assertThat(queue.take(0, 100, now.plusSeconds(149))).hasSize(2);
    assertThat(queue.take(0, 100, now.plusSeconds(151))).hasSize(1);
    assertThat(queue.take(0, 100, now.plus(Duration.ofHours(25)))).isEmpty();
  }
}
