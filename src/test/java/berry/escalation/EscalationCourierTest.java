package berry.escalation;

import static berry.escalation.EscalationStage.ANN;
import static berry.escalation.EscalationStage.OMAR;
import static org.assertj.core.api.Assertions.assertThat;

import berry.monitoring.Metrics;
import berry.outbox.Courier;
import berry.testing.Await;
import berry.testing.FakeBotApi;
import berry.testing.MovableClock;
import berry.testing.Rows;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls through the real outbox, to a Telegram that fails.
final class EscalationCourierTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  private final EscalationStage stage = new EscalationStage(clock);
  private final Metrics metrics = new Metrics();
  private final Courier courier =
      new Courier(stage.database.database(), stage.changes, Clock.systemUTC(), stage.api, metrics);

  @BeforeEach
  void people() {
    stage.telegram.answer("sendMessage", sent(901), sent(902), sent(903));
    new Rows(stage.database).person(ANN, "Ann", clock.instant());
    new Rows(stage.database).person(OMAR, "Omar", clock.instant());
    courier.start();
  }

  @AfterEach
  void close() {
    courier.close();
    metrics.close();
    stage.close();
  }

  @Test
  void who_blocked_the_bot_is_called_past_telegram_once_and_the_next_in_time() {
    stage.telegram.next(ANN, FakeBotApi.BLOCKED);
    stage.fires("cpu", 1);
    stage.one.turn();
    settles(0, "failed");
    stage.one.turn();
    stage.pass(Duration.ofMinutes(2));

    assertThat(stage.post.keys()).containsExactly("incident-1-1-0");
    assertThat(stage.telegram.textsTo(ANN)).hasSize(1);
    stage.pass(Duration.ofMinutes(3));
    Await.until(SOON, () -> !stage.telegram.textsTo(OMAR).isEmpty());
  }

  @Test
  void who_is_told_to_wait_is_told_once() {
    stage.telegram.next(ANN, FakeBotApi.slowDown(Duration.ofSeconds(1)));
    stage.fires("cpu", 1);
    stage.one.turn();
    settles(0, "sent");

    assertThat(stage.telegram.asked("sendMessage")).hasSize(2);
    stage.one.escalation().tidy();
    stage.pass(Duration.ofMinutes(2));
    assertThat(stage.post.keys()).isEmpty();
    assertThat(stage.telegram.asked("sendMessage")).hasSize(2);
  }

  /// It may have arrived.
  @Test
  void what_nobody_knows_the_end_of_is_not_sent_again() {
    stage.telegram.next(ANN, FakeBotApi.refused(500, "Internal Server Error"));
    stage.fires("cpu", 1);
    stage.one.turn();
    Await.until(
        SOON,
        () -> {
          stage.one.turn();
          return !state(0).equals("queued");
        });
    stage.one.escalation().tidy();
    stage.pass(Duration.ofMinutes(2));

    assertThat(stage.telegram.textsTo(ANN)).hasSize(1);
  }

  @Test
  void a_telegram_that_is_away_delays_nobody_beyond_a_minute() {
    stage.telegram.answerAll(FakeBotApi.HANG);
    stage.fires("cpu", 1);
    stage.one.turn();
    stage.pass(Duration.ofSeconds(59));
    assertThat(stage.post.keys()).isEmpty();
    stage.pass(Duration.ofSeconds(1));
    stage.pass(Duration.ofSeconds(30));

    assertThat(stage.post.keys()).containsExactly("incident-1-1-0");
  }

  private void settles(int step, String state) {
    Await.until(
        SOON,
        () -> {
          stage.one.turn();
          return state(step).equals(state);
        });
  }

  private String state(int step) {
    return stage.database.one(
        "SELECT state FROM notification WHERE kind = 'message' AND step = " + step);
  }

  private static FakeBotApi.Reply sent(long id) {
    return FakeBotApi.ok(
        "{\"message_id\":%d,\"date\":1,\"chat\":{\"id\":11,\"type\":\"private\"}}".formatted(id));
  }
}
