package berry.inbox;

import berry.database.Changes;
import berry.database.Database;
import berry.database.DatabaseUnusable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Updates of which only the raw bytes could be kept, and the second look at them with the code of
/// today. Any number of processes may look at once, also beside a running [Inbox].
public final class Quarantine {

  private static final int AT_ONCE = 100;

  /// Two writers in each other's way; as many tries as the [Writer] makes.
  private static final int TRIES = 5;

  private final Changes changes;
  private final Clock clock;
  private final QuarantineStore store;

  /// @param vocabulary which commands are the bot's, for what is counted and owed
  public Quarantine(
      Database database, Changes changes, Clock clock, long botId, BotCommands vocabulary) {
    this.changes = changes;
    this.clock = clock;
    this.store = new QuarantineStore(database, botId, vocabulary);
  }

  /// An update set aside. What is in it is not told here.
  ///
  /// @param updateId Telegram's; negative when the update has none that could be read
  /// @param reason why it was set aside; names no person and quotes nothing
  public record Row(
      long updateId, Instant receivedAt, String kind, long bytes, @Nullable String reason) {}

  /// What the second look came to.
  ///
  /// @param state `stored`, `due` when the bot will answer it, or `quarantined`
  /// @param reason why it stays set aside; null when it does not
  public record Second(
      long updateId, Instant receivedAt, String kind, String state, @Nullable String reason) {

    public boolean takenIn() {
      return !state.equals("quarantined");
    }
  }

  /// Oldest first.
  ///
  /// @param limit 1 or more
  public List<Row> rows(int limit) {
    return store.rows(null, limit);
  }

  /// Reads the raw bytes again. What can be understood now is stored as if it had just come, but
  /// with the time it came at first; answered is only what is still fresh.
  ///
  /// @param updateId only this one; null for all
  /// @param dryRun changes nothing, only tells what would be
  /// @return one for each that was looked at; what another process took in meanwhile is left out
  /// @throws DatabaseUnusable when the database can't commit; what was taken in before stays so
  public List<Second> retry(@Nullable Long updateId, boolean dryRun) {
    List<Second> all = new ArrayList<>();
    @Nullable Row last = null;
    List<Row> some;
    do {
      some = store.rows(last, AT_ONCE);
      for (Row row : some) {
        last = row;
        if (updateId == null || updateId == row.updateId()) {
          Second second = retry(row, dryRun);
          if (second != null) {
            all.add(second);
          }
        }
      }
    } while (some.size() == AT_ONCE);
    if (!dryRun && all.stream().anyMatch(Second::takenIn)) {
      changes.wroteInBatch();
    }
    return all;
  }

  private @Nullable Second retry(Row row, boolean dryRun) {
    String reason = "";
    for (int tries = 0; tries < TRIES; tries++) {
      switch (store.retry(row, clock.instant(), dryRun)) {
        case QuarantineStore.Look.Done done -> {
          return done.second();
        }
        case QuarantineStore.Look.Gone gone -> {
          return null;
        }
        case QuarantineStore.Look.Crossed crossed -> reason = crossed.reason();
        case QuarantineStore.Look.Down down -> throw stopped(row, down.reason());
      }
    }
    throw stopped(row, TRIES + " tries crossed with other writers: " + reason);
  }

  private static DatabaseUnusable stopped(Row row, String reason) {
    return new DatabaseUnusable(
        "Update %d was not looked at again: %s. What was taken in before stays so."
            .formatted(row.updateId(), reason));
  }
}
