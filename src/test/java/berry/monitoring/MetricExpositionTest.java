package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.MovableClock;
import berry.testing.PrometheusPrograms;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class MetricExpositionTest {

  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  @AutoClose private final Metrics metrics = new Metrics();
  @AutoClose private final Sampler sampler = new Sampler(clock);

  @Test
  void names_say_the_unit_once() {
    assertThat(
            List.of(
                MetricExposition.name(Metric.CPU_USED),
                MetricExposition.name(Metric.RESPONSE_API_P95),
                MetricExposition.name(Metric.DATABASE_SIZE),
                MetricExposition.name(Metric.MEMORY_BYTES),
                MetricExposition.name(Metric.REQUESTS_PER_MINUTE),
                MetricExposition.name(Metric.INTAKE_STORED),
                MetricExposition.name(Metric.DISK_FULL_IN),
                MetricExposition.name(Metric.ERRORS_SHARE),
                MetricExposition.name(Metric.OUTBOX_QUEUED)))
        .containsExactly(
            "berry_cpu_used_ratio",
            "berry_response_api_p95_seconds",
            "berry_database_size_bytes",
            "berry_memory_bytes",
            "berry_requests_per_minute",
            "berry_intake_stored_per_minute",
            "berry_disk_full_in_seconds",
            "berry_errors_ratio",
            "berry_outbox_queued");
    assertThat(Arrays.stream(Metric.values()).map(MetricExposition::name)).doesNotHaveDuplicates();
  }

  @Test
  void shows_the_newest_reading_and_nothing_of_what_could_not_be_read() {
    show();
    sampler.add(into ->
        into.put(Metric.CPU_USED, 0.8).put(Metric.INTAKE_STALLED, 0).put(Metric.DISK_FREE, 5e9));
    sampler.sample();

    assertThat(lines())
        .contains(
            "berry_cpu_used_ratio 0.8",
            "berry_intake_stalled_seconds 0.0",
            "berry_disk_free_bytes 5.0E9")
        .noneMatch(line -> line.startsWith("berry_memory_used_ratio"))
        .noneMatch(line -> line.startsWith("berry_") && line.endsWith("NaN"));
  }

  @Test
  void shows_nothing_of_a_sampler_that_stands_still() {
    show();
    sampler.add(into -> into.put(Metric.CPU_USED, 0.5));
    sampler.sample();
    clock.pass(Duration.ofSeconds(29));
    assertThat(lines()).contains("berry_cpu_used_ratio 0.5");

    clock.pass(Duration.ofSeconds(2));

    assertThat(lines()).noneMatch(line -> line.startsWith("berry_cpu_used_ratio"));
  }

  @Test
  void shows_each_metric_under_its_name_unless_its_part_does() {
    show();
    sampler.add(into -> {
      for (Metric metric : Metric.values()) {
        into.put(metric, 1);
      }
    });
    sampler.sample();

    for (Metric metric : Metric.values()) {
      assertThat(lines().contains(MetricExposition.name(metric) + " 1.0"))
          .as(metric.id())
          .isNotEqualTo(MetricExposition.SHOWN_ELSEWHERE.contains(metric));
    }
    PrometheusPrograms.Verdict verdict =
        PrometheusPrograms.promtool(metrics.scrape(), "check", "metrics");
    assertThat(verdict.said()).isEmpty();
    assertThat(verdict.code()).isZero();
  }

  @Test
  void others_show_values_that_come_and_go_beside_it() {
    show();
    AtomicReference<List<Metrics.Sample>> states = new AtomicReference<>(List.of());
    metrics.gauges("berry_alert_state", "1 while the rule fires.", states::get);
    metrics.info("berry_build", "Which Berry this is.", "version", "1.2.3");
    assertThat(metrics.scrape())
        .doesNotContain("berry_alert_state")
        .contains("berry_build_info{version=\"1.2.3\"} 1");

    states.set(List.of(Metrics.Sample.of(1, "key", "cpu", "severity", "2")));

    assertThat(lines()).contains("berry_alert_state{key=\"cpu\",severity=\"2\"} 1.0");
  }

  @Test
  void refuses_a_second_one_of_the_same_name_at_once() {
    show();

    assertThatThrownBy(() -> metrics.gauges("berry_cpu_used_ratio", "Again.", List::of))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void show() {
    new MetricExposition(metrics, sampler, clock);
  }

  private List<String> lines() {
    return metrics.scrape().lines().toList();
  }
}
