package berry.audience;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Who waits, and the `first_reply` table.
interface RepliesStore {

  record Median(int count, @Nullable Double median) {}

  @SqlQuery("SELECT waiting_since FROM chat WHERE id = :personId AND waiting_since IS NOT NULL")
  Optional<Instant> waitingSince(long personId);

  @SqlQuery(
      """
      SELECT
        answered_at AS at,
        CASE WHEN staff_id IS NOT NULL THEN
          coalesce(
            (SELECT name FROM staff WHERE staff.person_id = first_reply.staff_id),
            (SELECT nullif(first_name, '') FROM person WHERE person.id = first_reply.staff_id),
            (SELECT first_name FROM staff WHERE staff.person_id = first_reply.staff_id))
        END AS by
      FROM first_reply
      WHERE chat_id = :personId
      ORDER BY asked_at DESC
      LIMIT 1
      """)
  @RegisterConstructorMapper(Replies.Answered.class)
  Optional<Replies.Answered> answered(long personId);

  @SqlQuery(
      """
      SELECT
        count(*) AS count,
        percentile_cont(0.5) WITHIN GROUP (
          ORDER BY extract(epoch FROM answered_at - asked_at)
        ) AS median
      FROM first_reply
      WHERE answered_at >= :from
        AND staff_id IS NOT NULL
      """)
  @RegisterConstructorMapper(Median.class)
  Median median(Instant from);
}
