package berry.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// The questions behind an overview. Buckets come as PostgreSQL arrays of moments: what a day is in
/// the viewer's zone is worked out in Java.
@RegisterConstructorMapper(AudienceStore.Sum.class)
@RegisterConstructorMapper(AudienceStore.Wait.class)
@RegisterConstructorMapper(AudienceStore.Origin.class)
@RegisterConstructorMapper(Overview.Attention.class)
@RegisterConstructorMapper(Overview.Command.class)
interface AudienceStore {

  /// @param number which bucket, from 1; 0 for all of them together
  record Sum(int number, long value) {}

  /// People who waited from after the moment `first` until the moment `last`, both as numbers.
  record Wait(int first, int last, long count) {}

  record Origin(String source, long newPeople, long asked, long answered) {}

  @SqlQuery(
      """
      SELECT least(
        (SELECT min(bucket) FROM activity WHERE metric = 'messages_in'),
        (SELECT min(first_seen_at) FROM person)
      )
      """)
  Optional<Instant> first();

  @SqlQuery("SELECT EXISTS (SELECT FROM demo.person)")
  boolean hasDemo();

  @SqlQuery(
      """
      SELECT width_bucket(bucket, CAST(:bounds AS timestamptz[])) AS number, sum(value) AS value
      FROM activity
      WHERE metric = :metric
        AND bucket >= :from
        AND bucket < :to
      GROUP BY 1
      """)
  List<Sum> sums(String metric, String bounds, Instant from, Instant to);

  @SqlQuery(
      """
      SELECT
        width_bucket(first_seen_at, CAST(:bounds AS timestamptz[])) AS number,
        count(*) AS value
      FROM person
      WHERE first_seen_at >= :from
        AND first_seen_at < :to
        AND NOT is_bot
        AND NOT EXISTS (SELECT FROM staff WHERE staff.person_id = person.id)
      GROUP BY 1
      """)
  List<Sum> newPeople(String bounds, Instant from, Instant to);

  /// Distinct people, per bucket and altogether.
  @SqlQuery(
      """
      SELECT coalesce(part.number, 0) AS number, count(DISTINCT person_day.person_id) AS value
      FROM unnest(
        CAST(:numbers AS integer[]),
        CAST(:days AS date[]),
        CAST(:masks AS bit(96)[])
      ) AS part (number, day, mask)
      JOIN person_day USING (day)
      WHERE person_day.day >= :first
        AND (part.mask IS NULL OR position(B'1' IN person_day.quarters & part.mask) > 0)
      GROUP BY GROUPING SETS ((part.number), ())
      """)
  List<Sum> activePeople(String numbers, String days, String masks, LocalDate first);

  /// Who had waited longer than the limit at each of some moments.
  ///
  /// A wait over the limit at moment T began by T − limit and had not ended at T. The microsecond
  /// makes `width_bucket`, which counts the moments up to one, count those before it. Who is
  /// snoozed does not count now, which is the last of the moments; in the others they waited.
  ///
  /// @param now the last of the moments
  @SqlQuery(
      """
      SELECT first, last, count(*) AS count
      FROM (
        SELECT
          width_bucket(
            waiting_since + :seconds * interval '1 second' - interval '1 microsecond',
            CAST(:moments AS timestamptz[])
          ) AS first,
          cardinality(CAST(:moments AS timestamptz[]))
            - CASE WHEN snoozed_until > :now THEN 1 ELSE 0 END AS last
        FROM chat
        WHERE waiting_since IS NOT NULL
          AND NOT EXISTS (SELECT FROM staff WHERE staff.person_id = chat.id)
        UNION ALL
        SELECT
          width_bucket(
            asked_at + :seconds * interval '1 second' - interval '1 microsecond',
            CAST(:moments AS timestamptz[])
          ),
          width_bucket(
            answered_at - interval '1 microsecond',
            CAST(:moments AS timestamptz[])
          )
        FROM first_reply
        WHERE answered_at > :earliest
          AND answered_at > asked_at + :seconds * interval '1 second'
      ) AS wait
      WHERE first < last
      GROUP BY first, last
      """)
  List<Wait> waits(long seconds, String moments, Instant earliest, Instant now);

  @SqlQuery(
      """
      SELECT 'unanswered' AS kind, count(*) AS count, min(waiting_since) AS since
      FROM chat
      WHERE waiting_since <= :late
        AND coalesce(snoozed_until <= :now, true)
        AND NOT EXISTS (SELECT FROM staff WHERE staff.person_id = chat.id)
      """)
  Overview.Attention unanswered(Instant late, Instant now);

  @SqlQuery(
      """
      SELECT
        CASE
          WHEN metric = 'commands:other' THEN 'other'
          WHEN metric LIKE 'commands:%'
            THEN '/' || ltrim(substr(metric, length('commands:') + 1), '/')
          ELSE metric
        END AS name,
        sum(value) AS count
      FROM activity
      WHERE (metric LIKE 'commands:%' OR metric = 'buttons')
        AND bucket >= :from
        AND bucket < :to
      GROUP BY 1
      ORDER BY 2 DESC, 1
      LIMIT 10
      """)
  List<Overview.Command> commands(Instant from, Instant to);

  @SqlQuery(
      """
      SELECT metric AS name, sum(value) AS count
      FROM activity
      WHERE metric IN (
          'reactions', 'poll_answers', 'inline_queries', 'join_requests', 'business_messages',
          'guest_messages', 'blocked', 'unblocked')
        AND bucket >= :from
        AND bucket < :to
      GROUP BY metric
      ORDER BY 2 DESC, 1
      """)
  List<Overview.Command> others(Instant from, Instant to);

  @SqlQuery(
      """
      SELECT
        source,
        count(*) AS new_people,
        count(*) FILTER (WHERE waiting OR answered) AS asked,
        count(*) FILTER (WHERE answered) AS answered
      FROM (
        SELECT
          coalesce(person.source, '') AS source,
          coalesce(chat.waiting_since IS NOT NULL, false) AS waiting,
          EXISTS (SELECT FROM first_reply WHERE first_reply.chat_id = person.id) AS answered
        FROM person
        LEFT JOIN chat ON chat.id = person.id
        WHERE person.first_seen_at >= :from
          AND person.first_seen_at < :to
          AND NOT person.is_bot
          AND NOT EXISTS (SELECT FROM staff WHERE staff.person_id = person.id)
      ) AS fresh
      GROUP BY source
      ORDER BY new_people DESC, source
      LIMIT 10
      """)
  List<Origin> origins(Instant from, Instant to);
}
