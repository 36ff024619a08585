package berry;

import berry.access.Audit;
import berry.access.Codes;
import berry.access.Seal;
import berry.access.Sessions;
import berry.access.SignInLinks;
import berry.access.Staff;
import berry.audience.People;
import berry.config.Configuration;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Storage;
import berry.monitoring.Metrics;
import berry.outbox.Outbox;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.settings.Texts;
import berry.telegram.Token;
import java.time.Clock;

/// What the bot's and the dashboard's part both stand on.
record Core(
    Configuration configuration,
    Clock clock,
    Token token,
    Storage storage,
    Changes changes,
    Metrics metrics,
    Outbox outbox,
    Staff staff,
    Sessions sessions,
    Codes codes,
    SignInLinks links,
    People people,
    Settings settings,
    Texts texts,
    Choices choices)
    implements AutoCloseable {

  static Core of(Configuration configuration, Clock clock, Token token, Storage storage) {
    Database database = storage.database();
    Changes changes = new Changes(database, storage.direct());
    Audit audit = new Audit(database);
    Staff staff = new Staff(database, changes, audit);
    Seal seal = new Seal(token);
    Settings settings = new Settings(database, changes);
    changes.start();
    return new Core(
        configuration,
        clock,
        token,
        storage,
        changes,
        new Metrics(),
        new Outbox(database, changes, token.id()),
        staff,
        new Sessions(database, changes, audit, seal, clock),
        new Codes(database, staff, audit, clock),
        new SignInLinks(database, seal, clock),
        new People(database, changes),
        settings,
        new Texts(settings),
        new Choices(settings, configuration.rules()));
  }

  Database database() {
    return storage.database();
  }

  /// The storage is closed by whoever opened it.
  @Override
  public void close() {
    changes.close();
    metrics.close();
  }
}
