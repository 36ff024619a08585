package berry.audience;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Who of the team gave first replies, and what people read as their names.
@RegisterConstructorMapper(AnswererStore.Median.class)
@RegisterConstructorMapper(AnswererStore.Named.class)
interface AnswererStore {

  record Median(long staffId, double seconds) {}

  record Named(long staffId, String name) {}

  @SqlQuery(
      """
      SELECT
        staff_id,
        percentile_cont(0.5) WITHIN GROUP (
          ORDER BY extract(epoch FROM answered_at - asked_at)
        ) AS seconds
      FROM first_reply
      WHERE answered_at >= :from
        AND answered_at < :to
        AND staff_id IS NOT NULL
      GROUP BY staff_id
      """)
  List<Median> medians(Instant from, Instant to);

  /// The name that the team chose, else the first name, which also somebody has who is none of the
  /// team any more, else what the Mini App was told; else the id.
  @SqlQuery(
      """
      SELECT
        one.id AS staff_id,
        coalesce(
          staff.name, nullif(person.first_name, ''), staff.first_name, CAST(one.id AS text)
        ) AS name
      FROM unnest(CAST(:ids AS bigint[])) AS one (id)
      LEFT JOIN staff ON staff.person_id = one.id
      LEFT JOIN person ON person.id = one.id
      """)
  List<Named> names(List<Long> ids);
}
