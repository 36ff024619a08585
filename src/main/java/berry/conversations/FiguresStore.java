package berry.conversations;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Sums over one person's messages.
@RegisterConstructorMapper(FiguresStore.Day.class)
interface FiguresStore {

  /// @param number which of the days asked for, from 1
  record Day(int number, int mine, int answers) {}

  @SqlQuery("SELECT count(*) FROM message WHERE person_id = :personId AND direction = 'in'")
  long messages(long personId);

  /// @param days when each day begins, as a PostgreSQL array; midnights are worked out in Java,
  ///   because PostgreSQL reads an offset like `+03:00` with the opposite sign
  @SqlQuery(
      """
      SELECT
        width_bucket(sent_at, CAST(:days AS timestamptz[])) AS number,
        count(*) FILTER (WHERE direction = 'in') AS mine,
        count(*) FILTER (WHERE direction = 'out') AS answers
      FROM message
      WHERE person_id = :personId
        AND sent_at >= :from
        AND sent_at < :to
      GROUP BY 1
      """)
  List<Day> days(long personId, String days, Instant from, Instant to);
}
