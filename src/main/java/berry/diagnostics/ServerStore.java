package berry.diagnostics;

import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// PostgreSQL's own catalog.
@RegisterConstructorMapper(Server.class)
interface ServerStore {

  @SqlQuery(
      """
      SELECT
        current_setting('server_version') AS version,
        current_setting('server_version_num')::integer AS number,
        rolsuper AS superuser,
        has_schema_privilege('public', 'CREATE') AS may_create,
        to_regnamespace('demo') IS NOT NULL
          OR has_database_privilege(current_database(), 'CREATE') AS may_add_schema,
        pg_is_in_recovery() AS standby,
        pg_database_size(current_database()) AS bytes,
        clock_timestamp() AS now
      FROM pg_roles
      WHERE rolname = current_user
      """)
  Server server();

  @SqlQuery(
      """
      SELECT version || ' ' || description
      FROM flyway_schema_history
      WHERE success AND version IS NOT NULL
      ORDER BY installed_rank DESC
      LIMIT 1
      """)
  Optional<String> schema();
}
