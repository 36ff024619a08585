package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SeriesTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final List<Metric> SOME =
      List.of(Metric.CPU_USED, Metric.REQUESTS_PER_MINUTE, Metric.DISK_FREE);

  private final List<MetricHistory.Point> points =
      List.of(
          point("one", NOON.minusSeconds(10), 0.2, 30, 500),
          point("two", NOON.minusSeconds(10), 0.7, 12, 900),
          point("one", NOON, 0.4, 60, 400));

  @Test
  void replicas_together_are_the_worst_the_sum_or_the_least_as_the_figure_means() {
    Series.Chart chart = Series.chart(Span.HOUR, NOON, SOME, points, false);

    assertThat(last(chart, 0)).containsExactly(0.7f + 0.0, 0.4f + 0.0);
    assertThat(last(chart, 1)).containsExactly(42.0, 60.0);
    assertThat(last(chart, 2)).containsExactly(500.0, 400.0);
  }

  @Test
  void a_step_that_nobody_read_is_a_gap() {
    Series.Chart chart = Series.chart(Span.HOUR, NOON, SOME, points, false);

    assertThat(chart.series().getFirst().values()).hasSize(360).startsWith((Double) null);
    assertThat(chart.steps()).isEqualTo(360);
    assertThat(chart.to()).isEqualTo(NOON.plusSeconds(10));
  }

  @Test
  void each_replica_has_its_own_line_when_asked() {
    Series.Chart chart = Series.chart(Span.HOUR, NOON, List.of(Metric.CPU_USED), points, true);

    assertThat(chart.series()).extracting(Series::replica).containsExactly("one", "two");
    assertThat(chart.series().getLast().values()).endsWith((Double) null);
  }

  @Test
  void a_thousand_names_of_one_that_can_not_stay_up_are_the_newest_two_dozen() {
    List<MetricHistory.Point> many = new ArrayList<>();
    for (int n = 0; n < 1_000; n++) {
      many.add(point("box-" + n, NOON.minusSeconds(10L * (n % 300)), 0.1, 1, 1));
    }
    many.add(point("now", NOON, 0.2, 1, 1));

    Series.Chart chart = Series.chart(Span.HOUR, NOON, List.of(Metric.CPU_USED), many, true);

    assertThat(chart.series()).hasSize(24).extracting(Series::replica).contains("now", "box-300");
  }

  private static List<@Nullable Double> last(Series.Chart chart, int series) {
    List<@Nullable Double> values = chart.series().get(series).values();
    return values.subList(values.size() - 2, values.size());
  }

  private static MetricHistory.Point point(
      String replica, Instant at, double cpu, double requests, double free) {
    return new MetricHistory.Point(
        replica,
        new Readings(at)
            .put(Metric.CPU_USED, cpu)
            .put(Metric.REQUESTS_PER_MINUTE, requests)
            .put(Metric.DISK_FREE, free));
  }
}
