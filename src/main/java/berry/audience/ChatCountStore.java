package berry.audience;

import java.time.Instant;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Counts the `chat` table.
interface ChatCountStore {

  @SqlQuery(
      """
      SELECT
        count(*) AS unanswered,
        count(*) FILTER (WHERE waiting_since <= :late) AS over_limit,
        (SELECT count(*) FROM chat WHERE done_at IS NOT NULL) AS done
      FROM chat
      WHERE waiting_since IS NOT NULL
        AND coalesce(snoozed_until <= :now, true)
        AND NOT EXISTS (SELECT FROM staff WHERE staff.person_id = chat.id)
      """)
  @RegisterConstructorMapper(ChatCounts.class)
  ChatCounts counts(Instant late, Instant now);
}
