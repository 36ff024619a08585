package berry.conversations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Sums over one person's messages.
@RegisterConstructorMapper(FiguresStore.Day.class)
@RegisterConstructorMapper(FiguresStore.Replies.class)
interface FiguresStore {

  /// @param number which of the days asked for, from 1
  record Day(int number, int mine, int answers) {}

  record Replies(int count, @Nullable Double median) {}

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

  @SqlQuery("SELECT waiting_since FROM chat WHERE id = :personId AND waiting_since IS NOT NULL")
  Optional<Instant> waitingSince(long personId);

  @SqlQuery(
      """
      SELECT answered_at
      FROM first_reply
      WHERE chat_id = :personId
      ORDER BY asked_at DESC
      LIMIT 1
      """)
  Optional<Instant> answeredAt(long personId);

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
  Replies replies(Instant from);
}
