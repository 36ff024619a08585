package berry.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table `escalation_timer`.
@RegisterConstructorMapper(Timer.class)
interface TimerStore {

  /// The same step twice is the first of both.
  @SqlUpdate(
      """
      INSERT INTO escalation_timer (incident_id, round, step, due_at)
      VALUES (:incidentId, :round, :step, :dueAt)
      ON CONFLICT DO NOTHING
      """)
  int add(long incidentId, int round, int step, Instant dueAt);

  /// One that is due, held until the end of the transaction; what another replica holds is left to
  /// it.
  @SqlQuery(
      """
      SELECT incident_id, round, step, due_at, done_at
      FROM escalation_timer
      WHERE done_at IS NULL
        AND due_at <= :now
      ORDER BY due_at
      LIMIT 1
      FOR UPDATE SKIP LOCKED
      """)
  Optional<Timer> claim(Instant now);

  /// Those that are due, without a claim: what is worth preparing.
  @SqlQuery(
      """
      SELECT incident_id, round, step, due_at, done_at
      FROM escalation_timer
      WHERE done_at IS NULL
        AND due_at <= :now
      ORDER BY due_at
      LIMIT 10
      """)
  List<Timer> due(Instant now);

  @SqlUpdate(
      """
      UPDATE escalation_timer
      SET done_at = :at
      WHERE incident_id = :incidentId
        AND round = :round
        AND step = :step
      """)
  void done(long incidentId, int round, int step, Instant at);

  @SqlUpdate(
      """
      UPDATE escalation_timer
      SET due_at = :at
      WHERE incident_id = :incidentId
        AND round = :round
        AND step = :step
        AND done_at IS NULL
      """)
  int move(long incidentId, int round, int step, Instant at);

  /// One that was never taken is of no use any more: somebody looks after it, or all is well.
  @SqlUpdate(
      """
      DELETE FROM escalation_timer
      WHERE incident_id = :incidentId
        AND round = :round
        AND step = :step
        AND done_at IS NULL
      """)
  int drop(long incidentId, int round, int step);

  @SqlQuery(
      """
      SELECT incident_id, round, step, due_at, done_at
      FROM escalation_timer
      WHERE incident_id = :incidentId
        AND round = :round
      ORDER BY step
      """)
  List<Timer> of(long incidentId, int round);
}
