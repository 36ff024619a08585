package berry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RateLimitTest {

  private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
  private final RateLimit limit = new RateLimit(3, Duration.ofSeconds(2), nanos::get);

  @Test
  void refuses_after_the_burst_and_says_when_to_come_back() {
    for (int i = 0; i < 3; i++) {
      limit.check("a");
    }

    var refused = catchThrowableOfType(Problem.class, () -> limit.check("a"));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Retry-After", "2");
    assertThat(limit.wait("b")).isEmpty();
  }

  @Test
  void lets_one_more_through_after_each_refill_and_saves_no_more_than_a_burst() {
    for (int i = 0; i < 3; i++) {
      limit.check("a");
    }
    nanos.addAndGet(2_000_000_000L);

    assertThat(limit.wait("a")).isEmpty();
    assertThat(limit.wait("a")).contains(Duration.ofSeconds(2));

    nanos.addAndGet(3_600_000_000_000L);
    for (int i = 0; i < 3; i++) {
      assertThat(limit.wait("a")).isEmpty();
    }
    assertThat(limit.wait("a")).isPresent();
  }

  @Test
  void takes_back_what_turned_out_not_to_count_but_saves_no_more_for_it() {
    for (int i = 0; i < 10; i++) {
      limit.check("a");
      limit.giveBack("a");
    }

    for (int i = 0; i < 3; i++) {
      assertThat(limit.wait("a")).isEmpty();
    }
    assertThat(limit.wait("a")).isPresent();
  }
}
