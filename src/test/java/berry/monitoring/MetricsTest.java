package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MetricsTest {

  @AutoClose private final Metrics metrics = new Metrics();

  @Test
  void shows_what_was_counted() {
    metrics.count("berry.intake.updates", 3, "result", "stored");
    metrics.count("berry.intake.updates", 2, "result", "stored");

    assertThat(metrics.scrape()).contains("berry_intake_updates_total{result=\"stored\"} 5.0");
  }

  @Test
  void shows_how_long_a_route_took_by_its_pattern() {
    metrics.http("GET", "/api/me/messages/{id}", 200, Duration.ofMillis(250));

    assertThat(metrics.scrape())
        .contains(
            "berry_http_seconds_sum{method=\"GET\",route=\"/api/me/messages/{id}\",status=\"200\"}"
                + " 0.25");
  }

  @Test
  void asks_a_gauge_anew_at_each_reading() {
    double[] waiting = {1};
    metrics.gauge("berry.intake.waiting", () -> waiting[0]);
    waiting[0] = 7;

    assertThat(metrics.scrape()).contains("berry_intake_waiting 7.0");
  }

  @Test
  void tells_how_the_memory_is() {
    assertThat(metrics.scrape()).contains("jvm_memory_used_bytes");
  }
}
