package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class MetricHistoryTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final MetricHistory history = new MetricHistory(database.database(), "one");

  @Test
  void tells_ten_seconds_by_the_readings_in_them() {
    add(NOON, 0.2);
    add(NOON.plusSeconds(5), 0.4);
    add(NOON.plusSeconds(10), 0.9);

    history.write();

    assertThat(cpu(Tier.TEN_SECONDS, NOON.plusSeconds(20)))
        .containsExactly(OptionalDouble.of(0.3f));
  }

  @Test
  void makes_minutes_and_hours_of_what_is_stored() {
    for (int n = 0; n <= 360; n++) {
      add(NOON.plusSeconds(10L * n), n < 180 ? 0.0 : 1.0);
    }

    history.write();

    Instant end = NOON.plus(Duration.ofMinutes(61));
    assertThat(cpu(Tier.MINUTE, end)).hasSize(60);
    assertThat(cpu(Tier.HOUR, end).getFirst()).hasValue(0.5f);
  }

  @Test
  void a_restart_in_the_middle_of_a_minute_loses_nothing_of_it() {
    add(NOON, 0.0);
    add(NOON.plusSeconds(10), 0.0);
    history.write();
    MetricHistory again = new MetricHistory(database.database(), "one");
    again.add(new Readings(NOON.plusSeconds(50)).put(Metric.CPU_USED, 1));
    again.add(new Readings(NOON.plusSeconds(60)).put(Metric.CPU_USED, 1));

    again.write();

    assertThat(cpu(Tier.MINUTE, NOON.plusSeconds(60))).containsExactly(OptionalDouble.of(0.5f));
  }

  @Test
  void a_place_is_written_over_when_its_time_has_come_round() {
    add(NOON, 0.1);
    add(NOON.plusSeconds(10), 0.1);
    add(NOON.plus(Duration.ofDays(1)), 0.7);
    add(NOON.plus(Duration.ofDays(1)).plusSeconds(10), 0.7);

    history.write();

    assertThat(database.one("SELECT count(*) FROM metric_point WHERE tier = 0")).isEqualTo("2");
  }

  @Test
  void what_could_not_be_read_is_absent_and_not_zero() {
    history.add(new Readings(NOON).put(Metric.LIVE_VIEWERS, 1));
    add(NOON.plusSeconds(10), 0.5);

    history.write();

    Readings point = of(Tier.TEN_SECONDS, NOON.plusSeconds(20)).getFirst();
    assertThat(point.get(Metric.CPU_USED)).isEmpty();
    assertThat(point.get(Metric.LIVE_VIEWERS)).hasValue(1);
  }

  @Test
  void keeps_replicas_apart_and_forgets_those_that_are_gone() {
    add(NOON, 0.5);
    add(NOON.plusSeconds(10), 0.5);
    history.write();

    assertThat(replicas(NOON.plusSeconds(20))).containsExactly("one");
    assertThat(history.of(Tier.TEN_SECONDS, "two", NOON, NOON.plusSeconds(20))).isEmpty();
    history.forgetOld(NOON.plus(Duration.ofDays(2)));
    assertThat(replicas(NOON.plusSeconds(20))).isEmpty();
  }

  @Test
  void the_hour_under_way_is_told_by_its_minutes() {
    for (int n = 0; n <= 30; n++) {
      add(NOON.plusSeconds(10L * n), 0.25);
    }

    history.write();

    assertThat(cpu(Tier.HOUR, NOON.plus(Duration.ofMinutes(6))))
        .containsExactly(OptionalDouble.of(0.25f));
  }

  @Test
  void reads_over_the_place_where_the_ring_begins_anew() {
    Instant edge = Instant.ofEpochSecond(86_400L * 20_000);
    add(edge.minusSeconds(10), 0.1);
    add(edge, 0.2);
    add(edge.plusSeconds(10), 0.3);
    add(edge.plusSeconds(20), 0.4);

    history.write();

    assertThat(of(Tier.TEN_SECONDS, edge.plusSeconds(20))).hasSize(3);
    assertThat(history.newest(edge.plusSeconds(20)).keySet()).containsExactly("one");
  }

  @Test
  void time_in_which_nobody_was_there_is_not_good_time() {
    for (int n = 0; n <= 180; n++) {
      history.add(new Readings(NOON.plusSeconds(10L * n)).put(Metric.SELF_GOOD, 1));
    }
    Instant end = NOON.plus(Duration.ofHours(1));
    history.add(new Readings(end.minusSeconds(10)).put(Metric.SELF_GOOD, 1));
    history.add(new Readings(end).put(Metric.SELF_GOOD, 1));

    history.write();

    double good = of(Tier.HOUR, end.plusSeconds(1)).getFirst().get(Metric.SELF_GOOD).orElseThrow();
    assertThat(good).isBetween(0.5, 0.53);
  }

  private List<String> replicas(Instant now) {
    return history.replicas(Tier.TEN_SECONDS, now.minus(Duration.ofHours(1)), now);
  }

  private List<Readings> of(Tier tier, Instant now) {
    return history.of(tier, "one", now.minus(Duration.ofHours(2)), now).stream()
        .map(MetricHistory.Point::readings)
        .toList();
  }

  private void add(Instant at, double cpu) {
    history.add(new Readings(at).put(Metric.CPU_USED, cpu));
  }

  private List<OptionalDouble> cpu(Tier tier, Instant now) {
    return of(tier, now).stream().map(one -> one.get(Metric.CPU_USED)).toList();
  }
}
