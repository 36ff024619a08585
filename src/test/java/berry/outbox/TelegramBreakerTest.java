package berry.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelegramBreakerTest {

  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  private final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
  private final TelegramBreaker breaker = new TelegramBreaker(clock);

  @Test
  void takes_one_chats_trouble_for_its_own() {
    breaker.failed(11L);
    breaker.failed(11L);

    assertThat(breaker.isOut()).isFalse();
    assertThat(breaker.slowDown(11L, HALF_A_MINUTE)).isFalse();
    assertThat(breaker.slowDown(11L, HALF_A_MINUTE)).isFalse();
  }

  @Test
  void takes_two_chats_trouble_for_everybodys() {
    breaker.failed(11L);
    breaker.failed(12L);

    assertThat(breaker.isOut()).isTrue();
    assertThat(breaker.slowDown(11L, HALF_A_MINUTE)).isFalse();
    assertThat(breaker.slowDown(12L, HALF_A_MINUTE)).isTrue();
  }

  @Test
  void forgets_one_trouble_when_something_worked_in_between() {
    breaker.failed(11L);
    assertThat(breaker.slowDown(11L, HALF_A_MINUTE)).isFalse();
    clock.pass(Duration.ofSeconds(1));
    breaker.worked(clock.instant());
    breaker.failed(12L);

    assertThat(breaker.isOut()).isFalse();
    assertThat(breaker.slowDown(12L, HALF_A_MINUTE)).isFalse();
  }

  @Test
  void does_not_take_a_late_success_for_the_end_of_the_trouble() {
    Instant before = clock.instant();
    clock.pass(Duration.ofSeconds(1));
    breaker.failed(11L);
    breaker.worked(before);
    breaker.failed(12L);

    assertThat(breaker.isOut()).isTrue();
  }

  @Test
  void asks_now_and_then_whether_it_is_over() {
    breaker.out();
    assertThat(breaker.ask()).isFalse();
    clock.pass(Duration.ofSeconds(1));
    assertThat(breaker.ask()).isTrue();
    assertThat(breaker.ask()).isFalse();

    breaker.still(false, 0);
    clock.pass(Duration.ofMillis(1_999));
    assertThat(breaker.ask()).isFalse();
    clock.pass(Duration.ofMillis(1));
    assertThat(breaker.ask()).isTrue();

    breaker.over();
    assertThat(breaker.isOut()).isFalse();
  }

  /// @param millis until it asks after that many questions without an answer
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1000",
    "0, 1, 1000",
    "1, 0, 2000",
    "1, 1, 1500",
    "2, 0, 4000",
    "3, 0, 8000",
    "3, 0.333, 7334",
    "4, 0, 16000",
    "5, 0, 30000",
    "6, 0, 30000",
    "6, 1, 22500",
  })
  void asks_more_and_more_seldom(int unanswered, double jitter, long millis) {
    breaker.out();
    for (int n = 0; n < unanswered; n++) {
      clock.pass(HALF_A_MINUTE);
      assertThat(breaker.ask()).isTrue();
      breaker.still(false, jitter);
    }

    clock.pass(Duration.ofMillis(millis - 1));
    assertThat(breaker.ask()).isFalse();
    clock.pass(Duration.ofMillis(1));
    assertThat(breaker.ask()).isTrue();
  }

  @Test
  void begins_anew_with_short_pauses_after_it_was_over() {
    breaker.out();
    breaker.still(false, 0);
    breaker.still(false, 0);
    breaker.over();

    breaker.out();
    clock.pass(Duration.ofSeconds(1));

    assertThat(breaker.ask()).isTrue();
  }

  @Test
  void asks_once_a_minute_with_a_token_that_was_taken_back() {
    breaker.out();
    clock.pass(Duration.ofSeconds(1));
    assertThat(breaker.ask()).isTrue();
    breaker.still(true, 1);

    clock.pass(Duration.ofSeconds(44));
    assertThat(breaker.ask()).isFalse();
    clock.pass(Duration.ofSeconds(16));
    assertThat(breaker.ask()).isTrue();
  }

  @Test
  void makes_room_for_others_when_some_calls_are_late() {
    UnderWay underWay = new UnderWay(clock);
    for (long id = 1; id <= 16; id++) {
      underWay.began(id);
    }
    assertThat(underWay.room()).isZero();
    assertThat(underWay.manyLate()).isFalse();

    clock.pass(Duration.ofSeconds(3));

    assertThat(underWay.room()).isEqualTo(16);
    assertThat(underWay.manyLate()).isTrue();
    for (long id = 17; id <= 200; id++) {
      underWay.began(id);
    }
    clock.pass(Duration.ofSeconds(3));
    assertThat(underWay.room()).isZero();
  }
}
