package berry.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.FlapGuard.Way;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// How the episodes of a rule that comes and goes are told.
final class FlapGuardTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void a_clock_that_was_a_year_ahead_silences_nothing_when_it_is_set_right() {
    Instant ahead = NOON.plus(Duration.ofDays(365));
    FlapGuard told = FlapGuard.NONE.fired(ahead).took(Way.MESSAGE, ahead);

    assertThat(told.way(ahead.plusSeconds(60))).isEqualTo(Way.CHANGE);
    assertThat(told.way(NOON)).isEqualTo(Way.MESSAGE);
    assertThat(told.took(Way.FLAPS, ahead).sumDue(NOON)).isTrue();
  }
}
