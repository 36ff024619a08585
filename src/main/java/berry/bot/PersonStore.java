package berry.bot;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// What a person chose by a command, in the `person` table.
final class PersonStore {

  private final Jdbi jdbi;

  PersonStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Empty when nothing was chosen.
  Optional<String> language(long personId) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT language FROM person WHERE id = :id AND language IS NOT NULL")
            .bind("id", personId)
            .mapTo(String.class)
            .findOne());
  }

  void choose(long personId, String language) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate("UPDATE person SET language = :language WHERE id = :id")
            .bind("id", personId)
            .bind("language", language)
            .execute());
  }
}
