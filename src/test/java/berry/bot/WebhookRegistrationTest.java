package berry.bot;

import static berry.bot.FakeTelegram.ok;
import static berry.bot.FakeTelegram.refused;
import static org.assertj.core.api.Assertions.assertThat;

import berry.telegram.BotApi;
import berry.telegram.Update;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class WebhookRegistrationTest {

  private static final String URL = "https://berry.example/telegram/webhook";

  @AutoClose private final FakeTelegram telegram = new FakeTelegram();
  private final HandClock clock = new HandClock();
  @AutoClose private final BotApi api = telegram.api(clock);
  private final WebhookSecret secret = new WebhookSecret(FakeTelegram.TOKEN);
  private final WebhookRegistration registration =
      new WebhookRegistration(
          api, new Waiting(), URI.create("https://berry.example"), secret, clock);

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
  void sets_the_webhook_again_when_somebody_took_it_away() {
    registration.register();
    telegram.answer("getWebhookInfo", ok("{\"url\":\"https://other.example/\"}"));

    assertThat(registration.check().trouble()).contains("set again");
    assertThat(telegram.asked("setWebhook")).hasSize(2);
  }

  @Test
  void asks_for_everything_and_throws_nothing_away() {
    assertThat(registration.register().trouble()).isNull();

    String call = telegram.asked("setWebhook").getFirst();
    assertThat(call)
        .contains(
            "\"url\":\"" + URL + "\"",
            "\"max_connections\":40",
            "\"secret_token\":\"" + secret.reveal())
        .doesNotContain("drop_pending_updates", FakeTelegram.TOKEN.value());
    assertThat(Update.KINDS).hasSize(27).allMatch(kind -> call.contains("\"" + kind + "\""));
  }

  private void failing(int secondsAgo) {
    long at = clock.instant().getEpochSecond() - secondsAgo;
    telegram.answer(
        "getWebhookInfo",
        ok(
            "{\"url\":\""
                + URL
                + "\",\"pending_update_count\":7,\"last_error_date\":"
                + at
                + ",\"last_error_message\":\"Connection refused\"}"));
  }
}
