package berry.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// When the backup of a day is due. Calculates only.
///
/// It is judged by what was made last, not by what was done at three o'clock: one that was missed
/// is made up for, and a clock that is set back, or a night of 25 hours, makes no second one.
///
/// @param time of day in the zone of the business
/// @param started when this process did
public record Daily(LocalTime time, ZoneId zone, Instant started) {

  /// A first start is not held up by a backup of nothing.
  private static final Duration FIRST = Duration.ofHours(1);

  /// @param newest when the newest backup was made, in whatever way; null: there is none
  public boolean due(@Nullable Instant newest, Instant now) {
    Instant last = lastBefore(now);
    if (newest != null) {
      return newest.isBefore(last);
    }
    return !last.isBefore(started) || !now.isBefore(started.plus(FIRST));
  }

  /// When the next one is made: now, when one is overdue.
  ///
  /// @param newest as above
  public Instant next(@Nullable Instant newest, Instant now) {
    ZonedDateTime here = lastBefore(now).atZone(zone);
    boolean overdue = newest != null && due(newest, now);
    return overdue ? now : here.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant();
  }

  private Instant lastBefore(Instant now) {
    ZonedDateTime here = now.atZone(zone);
    Instant today = here.toLocalDate().atTime(time).atZone(zone).toInstant();
    return today.isAfter(now)
        ? here.toLocalDate().minusDays(1).atTime(time).atZone(zone).toInstant()
        : today;
  }
}
