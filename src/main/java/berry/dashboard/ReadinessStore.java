package berry.dashboard;

import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Asks for the tables without which nothing works, and for no row of them.
interface ReadinessStore {

  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT FROM incoming, message, person, session
        LIMIT 0
      )
      """)
  boolean anything();
}
