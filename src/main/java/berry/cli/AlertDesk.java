package berry.cli;

import berry.access.Audit;
import berry.access.Staff;
import berry.alerts.Alerts;
import berry.alerts.RuleSet;
import berry.alerts.Silences;
import berry.audience.People;
import berry.config.Configuration;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Migrations;
import berry.escalation.Contacts;
import berry.escalation.Incidents;
import berry.outbox.Outbox;
import berry.outbox.OutgoingFiles;
import berry.settings.BotIdentity;
import berry.settings.BotIdentity.Bot;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.settings.Texts;
import java.util.function.ToIntFunction;

/// Alerts and incidents for as long as a verb takes. Judges nothing and takes no step of the
/// ladder: that is the running Berry's, which hears of what is done here.
final class AlertDesk {

  private final Context context;
  private final Configuration configuration;
  private final Database database;
  private final Changes changes;
  private final Outbox outbox;
  private final Settings settings;
  private final Choices choices;
  private final Alerts alerts;

  private AlertDesk(
      Context context, Configuration configuration, Database database, Changes changes) {
    this.context = context;
    this.configuration = configuration;
    this.database = database;
    this.changes = changes;
    Bot bot = new BotIdentity(database).owner().orElse(new Bot(0, "", true));
    this.outbox = new Outbox(database, changes, bot.id());
    this.settings = new Settings(database, changes);
    this.choices = new Choices(settings, configuration.rules());
    this.alerts =
        new Alerts(
            database,
            changes,
            context.clock(),
            RuleSet.of(configuration.rules()),
            new Silences(database, changes, new Audit(database)),
            outbox,
            new OutgoingFiles(database, bot.id()),
            choices,
            null,
            configuration::webappUrl);
  }

  /// Does the work at the database that the configuration names.
  ///
  /// @return the exit code that the work gave
  static int with(Context context, ToIntFunction<AlertDesk> work) {
    Configuration configuration = context.configuration();
    try (Reach reach = Reach.open(configuration, context.terminal())) {
      if (!new Migrations(reach.direct()).pending().isEmpty()) {
        throw new Stopped(ExitCode.CHECK_FAILED, "the schema is not up to date; run berry migrate");
      }
      try (Database database = Database.open(reach.everyday(), 2);
          Changes changes = new Changes(database, reach.direct())) {
        // Started, so that open screens of a running Berry hear of it.
        changes.start();
        return work.applyAsInt(new AlertDesk(context, configuration, database, changes));
      }
    }
  }

  Alerts alerts() {
    return alerts;
  }

  Incidents incidents() {
    Audit audit = new Audit(database);
    People people = new People(database, changes);
    Contacts contacts =
        new Contacts(
            database,
            changes,
            context.clock(),
            settings,
            choices,
            configuration.rules().escalation(),
            new Staff(database, changes, audit),
            people,
            null,
            audit,
            outbox);
    return Incidents.of(
        database,
        changes,
        context.clock(),
        alerts,
        contacts.roster(),
        person -> Texts.language(null, people.reads(person).orElse(null)),
        outbox,
        configuration::webappUrl);
  }
}
