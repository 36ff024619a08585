package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class ForecastTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void a_disk_that_fills_by_a_tenth_a_day_is_full_in_three_days() {
    Forecast forecast = Forecast.of(minutes(1440, n -> 0.6 + 0.1 * n / 1440)).orElseThrow();

    double days = forecast.until(1).orElseThrow() / Duration.ofDays(1).toSeconds();
    assertThat(days).isCloseTo(3.0, within(0.01));
  }

  @Test
  void a_backup_that_comes_and_goes_does_not_bend_it() {
    Forecast forecast =
        Forecast.of(minutes(1440, n -> n > 1380 && n < 1430 ? 0.9 : 0.5)).orElseThrow();

    assertThat(forecast.until(1)).isEmpty();
  }

  @Test
  void what_shrinks_is_never_full() {
    assertThat(Forecast.of(minutes(600, n -> 0.9 - 0.0001 * n)).orElseThrow().until(1)).isEmpty();
  }

  @Test
  void the_first_hours_tell_nothing() {
    assertThat(Forecast.of(minutes(170, n -> 0.001 * n))).isEmpty();
    assertThat(Forecast.of(List.of())).isEmpty();
  }

  private static List<Forecast.Point> minutes(int count, IntToDoubleFunction value) {
    List<Forecast.Point> points = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      points.add(new Forecast.Point(NOON.plus(Duration.ofMinutes(n)), value.applyAsDouble(n)));
    }
    return points;
  }
}
