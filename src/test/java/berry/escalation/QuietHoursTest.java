package berry.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuietHoursTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T20:59:59Z,",
    "2026-03-04T21:00:00Z, 2026-03-05T07:00:00Z",
    "2026-03-05T00:00:00Z, 2026-03-05T07:00:00Z",
    "2026-03-05T06:59:59Z, 2026-03-05T07:00:00Z",
    "2026-03-05T07:00:00Z,",
  })
  void last_over_midnight_for_what_is_only_for_information(Instant now, Instant end) {
    assertThat(QuietHours.USUAL.until(3, now, BERLIN)).isEqualTo(end);
    assertThat(QuietHours.USUAL.until(1, now, BERLIN)).isNull();
    assertThat(QuietHours.USUAL.until(2, now, BERLIN)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T11:59:59Z,",
    "2026-03-04T12:00:00Z, 2026-03-04T13:30:00Z",
    "2026-03-04T13:30:00Z,",
  })
  void may_lie_within_a_day(Instant now, Instant end) {
    assertThat(hours("13:00", "14:30").until(2, now, BERLIN)).isEqualTo(end);
  }

  @Test
  void end_when_the_clock_on_the_wall_says_so_in_a_night_that_is_an_hour_short() {
    Instant before = Instant.parse("2026-03-28T23:00:00Z"); // midnight; at 2 clocks show 3

    assertThat(QuietHours.USUAL.until(3, before, BERLIN))
        .isEqualTo(Instant.parse("2026-03-29T06:00:00Z"));
  }

  @Test
  void end_when_the_clock_on_the_wall_says_so_in_a_night_that_is_an_hour_long() {
    Instant before = Instant.parse("2026-10-24T22:00:00Z"); // midnight; at 3 clocks show 2

    assertThat(QuietHours.USUAL.until(3, before, BERLIN))
        .isEqualTo(Instant.parse("2026-10-25T07:00:00Z"));
  }

  @Test
  void that_are_over_do_not_begin_again_when_an_hour_is_shown_twice() {
    QuietHours hours = hours("22:00", "02:30");
    Instant end = Instant.parse("2026-10-25T00:30:00Z"); // 02:30 for the first time

    assertThat(hours.until(2, end.minusSeconds(1), BERLIN)).isEqualTo(end);
    for (int minute = 0; minute <= 120; minute++) {
      assertThat(hours.until(2, end.plus(Duration.ofMinutes(minute)), BERLIN)).isNull();
    }
  }

  private static QuietHours hours(String from, String until) {
    return new QuietHours(
        Map.of(2, new QuietHours.Hours(LocalTime.parse(from), LocalTime.parse(until))));
  }
}
