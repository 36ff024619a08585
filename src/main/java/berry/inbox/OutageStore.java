package berry.inbox;

import berry.conversations.DelayStore;
import berry.database.Changes;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// The `outage` table.
final class OutageStore {

  private static final int LOOKED_AT = 20;
  private static final int ENOUGH = 3;
  private static final Duration ALIKE = Duration.ofSeconds(30);

  /// @param began when the oldest message that had to wait was written
  /// @param ended when the first of them came
  record Outage(Instant began, Instant ended, long messages) {}

  private final Changes changes;

  OutageStore(Changes changes) {
    this.changes = changes;
  }

  /// Adds to the outage that these times touch, or notes a new one: several replicas, and one that
  /// was stopped in between, take in one backlog together.
  ///
  /// @return the whole of it; null when messages always come that late here
  @Nullable Outage add(Instant began, Instant ended, long messages) {
    return changes.<@Nullable Outage>inTransaction((handle, news) -> {
      handle.execute("SELECT pg_advisory_xact_lock(hashtext('berry.outage'))");
      if (wrongClock(handle, began)) {
        return null;
      }
      Outage whole = write(handle, began, ended, messages);
      news.tell(Topic.OUTAGE, Subject.nobody());
      return whole;
    });
  }

  private static Outage write(Handle handle, Instant began, Instant ended, long messages) {
    return handle
        .createQuery(
            """
            WITH known AS (
              UPDATE outage
              SET began_at = least(began_at, :began),
                ended_at = greatest(ended_at, :ended),
                messages = messages + :messages
              WHERE id = (
                SELECT max(id) FROM outage WHERE began_at <= :ended AND ended_at >= :began)
              RETURNING began_at, ended_at, messages
            ), fresh AS (
              INSERT INTO outage (began_at, ended_at, messages)
              SELECT :began, :ended, :messages
              WHERE NOT EXISTS (SELECT FROM known)
              RETURNING began_at, ended_at, messages
            )
            SELECT began_at AS began, ended_at AS ended, messages FROM known
            UNION ALL
            SELECT began_at, ended_at, messages FROM fresh
            """)
        .bind("began", began)
        .bind("ended", ended)
        .bind("messages", messages)
        .map(ConstructorMapper.of(Outage.class))
        .one();
  }

  /// Where the last messages before all came equally late, it is this machine's clock that is
  /// ahead.
  private static boolean wrongClock(Handle handle, Instant began) {
    List<Duration> delays = DelayStore.latest(handle, began, LOOKED_AT);
    if (delays.size() < ENOUGH) {
      return false;
    }
    Duration least = Collections.min(delays);
    return least.compareTo(Backlog.LATE) >= 0
        && Collections.max(delays).minus(least).compareTo(ALIKE) < 0;
  }

  static Optional<Outages.CaughtUp> latest(Handle handle, Instant since) {
    return handle
        .createQuery(
            """
            SELECT began_at AS "from", ended_at AS "to", messages
            FROM outage
            WHERE ended_at > :since
            ORDER BY ended_at DESC
            LIMIT 1
            """)
        .bind("since", since)
        .map(ConstructorMapper.of(Outages.CaughtUp.class))
        .findOne();
  }
}
