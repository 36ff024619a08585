package berry.diagnostics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The `deploy` table.
interface DeployStore {

  /// What a replica says of itself as it starts.
  record Starting(
      String version,
      @Nullable String commit,
      @Nullable String message,
      @Nullable String deployment,
      String replica,
      Instant at) {}

  /// A row as it lies there.
  record Row(
      long id,
      String version,
      @Nullable String commit,
      @Nullable String message,
      @Nullable String deployment,
      String replica,
      Instant at,
      @Nullable String before,
      @Nullable String verdict,
      @Nullable Instant judgedAt,
      String findings) {}

  /// One replica after the other: each sees what the one before has written.
  @SqlQuery("SELECT pg_advisory_xact_lock(hashtext('berry.deploy')) IS NOT NULL")
  boolean queue();

  /// Nothing where the newest is the same: a restart, or another replica of it.
  @SqlUpdate(
      """
      INSERT INTO deploy (version, commit, message, deployment, replica, at, before)
      SELECT :version, :commit, :message, :deployment, :replica, :at, newest.version
      FROM (SELECT) AS one
      LEFT JOIN (
        SELECT version, commit, deployment
        FROM deploy
        ORDER BY id DESC
        LIMIT 1
      ) AS newest ON true
      WHERE newest.version IS NULL
        OR (newest.version, newest.commit, newest.deployment)
          IS DISTINCT FROM (:version, CAST(:commit AS text), CAST(:deployment AS text))
      """)
  int begin(@BindMethods Starting starting);

  @SqlQuery(
      """
      SELECT
        id, version, commit, message, deployment, replica, at, before, verdict, judged_at,
        CAST(findings AS text) AS findings
      FROM deploy
      WHERE id < :before
      ORDER BY id DESC
      LIMIT :limit
      """)
  @RegisterConstructorMapper(Row.class)
  List<Row> page(long before, int limit);

  @SqlQuery(
      """
      SELECT
        id, version, commit, message, deployment, replica, at, before, verdict, judged_at,
        CAST(findings AS text) AS findings
      FROM deploy
      ORDER BY id DESC
      LIMIT 1
      """)
  @RegisterConstructorMapper(Row.class)
  Optional<Row> newest();

  /// A bad one stands: whoever looked closer has seen more.
  @SqlUpdate(
      """
      UPDATE deploy
      SET verdict = :verdict, judged_at = :at, findings = CAST(:findings AS jsonb)
      WHERE id = :id
        AND (verdict IS NULL OR verdict <> 'bad')
      """)
  int judge(long id, String verdict, Instant at, String findings);
}
