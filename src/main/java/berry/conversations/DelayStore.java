package berry.conversations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// How long messages were on their way.
public final class DelayStore {

  private DelayStore() {}

  /// From the moment people wrote them to the moment they came, newest first.
  ///
  /// @param before of messages written before that
  public static List<Duration> latest(Handle handle, Instant before, int most) {
    return handle
        .createQuery(
            """
            SELECT sent_at, received_at
            FROM message
            WHERE sent_at < :before
              AND direction = 'in'
              AND edited_at IS NULL
            ORDER BY sent_at DESC, message_id DESC
            LIMIT :most
            """)
        .bind("before", before)
        .bind("most", most)
        .map((row, context) ->
            Duration.between(
                row.getTimestamp("sent_at").toInstant(),
                row.getTimestamp("received_at").toInstant()))
        .list();
  }
}
