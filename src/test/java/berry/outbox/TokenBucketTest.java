package berry.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Limit CHAT = Limit.of(11);

  @Test
  void lets_a_chat_rest_after_three_at_once() {
    TokenBucket bucket = TokenBucket.full(CHAT, NOON).take(NOON).take(NOON).take(NOON);

    assertThat(bucket.calls(NOON)).isZero();
    assertThat(bucket.calls(NOON.plusMillis(990))).isZero();
    assertThat(bucket.calls(NOON.plusSeconds(1))).isEqualTo(1);
    assertThat(bucket.ready(NOON)).isBetween(NOON.plusMillis(999), NOON.plusMillis(1_002));
  }

  @Test
  void gives_a_group_no_more_than_twenty_in_any_minute() {
    assertThat(begunWithin(Limit.of(-11), Duration.ofMinutes(1))).isBetween(19, 20);
  }

  @Test
  void begins_no_more_than_thirty_in_any_second() {
    assertThat(begunWithin(Limit.of(Limit.EVERYTHING), Duration.ofSeconds(1))).isBetween(29, 30);
  }

  @Test
  void waits_exactly_as_long_as_telegram_asks() {
    TokenBucket told = TokenBucket.full(CHAT, NOON).slowed(NOON, Duration.ofSeconds(30));

    assertThat(told.calls(NOON.plusMillis(29_999))).isZero();
    assertThat(told.calls(NOON.plusSeconds(30))).isEqualTo(1);
    assertThat(told.ready(NOON)).isEqualTo(NOON.plusSeconds(30));
  }

  @Test
  void halves_its_rate_and_grows_back_little_by_little() {
    TokenBucket told = TokenBucket.full(CHAT, NOON).slowed(NOON, Duration.ZERO);

    assertThat(told.rate()).isEqualTo(0.5);
    assertThat(told.take(NOON.plusSeconds(90)).rate()).isBetween(0.54, 0.56);
    assertThat(told.take(NOON.plusSeconds(7_200)).rate()).isEqualTo(1);
    assertThat(told.usual()).isAfter(NOON.plusSeconds(900)).isBefore(NOON.plusSeconds(910));
  }

  @Test
  void learns_once_from_what_several_calls_are_told_together() {
    TokenBucket told = TokenBucket.full(CHAT, NOON).slowed(NOON, Duration.ofSeconds(5));
    TokenBucket again = told.slowed(NOON.plusMillis(20), Duration.ofSeconds(7));

    assertThat(again.rate()).isEqualTo(0.5);
    assertThat(again.ready(NOON)).isEqualTo(NOON.plusMillis(7_020));
  }

  @Test
  void tries_one_call_after_a_rest_and_learns_nothing_about_the_rate_when_it_is_refused() {
    Limit all = Limit.of(Limit.EVERYTHING);
    TokenBucket bucket = TokenBucket.full(all, NOON).slowed(NOON, Duration.ofSeconds(2));
    Instant now = NOON.plusSeconds(2);
    for (int n = 0; n < 30; n++) {
      bucket = bucket.take(now);
      assertThat(bucket.calls(now.plusMillis(900))).as("while it is tried").isZero();
      bucket = bucket.slowed(now.plusMillis(100), Duration.ofSeconds(2));
      now = bucket.ready(now);
    }

    assertThat(bucket.rate()).isBetween(12.5, 13.5);
    TokenBucket works = bucket.take(now);
    Instant next = works.ready(now);
    assertThat(next).isBetween(now.plusSeconds(2), now.plusMillis(2_100));
    assertThat(works.calls(next)).isEqualTo(1);
  }

  @Test
  void never_stops_for_good() {
    TokenBucket bucket = TokenBucket.full(CHAT, NOON);
    for (int n = 0; n < 100; n++) {
      bucket = bucket.slowed(NOON.plusSeconds(3L * n), Duration.ZERO);
    }

    assertThat(bucket.rate()).isGreaterThan(0.01);
  }

  @Test
  void bears_a_clock_that_goes_back() {
    TokenBucket bucket = TokenBucket.full(CHAT, NOON).take(NOON).take(NOON.minusSeconds(3_600));

    assertThat(bucket.left()).isEqualTo(1);
  }

  private static int begunWithin(Limit limit, Duration time) {
    TokenBucket bucket = TokenBucket.full(limit, NOON);
    int begun = 0;
    for (Instant now = NOON; now.isBefore(NOON.plus(time)); now = now.plusMillis(1)) {
      while (bucket.calls(now) > 0) {
        bucket = bucket.take(now);
        begun++;
      }
    }
    return begun;
  }
}
