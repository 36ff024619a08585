package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Await;
import berry.testing.FakeWebhook;
import berry.testing.FakeWebhook.Call;
import berry.testing.FakeWebhook.Reply;
import berry.testing.MovableClock;
import berry.testing.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Webhook delivery behaves as Telegram's.
@Slow("a webhook is tried again after seconds")
@Timeout(30)
final class WebhookTest {

  @TempDir Path folder;

  private SandboxFixture fixture;
  private String token;
  private final FakeWebhook bot = new FakeWebhook();
  private final MovableClock clock = new MovableClock("2026-05-01T12:00:00Z");

  @BeforeEach
  void open() {
    fixture = new SandboxFixture(folder, clock);
    token = fixture.bot();
  }

  @AfterEach
  void close() {
    fixture.close();
    bot.close();
  }

  @Test
  void refuses_an_address_that_is_none() {
    assertThat(fixture.call(token, "setWebhook", "{\"url\":\"ftp://x\"}").description())
        .isEqualTo("Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
    assertThat(
            fixture
                .call(token, "setWebhook", "{\"url\":\"" + bot.url() + "\",\"secret_token\":\"é\"}")
                .description())
        .isEqualTo("Bad Request: secret token contains unallowed characters");
  }

  @Test
  void takes_one_setting_a_second() {
    set("");

    SandboxFixture.Reply again =
        fixture.call(token, "setWebhook", "{\"url\":\"" + bot.url() + "\"}");

    assertThat(again.status()).isEqualTo(429);
    assertThat(again.json().path("parameters").path("retry_after").asInt(0)).isEqualTo(1);
  }

  @Test
  void brings_updates_with_the_secret() throws Exception {
    set(",\"secret_token\":\"s3cret\"");

    fixture.write(token, "hello");

    Call call = next();
    assertThat(call.secret()).isEqualTo("s3cret");
    assertThat(call.body()).contains("\"text\":\"hello\"").contains("\"update_id\":");
    assertThat(pendingFallsTo(0)).isTrue();
  }

  @Test
  void tries_again_at_once_and_then_after_two_seconds() throws Exception {
    bot.next(new Reply(500, "broken", ""));
    bot.next(new Reply(500, "broken", ""));
    set("");

    fixture.write(token, "hello");

    Call first = next();
    Call second = next();
    assertThat(info().path("pending_update_count").asInt(0)).isEqualTo(1);
    Call third = next();
    assertThat(second.body()).isEqualTo(first.body()).isEqualTo(third.body());
    // At once, whatever else the machine does: in less time than passes before the next one.
    assertThat(second.atNanos() - first.atNanos()).isLessThan(third.atNanos() - second.atNanos());
    assertThat(third.atNanos() - second.atNanos())
        .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_900));
    assertThat(info().path("last_error_message").asString(""))
        .isEqualTo("Wrong response from the webhook: 500 Internal Server Error");
  }

  @Test
  void waits_as_long_as_the_bot_asks() throws Exception {
    bot.next(new Reply(503, "later", "1"));
    set("");

    fixture.write(token, "hello");

    long first = next().atNanos();
    assertThat(next().atNanos() - first).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(950));
  }

  @Test
  void keeps_the_order_of_one_chat_behind_a_failure_and_lets_others_pass() throws Exception {
    bot.next(new Reply(503, "later", "1"));
    set("");

    fixture.write(token, "first");
    assertThat(next().body()).contains("first");
    fixture.write(token, "second");
    fixture.control(
        "POST",
        "messages",
        "{\"token\":\""
            + token
            + "\",\"text\":\"other\",\"person\":{\"id\":78,\"firstName\":\"Ben\"}}");

    assertThat(next().body()).contains("other");
    assertThat(next().body()).contains("first");
    assertThat(next().body()).contains("second");
  }

  @Test
  void carries_out_a_method_in_the_answer() throws Exception {
    bot.next(
        new Reply(200, "{\"method\":\"sendMessage\",\"chat_id\":77,\"text\":\"hi back\"}", ""));
    set("");

    fixture.write(token, "hello");
    next();

    assertThat(pendingFallsTo(0)).isTrue();
    await(() ->
        fixture
            .control("GET", "chats/77/messages?token=" + token, "")
            .json()
            .toString()
            .contains("hi back"));
  }

  @Test
  void brings_an_update_again_when_its_answer_was_lost() throws Exception {
    order("\"errorCode\":502,\"when\":\"after\"");
    set("");

    fixture.write(token, "hello");

    String first = next().body();
    assertThat(next().body()).isEqualTo(first);
    assertThat(pendingFallsTo(0)).isTrue();
    assertThat(info().path("last_error_message").asString(""))
        .isEqualTo("Wrong response from the webhook: 502 Bad Gateway");
  }

  @Test
  void can_lose_a_delivery_on_the_way() throws Exception {
    order("\"drop\":true");
    set("");

    fixture.write(token, "hello");

    assertThat(next().body()).contains("hello");
    assertThat(info().path("last_error_message").asString("")).isEqualTo("Connection closed");
    assertThat(pendingFallsTo(0)).isTrue();
    assertThat(bot.calls()).isEmpty();
  }

  @Test
  void gives_up_a_webhook_that_is_gone_for_23_hours() throws Exception {
    for (int n = 0; n < 9; n++) {
      bot.next(new Reply(410, "", ""));
    }
    set("");

    fixture.write(token, "hello");
    await(() -> !info().path("last_error_message").asString("").isEmpty());
    assertThat(info().path("last_error_message").asString(""))
        .isEqualTo("Wrong response from the webhook: 410 Gone");
    assertThat(info().path("url").asString("")).isNotEmpty();
    clock.pass(Duration.ofHours(23));

    await(() -> info().path("url").asString("").isEmpty());
    assertThat(info().path("pending_update_count").asInt(0)).isEqualTo(1);
  }

  @Test
  void says_when_nobody_listens() throws Exception {
    bot.close();
    set("");

    fixture.write(token, "hello");

    await(() -> !info().path("last_error_message").asString("").isEmpty());
    assertThat(info().path("last_error_message").asString("")).isEqualTo("Connection refused");
    assertThat(info().path("pending_update_count").asInt(0)).isEqualTo(1);
  }

  @Test
  void waits_longer_each_time_but_never_longer_than_a_minute() {
    assertThat(java.util.stream.IntStream.rangeClosed(1, 9).mapToLong(WebhookDelivery::pause))
        .containsExactly(0L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  private void order(String what) {
    fixture.control(
        "POST", "faults", "{\"token\":\"" + token + "\",\"method\":\"webhook\"," + what + "}");
  }

  private void set(String more) {
    SandboxFixture.Reply reply =
        fixture.call(token, "setWebhook", "{\"url\":\"" + bot.url() + "\"" + more + "}");
    assertThat(reply.description()).isEqualTo("Webhook was set");
  }

  private Call next() throws InterruptedException {
    Call call = bot.calls().poll(10, TimeUnit.SECONDS);
    assertThat(call).isNotNull();
    return call;
  }

  private tools.jackson.databind.JsonNode info() {
    return fixture.call(token, "getWebhookInfo", "{}").result();
  }

  private static void await(BooleanSupplier condition) {
    Await.until(Duration.ofSeconds(20), condition);
  }

  private boolean pendingFallsTo(int count) {
    await(() -> info().path("pending_update_count").asInt(-1) == count);
    return true;
  }
}
