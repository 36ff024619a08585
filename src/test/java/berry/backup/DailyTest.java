package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DailyTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Daily DAILY = new Daily(LocalTime.of(3, 0), BERLIN, STARTED);

  /// Three o'clock is 02:00 UTC in winter.
  @ParameterizedTest
  @CsvSource({
    "2026-02-10T02:00:05Z, 2026-02-11T01:59:59Z, false",
    "2026-02-10T02:00:05Z, 2026-02-11T02:00:00Z, true",
    "2026-02-11T02:00:05Z, 2026-02-11T02:05:00Z, false",
    "2026-02-10T01:59:00Z, 2026-02-10T17:00:00Z, true"
  })
  void comes_once_a_day_and_makes_up_for_what_was_missed(Instant newest, Instant now, boolean due) {
    assertThat(DAILY.due(newest, now)).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({"2026-03-28, 2", "2026-10-24, 2"})
  void is_made_once_in_nights_of_23_and_25_hours(String day, int nights) {
    assertThat(made(Instant.parse(day + "T12:00:00Z"), Duration.ofDays(nights))).isEqualTo(nights);
  }

  /// Half past two happens twice in autumn and never in spring.
  @ParameterizedTest
  @CsvSource({"2026-03-28", "2026-10-24"})
  void is_made_once_even_at_a_time_that_happens_twice_or_never(String day) {
    Daily odd = new Daily(LocalTime.of(2, 30), BERLIN, STARTED);
    assertThat(made(odd, Instant.parse(day + "T12:00:00Z"), Duration.ofDays(1))).isEqualTo(1);
  }

  @Test
  void does_not_hold_up_a_first_start() {
    Daily fresh = new Daily(LocalTime.of(3, 0), BERLIN, Instant.parse("2026-02-10T12:00:00Z"));

    assertThat(fresh.due(null, Instant.parse("2026-02-10T12:01:00Z"))).isFalse();
    assertThat(fresh.due(null, Instant.parse("2026-02-10T13:00:00Z"))).isTrue();
  }

  private static int made(Instant from, Duration span) {
    return made(DAILY, from, span);
  }

  private static int made(Daily daily, Instant from, Duration span) {
    @Nullable Instant newest = from;
    int made = 0;
    for (Instant now = from; now.isBefore(from.plus(span)); now = now.plusSeconds(300)) {
      if (daily.due(newest, now)) {
        newest = now;
        made++;
      }
    }
    return made;
  }
}
