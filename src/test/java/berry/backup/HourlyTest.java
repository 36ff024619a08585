package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import berry.backup.Hourly.Cost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HourlyTest {

  private static final Cost LITTLE = new Cost(5, 40);
  private static final Hourly HOURLY = new Hourly(List.of(LITTLE));

  @ParameterizedTest
  @CsvSource({"60, 120, true", "60.1, 0, false", "5, 175, true", "5, 175.1, false"})
  void comes_while_a_run_takes_a_minute_to_make_and_a_twentieth_of_the_hour(
      double made, double proved, boolean cheap) {
    assertThat(new Hourly(List.of(new Cost(made, proved))).cheap()).isEqualTo(cheap);
  }

  @Test
  void is_not_begun_before_a_run_was_measured() {
    assertThat(new Hourly(List.of()).cheap()).isFalse();
  }

  @Test
  void forgives_one_slow_run_and_not_two() {
    Cost slow = new Cost(70, 300);

    assertThat(new Hourly(List.of(slow, LITTLE, LITTLE)).cheap()).isTrue();
    assertThat(new Hourly(List.of(slow, LITTLE, slow)).cheap()).isFalse();
    assertThat(new Hourly(List.of(LITTLE, LITTLE, LITTLE, slow, slow, slow)).cheap()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-10T10:02:00Z, 2026-02-10T10:59:59Z, false",
    "2026-02-10T10:02:00Z, 2026-02-10T11:00:00Z, true",
    "2026-02-10T10:50:00Z, 2026-02-10T11:00:00Z, false",
    "2026-02-10T10:50:00Z, 2026-02-10T11:20:00Z, true",
    "2026-02-10T10:02:00Z, 2026-02-12T17:30:00Z, true"
  })
  void comes_once_an_hour_and_not_right_after_another(Instant newest, Instant now, boolean due) {
    assertThat(HOURLY.due(newest, now)).isEqualTo(due);
  }

  @Test
  void leaves_the_first_of_all_to_the_daily_one() {
    assertThat(HOURLY.due(null, Instant.parse("2026-02-10T10:02:00Z"))).isFalse();
  }

  /// In the business zone, too: what changes there is the name of an hour, not how many there are.
  @ParameterizedTest
  @CsvSource({"2026-03-28T23:00:00Z, 23", "2026-10-24T22:00:00Z, 25"})
  void is_made_as_often_as_a_day_has_hours(Instant midnight, int hours) {
    assertThat(made(midnight, Duration.ofHours(hours), Duration.ZERO)).isEqualTo(hours);
  }

  @ParameterizedTest
  @CsvSource({"PT10M, 25", "-PT10M, 24", "-PT50M, 24", "-PT90M, 23"})
  void is_made_once_in_each_hour_of_a_clock_that_jumps(Duration jump, int hours) {
    assertThat(made(Instant.parse("2026-02-10T00:00:00Z"), Duration.ofHours(24), jump))
        .isEqualTo(hours);
  }

  @Test
  void a_clock_that_was_years_ahead_stops_no_later_one() {
    Instant now = Instant.parse("2026-02-10T10:02:00Z");
    List<Backup> all =
        List.of(
            backup("2029-02-10T10:02:00Z", null),
            backup("2026-02-10T08:00:05Z", null),
            backup("2026-02-10T07:00:05Z", null));

    assertThat(Backup.newest(all, now)).isEqualTo("2026-02-10T08:00:05Z");
  }

  @Test
  void one_whose_proof_was_put_off_makes_no_other_less_due() {
    Instant now = Instant.parse("2026-02-10T10:02:00Z");
    List<Backup> all =
        List.of(
            backup("2026-02-10T10:01:00Z", Backup.BEFORE + "1.2.3"),
            backup("2026-02-10T08:00:05Z", null));

    assertThat(Backup.newest(all, now)).isEqualTo("2026-02-10T08:00:05Z");
  }

  /// Looked at every five minutes of true time; the clock jumps in the middle.
  private static int made(Instant from, Duration span, Duration jump) {
    Instant newest = from.minusSeconds(1800);
    int made = 0;
    for (Duration gone = Duration.ZERO; gone.compareTo(span) < 0; gone = gone.plusMinutes(5)) {
      boolean jumped = gone.compareTo(span.dividedBy(2).plusMinutes(7)) > 0;
      Instant now = from.plus(gone).plus(jumped ? jump : Duration.ZERO);
      if (HOURLY.due(newest, now)) {
        newest = now;
        made++;
      }
    }
    return made;
  }

  private static Backup backup(String at, @Nullable String detail) {
    return new Backup(
        "berry-shop-20260210T100200Z-0000000a",
        null,
        Instant.parse(at),
        1,
        "",
        BackupState.MADE,
        null,
        null,
        1,
        List.of(),
        detail,
        List.of(),
        null);
  }
}
