package berry.monitoring;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The `replica` table.
interface ReplicaStore {

  @SqlUpdate(
      """
      INSERT INTO replica (name, role, version, commit, leader, started_at, heartbeat_at)
      VALUES (:name, :role, :version, :commit, :leader, :startedAt, clock_timestamp())
      ON CONFLICT (name) DO UPDATE
      SET role = excluded.role,
          version = excluded.version,
          commit = excluded.commit,
          leader = excluded.leader,
          started_at = excluded.started_at,
          heartbeat_at = excluded.heartbeat_at,
          stopped_at = NULL
      """)
  void beat(@BindMethods Replicas.Self self, boolean leader);

  /// Only its own last life: a successor of the same name may have begun already.
  @SqlUpdate(
      """
      UPDATE replica
      SET stopped_at = clock_timestamp(), leader = false
      WHERE name = :name
        AND started_at = :startedAt
      """)
  void stopped(String name, Instant startedAt);

  /// One that another of its role has followed is not missed any more.
  @SqlQuery(
      """
      SELECT
        name, role, version, commit, leader, started_at, heartbeat_at, stopped_at,
        greatest(0, extract(epoch FROM clock_timestamp() - heartbeat_at)) AS silent_seconds,
        stopped_at IS NULL AND NOT EXISTS (
          SELECT
          FROM replica AS next
          WHERE next.role = replica.role
            AND next.name <> replica.name
            AND next.started_at > replica.heartbeat_at
        ) AS expected
      FROM replica
      WHERE heartbeat_at > clock_timestamp() - interval '7 days'
      ORDER BY started_at DESC
      LIMIT 100
      """)
  @RegisterConstructorMapper(Replicas.Known.class)
  List<Replicas.Known> all();

  @SqlUpdate("DELETE FROM replica WHERE heartbeat_at < clock_timestamp() - interval '7 days'")
  void forgetOld();
}
