package berry.diagnostics;

import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Whether there is an inbox to ask about.
interface InboxStore {

  @SqlQuery("SELECT to_regclass('public.incoming') IS NOT NULL")
  boolean there();
}
