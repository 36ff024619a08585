package berry.audience;

import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// One row of the `person` table.
interface PeopleStore {

  @SqlQuery("SELECT first_seen_at AS first, last_seen_at AS last FROM person WHERE id = :personId")
  @RegisterConstructorMapper(People.Seen.class)
  Optional<People.Seen> seen(long personId);

  @SqlQuery("SELECT language FROM person WHERE id = :personId AND language IS NOT NULL")
  Optional<String> language(long personId);

  @SqlQuery(
      """
      SELECT coalesce(language, language_code)
      FROM person
      WHERE id = :personId
        AND coalesce(language, language_code) IS NOT NULL
      """)
  Optional<String> reads(long personId);

  /// @return 0 when it was so already, or when the person is not known
  @SqlUpdate(
      """
      UPDATE person
      SET language = :language
      WHERE id = :personId
        AND language IS DISTINCT FROM :language
      """)
  int speak(long personId, String language);
}
