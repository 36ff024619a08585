package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void knows_nothing_of_nothing() {
    assertThat(latencies.take().percentile(0.95)).isEmpty();
  }

  @Test
  void tells_a_percentile_within_five_per_cent() {
    for (int n = 1; n <= 1000; n++) {
      latencies.add(Duration.ofMillis(n));
    }

    Latencies.Counted counted = latencies.take();

    assertThat(counted.count()).isEqualTo(1000);
    assertThat(counted.percentile(0.50).getAsDouble()).isCloseTo(0.5, withinPercentage(5));
    assertThat(counted.percentile(0.95).getAsDouble()).isCloseTo(0.95, withinPercentage(5));
    assertThat(counted.percentile(1).getAsDouble()).isCloseTo(1, withinPercentage(5));
  }

  @Test
  void counts_anew_once_it_was_asked() {
    latencies.add(Duration.ofSeconds(1));
    latencies.take();

    assertThat(latencies.take().count()).isZero();
  }

  @Test
  void takes_in_what_is_shorter_or_longer_than_its_steps() {
    latencies.add(Duration.ZERO);
    latencies.add(Duration.ofDays(1));

    assertThat(latencies.take().count()).isEqualTo(2);
  }
}
