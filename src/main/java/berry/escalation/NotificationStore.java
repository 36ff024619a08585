package berry.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `notification`.
@RegisterConstructorMapper(Notified.class)
interface NotificationStore {

  String COLUMNS =
      "SELECT id, incident_id, round, step, target, kind, state, why, at, outgoing_id, message_id,"
          + " picture FROM notification ";

  /// @return its id; empty when that target was called in that step before
  @SqlQuery(
      """
      INSERT INTO notification (incident_id, round, step, target, kind, state, why, at, try_at)
      VALUES (:incidentId, :round, :step, :target, :kind, :state, :why, :at, :at)
      ON CONFLICT DO NOTHING
      RETURNING id
      """)
  Optional<Long> add(
      long incidentId,
      int round,
      int step,
      String target,
      String kind,
      String state,
      @Nullable String why,
      Instant at);

  @SqlUpdate("UPDATE notification SET outgoing_id = :outgoingId, picture = :picture WHERE id = :id")
  void queued(long id, long outgoingId, boolean picture);

  /// Asked again, the newest question counts.
  @SqlUpdate(
      """
      INSERT INTO notification AS known (
        incident_id, round, step, target, kind, state, at, outgoing_id)
      VALUES (:incidentId, :round, -1, :target, 'prompt', 'sent', :at, :outgoingId)
      ON CONFLICT (incident_id, round, step, target) DO UPDATE
      SET outgoing_id = excluded.outgoing_id,
          at = excluded.at
      """)
  void prompt(long incidentId, int round, String target, long outgoingId, Instant at);

  @SqlUpdate("UPDATE notification SET state = 'sent', message_id = :messageId WHERE id = :id")
  void sentDirectly(long id, @Nullable Long messageId);

  @SqlUpdate("UPDATE notification SET state = :state, why = :why WHERE id = :id")
  void put(long id, String state, @Nullable String why);

  @SqlUpdate("UPDATE notification SET try_at = :at, why = :why WHERE id = :id")
  void later(long id, Instant at, String why);

  @SqlQuery(COLUMNS + "WHERE incident_id = :incidentId ORDER BY id")
  List<Notified> of(long incidentId);

  /// The incident's own message to each target; two where one was sent past the outbox, or had to
  /// be sent anew. The newest last.
  @SqlQuery(
      """
      SELECT
        note.id, note.incident_id, note.round, note.step, note.target, note.kind, note.state,
        note.why, note.at, note.outgoing_id, note.picture,
        coalesce(note.message_id, outgoing.message_id) AS message_id
      FROM notification AS note
      LEFT JOIN outgoing ON outgoing.id = note.outgoing_id
      WHERE note.incident_id = :incidentId
        AND note.kind = 'message'
        AND note.state <> 'failed'
      ORDER BY note.id
      """)
  List<Notified> messages(long incidentId);

  /// How often each target was reminded since then.
  @SqlQuery(
      """
      SELECT target, count(*) AS times
      FROM notification
      WHERE at > :since
        AND kind = 'repeat'
        AND state <> 'held'
      GROUP BY target
      """)
  @KeyColumn("target")
  @ValueColumn("times")
  Map<String, Integer> reminders(Instant since);

  /// A call by Telegram that is not settled yet, and how its message in the outbox fares.
  ///
  /// @param outgoing state of that message; null when it is gone
  /// @param error what Telegram said
  record Unsettled(
      long id,
      long incidentId,
      int round,
      int step,
      String target,
      Instant at,
      @Nullable String outgoing,
      @Nullable String error) {}

  /// Those about which something is to be done: their message came to an end, or is late and the
  /// ways past Telegram were not taken for that step yet. One of which Berry died in the middle of
  /// has no end: it is sent once more, see [#undelivered()].
  ///
  /// @param late what was queued by then is late
  /// @param ways whether there are any past Telegram
  @SqlQuery(
      """
      SELECT
        note.id, note.incident_id, note.round, note.step, note.target, note.at,
        outgoing.state AS outgoing, outgoing.reason AS error
      FROM notification AS note
      JOIN incident ON incident.id = note.incident_id
      LEFT JOIN outgoing ON outgoing.id = note.outgoing_id
      WHERE note.state = 'queued'
        AND note.kind IN ('message', 'repeat')
        AND (
          outgoing.id IS NULL
          OR outgoing.state IN ('sent', 'failed', 'cancelled')
          OR outgoing.state = 'unknown' AND outgoing.reason IS DISTINCT FROM 'stopped'
          OR :ways
            AND note.at <= :late
            AND incident.state = 'open'
            AND incident.round = note.round
            AND NOT EXISTS (
              SELECT
              FROM notification AS past
              WHERE past.incident_id = note.incident_id
                AND past.round = note.round
                AND past.step = note.step
                AND past.kind = 'fallback')
        )
      ORDER BY note.at
      LIMIT 200
      """)
  @RegisterConstructorMapper(Unsettled.class)
  List<Unsettled> unsettled(Instant late, boolean ways);

  /// What there is to do, asked every second by every replica: in one look at small indexes.
  ///
  /// @param steps whether one is due
  /// @param calls whether one by Telegram is not settled yet
  /// @param past whether one past Telegram is due
  /// @param ahead whether an incident seems to have begun in the future
  record Agenda(boolean steps, boolean calls, boolean past, boolean ahead) {}

  /// @param soon a little later than now
  @SqlQuery(
      """
      SELECT
        EXISTS (
          SELECT FROM escalation_timer WHERE done_at IS NULL AND due_at <= :now
        ) AS steps,
        EXISTS (
          SELECT FROM notification WHERE state = 'queued' AND kind IN ('message', 'repeat')
        ) AS calls,
        EXISTS (
          SELECT
          FROM notification
          WHERE state = 'queued'
            AND kind = 'fallback'
            AND try_at <= :now
        ) AS past,
        EXISTS (
          SELECT FROM incident WHERE state = 'open' AND round_at > :soon
        ) AS ahead
      """)
  @RegisterConstructorMapper(Agenda.class)
  Agenda agenda(Instant now, Instant soon);

  /// @return whether it was this call that settled it
  @SqlUpdate(
      "UPDATE notification SET state = :state, why = :why WHERE id = :id AND state = 'queued'")
  int settle(long id, String state, @Nullable String why);

  /// A call past Telegram that is due now, taken by this replica; tried again at `next` unless it
  /// is settled by then.
  @SqlQuery(
      """
      UPDATE notification
      SET tries = tries + 1,
          try_at = :next
      WHERE id = (
        SELECT id
        FROM notification
        WHERE kind = 'fallback'
          AND state = 'queued'
          AND try_at <= :now
        ORDER BY try_at
        LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING id, incident_id, round, step, target, tries
      """)
  @RegisterConstructorMapper(Fallback.class)
  Optional<Fallback> claimFallback(Instant now, Instant next);

  /// @param tries this one included
  record Fallback(long id, long incidentId, int round, int step, String target, int tries) {}

  /// Messages of incidents that go on, which could not be delivered to somebody who was there
  /// since; and those during whose sending Berry itself died: rather twice than never. Where
  /// Telegram was the one that did not answer, each try might be one more.
  @SqlQuery(
      """
      SELECT outgoing.id
      FROM notification AS note
      JOIN incident ON incident.id = note.incident_id
      JOIN outgoing ON outgoing.id = note.outgoing_id
      JOIN person ON person.id = outgoing.chat_id
      WHERE incident.state IN ('open', 'acknowledged', 'mitigated')
        AND note.kind = 'message'
        AND person.blocked_at IS NULL
        AND (
          note.state = 'failed'
            AND outgoing.state = 'failed'
            AND person.last_seen_at > outgoing.not_before
          OR note.state = 'queued'
            AND outgoing.state = 'unknown'
            AND outgoing.reason = 'stopped'
        )
      """)
  List<Long> undelivered();

  @SqlUpdate("UPDATE notification SET state = 'queued' WHERE outgoing_id = :outgoingId")
  void again(long outgoingId);

  /// The incident of a prompt that asked somebody for words about it.
  @SqlQuery(
      """
      SELECT note.incident_id
      FROM notification AS note
      JOIN outgoing ON outgoing.id = note.outgoing_id
      WHERE note.kind = 'prompt'
        AND note.target = :target
        AND outgoing.message_id = :messageId
      """)
  Optional<Long> prompted(String target, long messageId);
}
