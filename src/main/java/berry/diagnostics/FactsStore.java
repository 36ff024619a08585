package berry.diagnostics;

import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// What no table tells.
interface FactsStore {

  @SqlQuery("SELECT pg_database_size(current_database())")
  long bytes();
}
