package berry.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration MOST = Duration.ofSeconds(5);

  private final MovableClock clock = new MovableClock("2026-11-23T12:00:00Z");
  private final Pace pace = new Pace(clock);

  @Test
  void lets_a_chat_rest_after_three_at_once() {
    send(11, 3);

    assertThat(pace.resting()).containsExactly(11L);
    assertThat(pace.next(MOST)).isEqualTo(Duration.ofSeconds(1));
    clock.pass(Duration.ofSeconds(1));
    assertThat(pace.resting()).isEmpty();
  }

  @Test
  void gives_a_group_twenty_a_minute() {
    send(-11, 3);
    clock.pass(Duration.ofSeconds(2));
    assertThat(pace.resting()).containsExactly(-11L);
    clock.pass(Duration.ofSeconds(1));
    assertThat(pace.resting()).isEmpty();
  }

  @Test
  void begins_no_more_than_thirty_a_second() {
    for (int chat = 1; chat <= 30; chat++) {
      send(chat, 1);
    }

    assertThat(pace.permits()).isZero();
    clock.pass(Duration.ofMillis(100));
    assertThat(pace.permits()).isEqualTo(3);
  }

  @Test
  void takes_one_chats_trouble_for_its_own() {
    pace.began(11L);
    pace.failed(11L, Duration.ofSeconds(30));

    assertThat(pace.permits()).isPositive();
  }

  @Test
  void pauses_everything_when_two_chats_are_told_to_wait() {
    fail(11, 12);

    assertThat(pace.permits()).isZero();
    clock.pass(Duration.ofSeconds(29));
    assertThat(pace.permits()).isZero();
  }

  @Test
  void asks_with_one_call_whether_the_trouble_is_over() {
    fail(11, 12);
    clock.pass(Duration.ofSeconds(30));

    assertThat(pace.permits()).isEqualTo(1);
    pace.began(13L);
    assertThat(pace.permits()).isZero();
    pace.worked();
    assertThat(pace.permits()).isGreaterThan(1);
  }

  @Test
  void does_not_take_a_late_success_for_the_end_of_the_trouble() {
    pace.began(13L);
    fail(11, 12);
    pace.worked();

    assertThat(pace.permits()).isZero();
  }

  private void send(long chat, int times) {
    for (int n = 0; n < times; n++) {
      pace.began(chat);
      pace.worked();
    }
  }

  private void fail(long one, long other) {
    pace.began(one);
    pace.began(other);
    pace.failed(one, Duration.ofSeconds(30));
    pace.failed(other, Duration.ofSeconds(30));
  }
}
