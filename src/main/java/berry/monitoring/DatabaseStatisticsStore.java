package berry.monitoring;

import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// PostgreSQL's own statistics, as far as everybody may read them.
interface DatabaseStatisticsStore {

  /// @param longestSeconds of the transactions that are open in this database
  /// @param clock the server's, in seconds since 1970
  record Now(int connections, int maxConnections, double longestSeconds, double clock) {}

  /// Counted up since the statistics were last reset.
  record Totals(long hit, long read, long deadlocks) {}

  /// Background processes take none of the places. What kind a connection of somebody else is, an
  /// ordinary user is not told.
  @SqlQuery(
      """
      SELECT
        (
          SELECT count(*)
          FROM pg_stat_activity
          WHERE datid IS NOT NULL
            AND coalesce(backend_type, 'client backend') = 'client backend'
        ) AS connections,
        current_setting('max_connections')::integer
          - current_setting('superuser_reserved_connections')::integer AS max_connections,
        coalesce((
          SELECT extract(epoch FROM max(clock_timestamp() - xact_start))
          FROM pg_stat_activity
          WHERE datname = current_database()
            AND coalesce(backend_type, 'client backend') = 'client backend'
        ), 0) AS longest_seconds,
        extract(epoch FROM clock_timestamp()) AS clock
      """)
  @RegisterConstructorMapper(Now.class)
  Now now();

  @SqlQuery(
      """
      SELECT blks_hit AS hit, blks_read AS read, deadlocks
      FROM pg_stat_database
      WHERE datname = current_database()
      """)
  @RegisterConstructorMapper(Totals.class)
  Totals totals();

  @SqlQuery("SELECT pg_database_size(current_database())")
  double size();

  @SqlQuery("SELECT has_function_privilege('pg_ls_waldir()', 'execute')")
  boolean seesLog();

  /// The write-ahead log; for who may see it.
  @SqlQuery("SELECT coalesce(sum(size), 0) FROM pg_ls_waldir()")
  double log();
}
