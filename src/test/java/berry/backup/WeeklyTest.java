package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeeklyTest {

  private static final Weekly WEEKLY =
      new Weekly(DayOfWeek.SUNDAY, LocalTime.of(4, 0), ZoneId.of("Europe/Berlin"));
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T02:00:00Z");

  /// 8 February 2026 is a Sunday; four o'clock is 03:00 UTC in winter.
  @ParameterizedTest
  @CsvSource({
    "2026-02-01T03:01:00Z, 2026-02-08T02:59:59Z, false",
    "2026-02-01T03:01:00Z, 2026-02-08T03:00:00Z, true",
    "2026-02-08T03:01:00Z, 2026-02-08T03:05:00Z, false",
    "2026-02-01T03:01:00Z, 2026-02-11T17:00:00Z, true",
    "2026-02-08T03:01:00Z, 2026-02-07T12:00:00Z, false"
  })
  void comes_once_a_week_and_makes_up_for_what_was_missed(Instant last, Instant now, boolean due) {
    assertThat(WEEKLY.due(LONG_AGO, drill(last, null), now)).isEqualTo(due);
  }

  /// The clock changes in the very nights, at two and at three.
  @ParameterizedTest
  @CsvSource({"2026-03-23T12:00:00Z", "2026-10-19T12:00:00Z"})
  void is_held_once_in_the_nights_in_which_the_clock_changes(Instant monday) {
    Drill last = drill(monday, null);
    int held = 0;
    for (Instant now = monday;
        now.isBefore(monday.plus(Duration.ofDays(7)));
        now = now.plusSeconds(300)) {
      if (WEEKLY.due(LONG_AGO, last, now)) {
        last = drill(now, null);
        held++;
      }
    }
    assertThat(held).isEqualTo(1);
  }

  @Test
  void the_first_waits_for_the_first_sunday_after_the_first_backup() {
    Instant first = Instant.parse("2026-02-04T02:00:00Z");

    assertThat(WEEKLY.due(null, null, Instant.parse("2026-02-08T03:00:00Z"))).isFalse();
    assertThat(WEEKLY.due(first, null, Instant.parse("2026-02-08T02:55:00Z"))).isFalse();
    assertThat(WEEKLY.due(first, null, Instant.parse("2026-02-08T03:00:00Z"))).isTrue();
  }

  @Test
  void is_tried_again_a_day_after_it_came_out_badly() {
    Drill bad = drill(Instant.parse("2026-02-08T03:01:00Z"), "no answer");

    assertThat(WEEKLY.due(LONG_AGO, bad, Instant.parse("2026-02-09T03:00:00Z"))).isFalse();
    assertThat(WEEKLY.due(LONG_AGO, bad, Instant.parse("2026-02-09T03:01:00Z"))).isTrue();
  }

  private static Drill drill(Instant at, @Nullable String problem) {
    return new Drill(at, "berry-shop", "folder", problem == null ? 3.0 : null, 60, problem);
  }
}
