package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UptimeTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  @Test
  void minutes_without_anybody_are_bad_ones() {
    Instant first = NOON.minus(Duration.ofHours(10));
    List<Forecast.Point> minutes = good(first, NOON);
    minutes.removeIf(one ->
        !one.at().isBefore(NOON.minusSeconds(3600)) && one.at().isBefore(NOON.minusSeconds(1800)));

    Uptime.Range day = Uptime.range("24h", HALF_HOUR, 48, first, NOON.plusSeconds(90), minutes);

    assertThat(day.bars().get(45).share()).isZero();
    assertThat(day.bars().get(46).share()).isEqualTo(1.0);
    assertThat(day.share()).isEqualTo(0.95);
  }

  @Test
  void before_the_first_start_nothing_is_known() {
    Instant first = NOON.minus(Duration.ofHours(1));

    Uptime.Range day =
        Uptime.range("24h", HALF_HOUR, 48, first, NOON.plusSeconds(90), good(first, NOON));

    assertThat(day.bars().getFirst().share()).isNull();
    assertThat(day.share()).isEqualTo(1.0);
    assertThat(Uptime.range("24h", HALF_HOUR, 48, null, NOON, List.of()).share()).isNull();
  }

  private static List<Forecast.Point> good(Instant from, Instant to) {
    List<Forecast.Point> minutes = new ArrayList<>();
    for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
      minutes.add(new Forecast.Point(at, 1));
    }
    return minutes;
  }
}
