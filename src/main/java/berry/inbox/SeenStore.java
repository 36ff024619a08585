package berry.inbox;

import berry.database.BulkStatement;
import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The `update_seen` table: which updates were taken in.
final class SeenStore {

  private SeenStore() {}

  /// Marks them as seen and says which were not seen yet.
  ///
  /// Telegram starts its ids anew after a week without updates, so an id seen more than 72 hours
  /// ago is a new update; no update is repeated for longer than 24 hours. One statement decides and
  /// remembers, so of two who bring the same update at once exactly one is told that it is fresh.
  ///
  /// @param fresh is told them
  static BulkStatement<?> mark(long botId, Collection<Long> sortedIds, Set<Long> fresh) {
    return new BulkStatement<Long>(
            """
            INSERT INTO update_seen (bot_id, update_id, seen_at)
            SELECT ?, update_id, clock_timestamp()
            FROM unnest(?) AS seen (update_id)
            ON CONFLICT (bot_id, update_id) DO UPDATE
            SET seen_at = excluded.seen_at
            WHERE update_seen.seen_at < excluded.seen_at - interval '72 h'
            RETURNING update_id
            """,
            sortedIds)
        .all(botId)
        .numbers(id -> id)
        .to(row -> fresh.add(row.getLong(1)));
  }

  /// Forgets those seen more than a week ago.
  ///
  /// @return how many
  static int prune(Handle handle) {
    return handle.execute(
        """
        DELETE FROM update_seen
        WHERE seen_at < clock_timestamp() - interval '7 days'
        """);
  }
}
