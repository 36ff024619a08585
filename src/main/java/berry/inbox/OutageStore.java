package berry.inbox;

import berry.database.Changes;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// The `outage` table.
final class OutageStore {

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
    return handle
        .createQuery(
            """
            SELECT count(*) >= 3
              AND min(delay) >= :late * interval '1 second'
              AND max(delay) - min(delay) < interval '30 seconds'
            FROM (
              SELECT received_at - sent_at AS delay
              FROM message
              WHERE sent_at < :began
                AND direction = 'in'
                AND edited_at IS NULL
              ORDER BY sent_at DESC, message_id DESC
              LIMIT 20
            ) AS before
            """)
        .bind("began", began)
        .bind("late", Backlog.LATE.toSeconds())
        .mapTo(Boolean.class)
        .one();
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
