package berry.dashboard;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// What the caller's own row in `person` says.
interface PersonStore {

  record Seen(Instant firstSeenAt, Instant lastSeenAt) {}

  @SqlQuery(
      """
      SELECT first_seen_at, last_seen_at
      FROM person
      WHERE id = :caller
      """)
  @RegisterConstructorMapper(Seen.class)
  Optional<Seen> seen(long caller);
}
