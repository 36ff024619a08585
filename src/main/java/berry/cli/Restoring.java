package berry.cli;

import berry.backup.Backups;
import berry.backup.CopyMeans;
import berry.backup.Progress;
import berry.backup.Site;
import berry.backup.Work;
import berry.backup.Worker;
import berry.config.Configuration;
import berry.database.Changes;
import berry.database.Database;
import berry.recovery.Recovery;
import berry.recovery.Restored;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the verbs of recovery work with, opened even where a killed restore left the database
/// closed.
final class Restoring implements AutoCloseable {

  private final Reach reach;
  private final Database database;
  private final Backups backups;
  private final Recovery recovery;
  private final Changes changes;
  private final Worker worker;

  private Restoring(Reach reach, Database database, Site site, Backups backups, Clock clock) {
    this.reach = reach;
    this.database = database;
    this.backups = backups;
    this.recovery = new Recovery(site, reach.everyday(), backups, clock);
    // Not started: a listening session would be ended with all others in the middle of a restore.
    // Open screens read the row within seconds all the same.
    this.changes = new Changes(database, reach.direct());
    this.worker = new Worker(database, changes, site.who(), clock);
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
      Database database = Database.open(reach.everyday(), 2);
      Backups backups =
          new Backups(
              site,
              configuration.rules().backup(),
              database,
              context.clock(),
              new CopyMeans(configuration.s3Keys(), null));
      return new Restoring(reach, database, site, backups, context.clock());
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

  /// Tells screens how far it is.
  ///
  /// @param command as people type it
  Restored told(
      Work.Kind kind,
      @Nullable String subject,
      String command,
      Progress line,
      Function<Progress, Restored> work) {
    return worker.tell(new Worker.Command(kind, subject, command), line, work, Restored::outcome);
  }

  @Override
  public void close() {
    try {
      changes.close();
      database.close();
    } finally {
      reach.close();
    }
  }
}
