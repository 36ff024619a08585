package berry.conversations;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Sums over what the team wrote.
@RegisterConstructorMapper(StaffMessageStore.Count.class)
interface StaffMessageStore {

  record Count(long staffId, long messages) {}

  @SqlQuery(
      """
      SELECT staff_id, count(*) AS messages
      FROM message
      WHERE staff_id IS NOT NULL
        AND sent_at >= :from
        AND sent_at < :to
      GROUP BY staff_id
      """)
  List<Count> count(Instant from, Instant to);
}
