package berry.cli;

import berry.backup.Backups;
import berry.backup.CopyMeans;
import berry.backup.Site;
import berry.config.Configuration;
import berry.database.Database;
import berry.recovery.Recovery;

/// What the verbs of recovery work with, opened even where a killed restore left the database
/// closed.
final class Restoring implements AutoCloseable {

  private final Reach reach;
  private final Database database;
  private final Backups backups;
  private final Recovery recovery;

  private Restoring(Reach reach, Database database, Backups backups, Recovery recovery) {
    this.reach = reach;
    this.database = database;
    this.backups = backups;
    this.recovery = recovery;
  }

  /// @param verb as others are told who is at work
  static Restoring open(Context context, String verb) {
    Configuration configuration = context.configuration();
    Reach reach = Reach.open(configuration, context.terminal());
    try {
      Site site =
          new Site(
              reach.direct(),
              configuration.database() == null,
              configuration.data(),
              configuration.backups(),
              context.version(),
              verb + ", process " + ProcessHandle.current().pid());
      Recovery.repair(site.live(), site.who()).forEach(context.terminal()::say);
      Database database = Database.open(reach.everyday(), 1);
      Backups backups =
          new Backups(
              site,
              configuration.rules().backup(),
              database,
              context.clock(),
              new CopyMeans(configuration.s3Keys(), null));
      return new Restoring(
          reach, database, backups, new Recovery(site, reach.everyday(), backups, context.clock()));
    } catch (RuntimeException e) {
      reach.close();
      throw e;
    }
  }

  Reach reach() {
    return reach;
  }

  Backups backups() {
    return backups;
  }

  Recovery recovery() {
    return recovery;
  }

  @Override
  public void close() {
    try {
      database.close();
    } finally {
      reach.close();
    }
  }
}
