package berry;

import berry.backup.BackupRefused;
import berry.backup.Backups;
import berry.backup.MigrationBackup;
import berry.backup.Site;
import berry.config.Configuration;
import berry.config.ConfigurationMistakes;
import berry.config.DatabaseUrl;
import berry.config.Mistake;
import berry.conversations.IntakeMessageStore;
import berry.database.Address;
import berry.database.Database;
import berry.database.DatabaseUnreachable;
import berry.database.Migrations;
import berry.database.Partitions;
import berry.database.Storage;
import berry.inbox.Inbox;
import berry.recovery.Recovery;
import berry.settings.BotIdentity;
import berry.settings.BotIdentity.Bot;
import berry.settings.BotIdentity.Claim;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database, ready to work with: there, of this version's schema, and this bot's.
final class DatabaseSetup {

  /// The embedded server takes 20 in all; LISTEN, the lease and visiting verbs need theirs.
  private static final int CONNECTIONS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseSetup.class);

  private DatabaseSetup() {}

  static Storage open(
      Configuration configuration, Bot bot, Clock clock, Consumer<String> progress) {
    Storage storage = migrated(configuration, clock, progress);
    try {
      Claim claim = new BotIdentity(storage.database()).claim(bot);
      if (claim instanceof Claim.Sandbox && storage.isEmbedded()) {
        String kept = storage.putAside();
        progress.accept("What the sandbox stored is kept as database " + kept);
        storage = migrated(configuration, clock, progress);
        claim = new BotIdentity(storage.database()).claim(bot);
      }
      require(claim, bot, configuration);
      partitions(storage.database()).ensure(clock.instant());
      return storage;
    } catch (RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  /// Of all tables that have them.
  static Partitions partitions(Database database) {
    return new Partitions(database, List.of(Inbox.RAW, IntakeMessageStore.MESSAGES));
  }

  private static Storage migrated(
      Configuration configuration, Clock clock, Consumer<String> progress) {
    Storage storage =
        Storage.serve(
            given(configuration),
            configuration.data(),
            CONNECTIONS,
            live -> repair(live, progress),
            progress);
    try {
      new Migrations(storage.direct())
          .migrate(
              new MigrationBackup(
                  backups(configuration, storage, clock), Version.current(), LOG::info));
      return storage;
    } catch (RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  /// No copies yet: they need the bot and its owner, and the next periodic run makes them.
  private static Backups backups(Configuration configuration, Storage storage, Clock clock) {
    return new Backups(
        site(configuration, storage), configuration.rules().backup(), storage.database(), clock);
  }

  /// What is backed up, and where to.
  static Site site(Configuration configuration, Storage storage) {
    return new Site(
        storage.direct(),
        storage.isEmbedded(),
        configuration.data(),
        configuration.backups(),
        Version.current(),
        Replica.name());
  }

  /// A restore that was killed may have left the database closed.
  private static void repair(Address live, Consumer<String> progress) {
    try {
      Recovery.repair(live, Replica.name()).forEach(progress);
    } catch (BackupRefused | DatabaseUnreachable e) {
      // Whoever opens the database next says what is wrong with it, if something is.
    }
  }

  private static Storage.@Nullable Given given(Configuration configuration) {
    DatabaseUrl pooled = configuration.database();
    DatabaseUrl direct = configuration.directDatabase();
    return pooled == null
        ? null
        : new Storage.Given(address(pooled), address(direct == null ? pooled : direct));
  }

  private static Address address(DatabaseUrl url) {
    return new Address(url.jdbcUrl(), url.user(), url.password().reveal());
  }

  private static void require(Claim claim, Bot bot, Configuration configuration) {
    switch (claim) {
      case Claim.Fresh fresh -> {}
      case Claim.Same same -> {}
      case Claim.Sandbox(Bot owner) -> throw mistaken(owner, bot, configuration);
      case Claim.Other(Bot owner) -> throw mistaken(owner, bot, configuration);
    }
  }

  private static ConfigurationMistakes mistaken(Bot owner, Bot bot, Configuration configuration) {
    boolean embedded = configuration.database() == null;
    String held =
        (embedded ? "the database in " + configuration.data() : "the given database")
            + " with everything of "
            + name(owner);
    String rule =
        "one bot per database, and this start is for "
            + name(bot)
            + "; use another database"
            + (bot.sandbox() ? ", or give the bot's BOT_TOKEN" : "");
    return new ConfigurationMistakes(
        List.of(
            new Mistake(
                embedded ? "BERRY_DATA" : "DATABASE_URL",
                held,
                rule,
                embedded
                    ? "./data-" + (bot.sandbox() ? "sandbox" : bot.id())
                    : "postgresql://berry:password@localhost:5432/another_database")));
  }

  private static String name(Bot bot) {
    String kind = bot.sandbox() ? "the sandbox's bot " : "bot ";
    return kind + (bot.username().isEmpty() ? bot.id() : "@" + bot.username());
  }
}
