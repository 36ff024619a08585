package berry.backup;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/// When the drill of a week is due. Calculates only.
///
/// Like [Daily] it is judged by the last one: a missed one is made up for, and no clock that is set
/// back makes a second.
public record Weekly(DayOfWeek day, LocalTime time, ZoneId zone) {

  /// A network that is back deserves another try before the week is over.
  private static final Duration AFTER_FAILURE = Duration.ofDays(1);

  /// @param oldest when the oldest backup there is was made: before the first drill the week counts
  ///   from there; null: there is none, and nothing to drill
  /// @param last the last drill; null: none yet
  public boolean due(@Nullable Instant oldest, @Nullable Drill last, Instant now) {
    if (oldest == null) {
      return false;
    }
    if (last != null && last.problem() != null && !last.at().plus(AFTER_FAILURE).isAfter(now)) {
      return true;
    }
    return (last == null ? oldest : last.at()).isBefore(lastBefore(now));
  }

  private Instant lastBefore(Instant now) {
    ZonedDateTime here = now.atZone(zone);
    Instant thisWeek =
        here.toLocalDate()
            .with(TemporalAdjusters.previousOrSame(day))
            .atTime(time)
            .atZone(zone)
            .toInstant();
    return thisWeek.isAfter(now)
        ? here.toLocalDate()
            .with(TemporalAdjusters.previous(day))
            .atTime(time)
            .atZone(zone)
            .toInstant()
        : thisWeek;
  }
}
