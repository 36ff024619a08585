package berry.audience;

import berry.database.Changes;
import berry.database.Database;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Instant;
import java.util.Optional;

/// What Berry knows of a person beside their messages.
public final class People {

  private final Database database;
  private final Changes changes;

  public People(Database database, Changes changes) {
    this.database = database;
    this.changes = changes;
  }

  /// When a person wrote for the first and for the last time.
  public record Seen(Instant first, Instant last) {}

  /// Empty for somebody who has never written to the bot.
  public Optional<Seen> seen(long personId) {
    return database.jdbi().withExtension(PeopleStore.class, people -> people.seen(personId));
  }

  /// The language they chose; empty when they did not.
  public Optional<String> language(long personId) {
    return database.jdbi().withExtension(PeopleStore.class, people -> people.language(personId));
  }

  /// The language they chose, else that of their Telegram (`pt-BR`); empty when neither is known.
  public Optional<String> reads(long personId) {
    return database.jdbi().withExtension(PeopleStore.class, people -> people.reads(personId));
  }

  /// Notes the language a person wants, `ru` or `en`, and wakes the screens they have open.
  public void speak(long personId, String language) {
    changes.useTransaction((transaction, news) -> {
      if (transaction.attach(PeopleStore.class).speak(personId, language) == 1) {
        news.tell(Topic.PERSON, Subject.person(personId).ref("language"));
      }
    });
  }
}
