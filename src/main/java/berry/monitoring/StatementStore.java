package berry.monitoring;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// What the extension `pg_stat_statements` has counted in this database.
interface StatementStore {

  @SqlQuery("SELECT to_regclass('pg_stat_statements') IS NOT NULL")
  boolean there();

  /// Those that took the most time in all. Whatever is no query may hold a password, and is left
  /// out; so is what others have asked, which an ordinary user is not shown.
  @SqlQuery(
      """
      SELECT
        left(line, :longest) AS text,
        length(line) > :longest AS cut,
        calls,
        total_exec_time / 1000 AS total_seconds,
        mean_exec_time / 1000 AS mean_seconds
      FROM pg_stat_statements
      CROSS JOIN LATERAL (SELECT btrim(regexp_replace(query, '[[:space:]]+', ' ', 'g'))) AS one (line)
      WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND line ~* '^(select|insert|update|delete|merge|with) '
      ORDER BY total_exec_time DESC
      LIMIT :most
      """)
  @RegisterConstructorMapper(Statements.Statement.class)
  List<Statements.Statement> slowest(int longest, int most);
}
