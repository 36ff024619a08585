package berry.inbox;

import berry.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The [IntakeCounts] of all replicas, asked for with each overview.
///
/// What was counted before yesterday does not change any more and is added up once a day, so that a
/// question costs two days of rows, not all years.
public final class IntakeTotals {

  private static final Duration MOVING = Duration.ofDays(1);

  private final Database database;
  private final Clock clock;
  private @Nullable Settled settled;

  private record Settled(Instant until, IntakeCounts counters) {}

  public IntakeTotals(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// As the database has them now.
  public IntakeCounts now() {
    Settled before = settled(clock.instant().minus(MOVING).truncatedTo(ChronoUnit.DAYS));
    return before.counters().and(sum(before.until(), Instant.parse("9999-01-01T00:00:00Z")));
  }

  private synchronized Settled settled(Instant until) {
    Settled known = settled;
    if (known == null || !known.until().equals(until)) {
      known = new Settled(until, sum(Instant.EPOCH, until));
      settled = known;
    }
    return known;
  }

  private IntakeCounts sum(Instant from, Instant to) {
    return database.jdbi().withExtension(IntakeCountsStore.class, store -> store.between(from, to));
  }
}
