package berry.bot;

import static berry.testing.FakeBotApi.ok;
import static berry.testing.FakeBotApi.refused;
import static org.assertj.core.api.Assertions.assertThat;

import berry.access.WebhookSecrets;
import berry.telegram.BotApi;
import berry.telegram.Update;
import berry.testing.FakeBotApi;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class WebhookRegistrationTest {

  private static final String URL = "https://berry.example/telegram/webhook";
  private static final String KINDS =
      Update.KINDS.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
  private static final String WEBHOOK =
      "{\"url\":\"%s\",\"pending_update_count\":%d,\"max_connections\":%d,\"allowed_updates\":%s";

  @AutoClose private final FakeBotApi telegram = new FakeBotApi();
  private final MovableClock clock = new MovableClock("2026-11-23T12:00:00Z");
  @AutoClose private final BotApi api = telegram.api(clock);
  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final WebhookSecrets secrets = new WebhookSecrets(FakeBotApi.TOKEN, database.database());
  private final AtomicBoolean right = new AtomicBoolean(true);
  private final WebhookRegistration registration =
      new WebhookRegistration(
          api, new Waiting(), URI.create("https://berry.example"), secrets, right::get, clock);

  @Test
  void gives_up_at_once_on_an_address_telegram_does_not_take() {
    telegram.answer(
        "setWebhook", refused(400, "Bad Request: bad webhook: IP address 10.0.0.1 is reserved"));

    Turn turn = registration.register();

    assertThat(turn.trouble()).contains("does not take the address " + URL, "reserved");
    assertThat(turn.pause()).isZero();
  }

  @Test
  void tries_again_when_telegram_can_not_answer() {
    telegram.answer("setWebhook", refused(500, "Internal"));

    assertThat(registration.register().pause()).isEqualTo(Duration.ofSeconds(1));
    assertThat(registration.register().pause()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void forgives_errors_for_five_minutes_and_says_why() {
    registration.register();
    failing(0);
    assertThat(registration.check().trouble())
        .contains("Connection refused", "7 updates wait", URL);
    assertThat(registration.broken()).isFalse();

    for (int minute = 1; minute <= 5; minute++) {
      assertThat(registration.broken()).isFalse();
      clock.pass(Duration.ofMinutes(1));
      failing(0);
      registration.check();
    }

    assertThat(registration.broken()).isTrue();
  }

  @Test
  void forgets_errors_that_ended() {
    registration.register();
    failing(0);
    registration.check();
    clock.pass(Duration.ofMinutes(4));
    failing(200);
    assertThat(registration.check().trouble()).isNull();
    clock.pass(Duration.ofMinutes(4));
    failing(0);
    registration.check();

    assertThat(registration.broken()).isFalse();
  }

  @Test
  void does_not_blame_itself_for_errors_before_it_came() {
    registration.register();
    failing(60);

    assertThat(registration.check().trouble()).isNull();
  }

  @Test
  void is_less_patient_with_a_webhook_that_failed_before() {
    registration.onProbation();
    registration.register();
    failing(0);
    registration.check();
    clock.pass(Duration.ofMinutes(1));
    failing(0);
    registration.check();

    assertThat(registration.broken()).isTrue();
  }

  @Test
  void sets_the_webhook_again_when_somebody_took_it_away() {
    registration.register();
    telegram.answer("getWebhookInfo", ok("{\"url\":\"https://other.example/\"}"));

    Turn turn = registration.check();

    assertThat(turn.trouble()).contains("set again", "another program");
    assertThat(turn.cause()).isEqualTo(Cause.WEBHOOK_CHANGED);
    assertThat(telegram.asked("setWebhook")).hasSize(2);
  }

  @Test
  void sets_the_webhook_again_when_somebody_changed_it_but_does_not_insist() {
    registration.register();
    telegram.answer("getWebhookInfo", info(KINDS, 5));

    assertThat(registration.check().trouble()).contains("max_connections: 5");
    assertThat(registration.check().good()).isTrue();
    telegram.answer("getWebhookInfo", info("[\"message\"]", 40));
    assertThat(registration.check().trouble()).contains("allowed_updates: [message]");
    assertThat(registration.check().good()).isTrue();

    assertThat(telegram.asked("setWebhook")).hasSize(3);
  }

  @Test
  void sets_the_webhook_again_when_deliveries_carry_another_secret() {
    registration.register();
    failing(0, "Wrong response from the webhook: 401 Unauthorized");

    assertThat(registration.check().trouble()).contains("another secret");

    assertThat(telegram.asked("setWebhook")).hasSize(2);
  }

  @Test
  void touches_nothing_when_another_has_taken_over() {
    right.set(false);

    assertThat(registration.register().good()).isFalse();

    assertThat(registration.isSet()).isFalse();
    assertThat(telegram.asked()).isEmpty();
  }

  @Test
  void waits_until_every_replica_knows_a_new_secret() {
    secrets.remember();

    Turn turn = registration.register();

    assertThat(turn.pause()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(telegram.asked("setWebhook")).isEmpty();
  }

  @Test
  void asks_for_everything_and_throws_nothing_away() {
    assertThat(registration.register().trouble()).isNull();

    String call = telegram.asked("setWebhook").getFirst();
    assertThat(call)
        .contains(
            "\"url\":\"" + URL + "\"",
            "\"max_connections\":40",
            "\"secret_token\":\"" + secrets.reveal())
        .doesNotContain("drop_pending_updates", FakeBotApi.TOKEN.value());
    assertThat(Update.KINDS).hasSize(27).allMatch(kind -> call.contains("\"" + kind + "\""));
  }

  private void failing(int secondsAgo) {
    failing(secondsAgo, "Connection refused");
  }

  private void failing(int secondsAgo, String why) {
    long at = clock.instant().getEpochSecond() - secondsAgo;
    telegram.answer(
        "getWebhookInfo",
        ok(
            WEBHOOK.formatted(URL, 7, 40, KINDS)
                + ",\"last_error_date\":"
                + at
                + ",\"last_error_message\":\""
                + why
                + "\"}"));
  }

  private static FakeBotApi.Reply info(String kinds, int connections) {
    return ok(WEBHOOK.formatted(URL, 0, connections, kinds) + "}");
  }
}
