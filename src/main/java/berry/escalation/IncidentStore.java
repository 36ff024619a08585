package berry.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The tables `incident`, `incident_alert` and `incident_event`.
@RegisterConstructorMapper(Incident.class)
interface IncidentStore {

  String COLUMNS =
      "SELECT id, severity, upper(state) AS state, cause, opened_at, round, round_at,"
          + " first_acknowledged_at, acknowledged_at, owner_id, mitigated_at, resolved_at, closed_at,"
          + " closed_by, resolution FROM incident ";

  @SqlQuery(
      """
      INSERT INTO incident (severity, state, cause, opened_at, round, round_at)
      VALUES (:severity, lower(:state), :cause, :openedAt, :round, :roundAt)
      RETURNING id
      """)
  long add(@BindMethods Incident incident);

  @SqlUpdate(
      """
      UPDATE incident
      SET severity = :severity,
          state = lower(:state),
          round = :round,
          round_at = :roundAt,
          first_acknowledged_at = :firstAcknowledgedAt,
          acknowledged_at = :acknowledgedAt,
          owner_id = :ownerId,
          mitigated_at = :mitigatedAt,
          resolved_at = :resolvedAt,
          closed_at = :closedAt,
          closed_by = :closedBy,
          resolution = :resolution
      WHERE id = :id
      """)
  void put(@BindMethods Incident incident);

  @SqlQuery(COLUMNS + "WHERE id = :id")
  Optional<Incident> find(long id);

  /// Nobody else changes it until the end of the transaction; what belongs to it may be added.
  @SqlQuery(COLUMNS + "WHERE id = :id FOR NO KEY UPDATE")
  Optional<Incident> hold(long id);

  /// Only one transaction at a time changes incidents and calls people. Each of them waits in the
  /// lines of several chats, in no fixed order: two at once could wait for each other for ever.
  /// There is little to do, so nobody waits long.
  @SqlQuery("SELECT pg_advisory_xact_lock(hashtext('berry.incident')) IS NULL")
  boolean holdAll();

  @SqlQuery(
      COLUMNS + "WHERE id < :before AND (:all OR state <> 'closed') ORDER BY id DESC LIMIT :limit")
  List<Incident> page(long before, boolean all, int limit);

  /// Those that go on.
  @SqlQuery(
      COLUMNS + "WHERE state IN ('open', 'acknowledged', 'mitigated') ORDER BY id DESC LIMIT 100")
  List<Incident> active();

  @SqlQuery(
      COLUMNS + "WHERE state = 'resolved' AND severity = 3 AND resolved_at <= :before LIMIT 100")
  List<Incident> closable(Instant before);

  /// The newest that goes on and has had an alert of that rule, or any alert since then.
  @SqlQuery(
      COLUMNS
          + """
          WHERE state IN ('open', 'acknowledged', 'mitigated')
            AND EXISTS (
              SELECT FROM incident_alert AS alert
              WHERE alert.incident_id = incident.id
                AND (alert.key = :key OR alert.joined_at > :since))
          ORDER BY
            EXISTS (
              SELECT FROM incident_alert AS alert
              WHERE alert.incident_id = incident.id
                AND alert.key = :key) DESC,
            id DESC
          LIMIT 1
          FOR NO KEY UPDATE
          """)
  Optional<Incident> joinable(String key, Instant since);

  /// The newest that is over since then and had an alert of that rule.
  @SqlQuery(
      COLUMNS
          + """
          WHERE state IN ('resolved', 'closed')
            AND resolved_at > :since
            AND EXISTS (
              SELECT FROM incident_alert AS alert
              WHERE alert.incident_id = incident.id
                AND alert.key = :key)
          ORDER BY id DESC
          LIMIT 1
          FOR NO KEY UPDATE
          """)
  Optional<Incident> reopenable(String key, Instant since);

  /// The incident of an episode.
  @SqlQuery("SELECT incident_id FROM incident_alert WHERE episode_id = :episodeId")
  Optional<Long> of(long episodeId);

  @SqlUpdate(
      """
      INSERT INTO incident_alert (incident_id, episode_id, key, joined_at)
      VALUES (:incidentId, :episodeId, :key, :at)
      ON CONFLICT DO NOTHING
      """)
  int addAlert(long incidentId, long episodeId, String key, Instant at);

  @SqlUpdate(
      """
      UPDATE incident_alert
      SET ended_at = :at
      WHERE episode_id = :episodeId
        AND ended_at IS NULL
      """)
  int endAlert(long episodeId, Instant at);

  @SqlQuery(
      """
      SELECT count(*)
      FROM incident_alert
      WHERE incident_id = :incidentId
        AND ended_at IS NULL
      """)
  int going(long incidentId);

  @SqlQuery(
      """
      SELECT incident_id, episode_id, key, joined_at, ended_at
      FROM incident_alert
      WHERE incident_id = :incidentId
      ORDER BY ended_at IS NOT NULL, joined_at DESC
      LIMIT 500
      """)
  @RegisterConstructorMapper(IncidentAlert.class)
  List<IncidentAlert> alerts(long incidentId);

  /// The rules of several incidents at once.
  ///
  /// @param going how many of its alerts go on
  record Keys(long incidentId, String keys, int going) {}

  @SqlQuery(
      """
      SELECT
        incident_id,
        string_agg(DISTINCT key, ',' ORDER BY key) AS keys,
        count(*) FILTER (WHERE ended_at IS NULL) AS going
      FROM incident_alert
      WHERE incident_id = ANY (:ids)
      GROUP BY incident_id
      """)
  @RegisterConstructorMapper(Keys.class)
  List<Keys> keys(long[] ids);

  @SqlUpdate(
      """
      INSERT INTO incident_event (incident_id, at, kind, actor_id, via, detail)
      VALUES (:incidentId, :at, :kind, :actorId, :via, CAST(:detail AS jsonb))
      """)
  void addEvent(
      long incidentId, Instant at, String kind, @Nullable Long actorId, String via, String detail);

  @SqlQuery(
      """
      SELECT
        event.id, event.at, event.kind, event.actor_id, event.via, event.detail::text AS detail,
        coalesce(staff.name, person.first_name, staff.first_name) AS actor
      FROM incident_event AS event
      LEFT JOIN staff ON staff.person_id = event.actor_id
      LEFT JOIN person ON person.id = event.actor_id
      WHERE event.incident_id = :incidentId
      ORDER BY event.id
      LIMIT 2000
      """)
  @RegisterConstructorMapper(TimelineLine.class)
  List<TimelineLine> timeline(long incidentId);

  @SqlQuery(
      """
      SELECT coalesce(staff.name, person.first_name, staff.first_name)
      FROM (SELECT CAST(:id AS bigint) AS id) AS wanted
      LEFT JOIN staff ON staff.person_id = wanted.id
      LEFT JOIN person ON person.id = wanted.id
      """)
  Optional<String> name(long id);

  /// Means over those that were opened since then and are so far: greatest(NULL, 0) is 0, and would
  /// count what nobody has looked after yet as done at once.
  ///
  /// @param open how many go on now
  /// @param toAcknowledge mean seconds; null when there is none
  record Means(
      int open, int unwritten, @Nullable Double toAcknowledge, @Nullable Double toResolve) {}

  @SqlQuery(
      """
      SELECT
        count(*) FILTER (WHERE state IN ('open', 'acknowledged', 'mitigated')) AS open,
        count(*) FILTER (WHERE state = 'resolved' AND severity < 3) AS unwritten,
        avg(extract(epoch FROM greatest(first_acknowledged_at - opened_at, interval '0')))
          FILTER (WHERE opened_at > :since AND first_acknowledged_at IS NOT NULL)
          AS to_acknowledge,
        avg(extract(epoch FROM greatest(resolved_at - opened_at, interval '0')))
          FILTER (WHERE opened_at > :since AND resolved_at IS NOT NULL) AS to_resolve
      FROM incident
      """)
  @RegisterConstructorMapper(Means.class)
  Means means(Instant since);

  /// Since when the oldest of those waits that go on, or need words; null when there is none.
  @SqlQuery(
      """
      SELECT min(opened_at)
      FROM incident
      WHERE state IN ('open', 'acknowledged', 'mitigated')
         OR (state = 'resolved' AND severity < 3)
      """)
  @Nullable Instant waiting();

  /// The ladder of one that seems to have begun in the future, because the clock was set back,
  /// begins now: its steps would be due in hours. Only what is ahead of the database's clock, too,
  /// or a replica whose clock is slow would hurry the others.
  ///
  /// @param soon a little later than now: clocks of replicas differ
  @SqlUpdate(
      """
      WITH ahead AS (
        SELECT id, round, round_at
        FROM incident
        WHERE state = 'open'
          AND round_at > greatest(CAST(:soon AS timestamptz), clock_timestamp())
      ), moved AS (
        UPDATE escalation_timer AS timer
        SET due_at = timer.due_at - (ahead.round_at - :now)
        FROM ahead
        WHERE timer.incident_id = ahead.id
          AND timer.round = ahead.round
          AND timer.done_at IS NULL
      ), waiting AS (
        UPDATE notification AS note
        SET at = least(note.at, :now),
            try_at = least(note.try_at, :now)
        FROM ahead
        WHERE note.incident_id = ahead.id
          AND note.state = 'queued'
      )
      UPDATE incident
      SET round_at = :now
      FROM ahead
      WHERE incident.id = ahead.id
      """)
  int broughtBack(Instant now, Instant soon);

  @SqlUpdate("DELETE FROM incident WHERE closed_at < :before")
  int forget(Instant before);
}
