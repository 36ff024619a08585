package berry.database;

import berry.database.Changes.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads the changes on from a place that its worker keeps in the database, so that nothing is left
/// out while no process runs. What a reader of [Changes] hears is gone with the process.
///
/// Sequence order is not commit order, so ids that were passed over are asked for again for 5 s,
/// and the place to be kept stays before them that long: who goes on from there, on another replica
/// or after a fall, may meet some changes twice and misses none. For one thread.
public final class ChangeTail {

  private static final Duration LATE = Duration.ofSeconds(ChangeRows.LATE_SECONDS);

  private final ChangeRows rows;
  private final Map<Long, Long> passedOver = new TreeMap<>(); // id → nanoseconds when noticed
  private long kept = -1;
  private long highest;

  ChangeTail(ChangeRows rows) {
    this.rows = rows;
  }

  /// Whether everything after that place is still there.
  public boolean reaches(long place) {
    return rows.reaches(place);
  }

  /// A place that nothing can be committed before any more.
  public long settled() {
    return rows.settled();
  }

  /// What has been written since the last call. In a transaction it may be repeated: until
  /// [#place()] is kept, nothing is lost.
  ///
  /// @param place as it is kept; if somebody else has moved it, reading begins there
  /// @param limit of rows, each of up to a hundred changes; a full answer means there may be more
  public Batch next(long place, int limit) {
    if (place != kept) {
      forget();
      kept = place;
      highest = place;
    }
    List<Change> changes = new ArrayList<>(late());
    List<List<Change>> newer = rows.newerThan(highest, limit);
    newer.forEach(row -> step(row.getFirst().id(), limit));
    newer.forEach(changes::addAll);
    return new Batch(changes, newer.size() == limit);
  }

  /// @param more whether there is more to be read at once
  public record Batch(List<Change> changes, boolean more) {}

  /// The place to be kept once all that was read is done.
  public long place() {
    Iterator<Long> oldest = passedOver.keySet().iterator();
    return oldest.hasNext() ? oldest.next() - 1 : highest;
  }

  /// It is kept now.
  public void keep() {
    kept = place();
  }

  /// What was read could not be done: the next call reads it again.
  public void forget() {
    passedOver.clear();
    kept = -1;
  }

  private List<Change> late() {
    if (passedOver.isEmpty()) {
      return List.of();
    }
    long now = System.nanoTime();
    List<Change> late = rows.among(passedOver.keySet().toArray(Long[]::new));
    late.forEach(change -> passedOver.remove(change.id()));
    passedOver.values().removeIf(noticed -> now - noticed > LATE.toNanos());
    return late;
  }

  private void step(long next, int limit) {
    long now = System.nanoTime();
    // No more than a batch: after a jump of the sequence nothing is missing in between.
    for (long id = Math.max(highest + 1, next - limit); id < next; id++) {
      passedOver.put(id, now);
    }
    highest = next;
  }
}
