package berry.cli;

import berry.backup.Backups;
import berry.backup.MigrationBackup;
import berry.backup.Site;
import berry.config.Configuration;
import berry.database.Database;

/// The backup before a verb changes the schema.
final class Before implements AutoCloseable {

  private final Database database;
  private final MigrationBackup backup;

  private Before(Database database, MigrationBackup backup) {
    this.database = database;
    this.backup = backup;
  }

  /// @param verb as others are told who is at work
  static Before open(Context context, Reach reach, String verb) {
    Configuration configuration = context.configuration();
    Site site =
        new Site(
            reach.direct(),
            configuration.database() == null,
            configuration.data(),
            configuration.backups(),
            context.version(),
            verb + ", process " + ProcessHandle.current().pid());
    Database database = Database.open(reach.everyday(), 1);
    Backups backups = new Backups(site, configuration.rules().backup(), database, context.clock());
    return new Before(
        database, new MigrationBackup(backups, context.version(), context.terminal()::say));
  }

  MigrationBackup backup() {
    return backup;
  }

  @Override
  public void close() {
    database.close();
  }
}
