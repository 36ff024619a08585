package berry.audience;

import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Counts the tables of people and chats.
interface AudienceStatusStore {

  @SqlQuery(
      """
      SELECT
        (SELECT count(*) FROM person WHERE NOT is_bot) AS people,
        (SELECT max(last_seen_at) FROM chat) AS newest,
        (SELECT count(*) FROM chat WHERE waiting_since IS NOT NULL) AS waiting
      """)
  @RegisterConstructorMapper(AudienceStatus.class)
  AudienceStatus status();
}
