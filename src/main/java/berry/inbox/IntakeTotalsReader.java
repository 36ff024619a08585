package berry.inbox;

import berry.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The [IntakeTotals] of all replicas, asked for with each overview.
///
/// What was counted before yesterday does not change any more and is added up once a day, so that a
/// question costs two days of rows, not all years.
public final class IntakeTotalsReader {

  private static final Duration MOVING = Duration.ofDays(1);

  private final Database database;
  private final Clock clock;
  private @Nullable Settled settled;

  private record Settled(Instant until, IntakeTotals totals) {}

  public IntakeTotalsReader(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// As the database has them now.
  public IntakeTotals now() {
    Settled before = settled(clock.instant().minus(MOVING).truncatedTo(ChronoUnit.DAYS));
    return before.totals().and(IntakeTotals.between(database, before.until(), IntakeTotals.END));
  }

  private synchronized Settled settled(Instant until) {
    Settled known = settled;
    if (known == null || !known.until().equals(until)) {
      known = new Settled(until, IntakeTotals.between(database, Instant.EPOCH, until));
      settled = known;
    }
    return known;
  }
}
