package berry.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// The rows that each tile of an overview counts. What is left out here is what is left out there.
@RegisterConstructorMapper(TileRowStore.Row.class)
interface TileRowStore {

  /// @param number message_id where it is a message, else the person's id
  record Row(
      long personId,
      @Nullable String firstName,
      @Nullable String username,
      Instant at,
      long number,
      long chat,
      @Nullable String text) {}

  /// Rows after the place (at, number, chat).
  record Wanted(Instant from, Instant to, Instant at, long number, long chat, int limit) {}

  /// Longest wait first.
  ///
  /// @param wanted `to` is the moment by which the wait must have begun
  @SqlQuery(
      """
      SELECT
        chat.id AS person_id,
        person.first_name,
        person.username,
        chat.waiting_since AS at,
        chat.id AS number,
        chat.id AS chat,
        last.text
      FROM chat
      LEFT JOIN person ON person.id = chat.id
      LEFT JOIN LATERAL (
        SELECT text
        FROM message
        WHERE message.chat_id = chat.id
          AND message.direction = 'in'
        ORDER BY message_id DESC
        LIMIT 1
      ) AS last ON true
      WHERE chat.waiting_since <= :to
        AND coalesce(chat.snoozed_until <= :now, true)
        AND (chat.waiting_since, chat.id) > (:at, :number)
        AND NOT EXISTS (SELECT FROM staff WHERE staff.person_id = chat.id)
      ORDER BY chat.waiting_since, chat.id
      LIMIT :limit
      """)
  List<Row> unanswered(@BindMethods Wanted wanted, Instant now);

  /// The last quarter of an hour in which each was active, newest first.
  @SqlQuery(
      """
      SELECT
        active.person_id,
        person.first_name,
        person.username,
        active.at,
        active.person_id AS number,
        active.person_id AS chat,
        CAST(NULL AS text) AS text
      FROM (
        SELECT
          person_day.person_id,
          max(
            CAST(person_day.day AS timestamp) AT TIME ZONE 'UTC'
            + (96 - position('1' IN reverse(CAST(
                person_day.quarters & coalesce(part.mask, ~CAST(0 AS bit(96))) AS text))))
              * interval '15 minutes'
          ) AS at
        FROM unnest(
          CAST(:numbers AS integer[]),
          CAST(:days AS date[]),
          CAST(:masks AS bit(96)[])
        ) AS part (number, day, mask)
        JOIN person_day USING (day)
        WHERE person_day.day >= :first
          AND (part.mask IS NULL OR position(B'1' IN person_day.quarters & part.mask) > 0)
        GROUP BY person_day.person_id
      ) AS active
      LEFT JOIN person ON person.id = active.person_id
      WHERE (active.at, active.person_id) < (:at, :number)
      ORDER BY active.at DESC, active.person_id DESC
      LIMIT :limit
      """)
  List<Row> activePeople(
      @BindMethods Wanted wanted, String numbers, String days, String masks, LocalDate first);

  /// Newest first.
  @SqlQuery(
      """
      SELECT
        id AS person_id,
        first_name,
        username,
        first_seen_at AS at,
        id AS number,
        id AS chat,
        CAST(NULL AS text) AS text
      FROM person
      WHERE first_seen_at >= :from
        AND first_seen_at < :to
        AND (first_seen_at, id) < (:at, :number)
        AND NOT is_bot
        AND NOT EXISTS (SELECT FROM staff WHERE staff.person_id = person.id)
      ORDER BY first_seen_at DESC, id DESC
      LIMIT :limit
      """)
  List<Row> newPeople(@BindMethods Wanted wanted);

  /// Newest first.
  @SqlQuery(
      """
      SELECT
        message.person_id,
        person.first_name,
        person.username,
        message.sent_at AS at,
        message.message_id AS number,
        message.chat_id AS chat,
        message.text
      FROM message
      JOIN person ON person.id = message.person_id
      WHERE message.sent_at >= :from
        AND message.sent_at < :to
        AND (message.sent_at, message.message_id, message.chat_id) < (:at, :number, :chat)
        AND message.direction = 'in'
        AND NOT message.staff
        AND NOT person.is_bot
      ORDER BY message.sent_at DESC, message.message_id DESC, message.chat_id DESC
      LIMIT :limit
      """)
  List<Row> messagesIn(@BindMethods Wanted wanted);
}
