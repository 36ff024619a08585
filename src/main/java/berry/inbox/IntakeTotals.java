package berry.inbox;

import berry.audience.Activity;
import berry.database.Database;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of all updates ever handed to Berry. Survives restarts.
///
/// @param received acknowledged to Telegram
/// @param repeated refused because they were stored already
/// @param quarantined kept raw only, those too whose raw rows were removed since; the rows that are
///   left are in [InboxStatus]
/// @param since when the first of them came, to a quarter of an hour; null before that
public record IntakeTotals(
    long received, long stored, long repeated, long quarantined, @Nullable Instant since) {

  private static final List<String> METRICS =
      List.of("received", "stored", "repeated", "quarantined");

  static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  /// All of them, added up anew; who asks often asks an [IntakeTotalsReader].
  public static IntakeTotals read(Database database) {
    return between(database, Instant.EPOCH, END);
  }

  static IntakeTotals between(Database database, Instant from, Instant to) {
    Activity.Counted counted = Activity.between(database, METRICS, from, to);
    return new IntakeTotals(
        counted.of("received"),
        counted.of("stored"),
        counted.of("repeated"),
        counted.of("quarantined"),
        counted.since());
  }

  /// These and what was counted later.
  IntakeTotals and(IntakeTotals later) {
    return new IntakeTotals(
        received + later.received,
        stored + later.stored,
        repeated + later.repeated,
        quarantined + later.quarantined,
        since == null ? later.since : since);
  }

  /// Acknowledged, but neither stored nor refused as a repeat: must be 0.
  public long lost() {
    return received - stored - repeated - quarantined;
  }
}
