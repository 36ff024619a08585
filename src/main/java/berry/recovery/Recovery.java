package berry.recovery;

import berry.backup.BackupBusy;
import berry.backup.BackupRefused;
import berry.backup.Backups;
import berry.backup.Progress;
import berry.backup.RestoringStore;
import berry.backup.Site;
import berry.database.Address;
import berry.database.DatabaseUnreachable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Restores a backup, takes a restore back, and ends what a killed one left. One restore at a time
/// across all processes; another is told who is at work.
///
/// Every call blocks until it is done and may end all sessions of the live database, those of this
/// process too: its pools make new ones by themselves. To be called on a thread that holds no
/// connection.
public final class Recovery {

  private final Site site;
  private final Clock clock;
  private final RestoreStore restoring;

  /// @param everyday how everybody comes to the live database: by a pooler, if there is one
  /// @param backups of the same site, for the safety backup
  public Recovery(Site site, Address everyday, Backups backups, Clock clock) {
    this(site, everyday, backups, clock, step -> {});
  }

  /// @param passed hears each step when it is done
  Recovery(Site site, Address everyday, Backups backups, Clock clock, Consumer<Step> passed) {
    this.site = site;
    this.clock = clock;
    this.restoring = new RestoreStore(site, everyday, backups, clock, passed);
  }

  /// A backup in the folder, for names that come from outside.
  ///
  /// @throws BackupRefused when there is none
  public RestoringStore named(String name, @Nullable Path key) {
    return RestoringStore.named(name, site.backups(), key);
  }

  /// What is left when this process ends now, in a line for whoever breaks a restore off. May be
  /// asked on any thread.
  public String left() {
    return restoring.left();
  }

  /// What a restore would change. Reads the whole file and changes nothing.
  ///
  /// @throws BackupRefused when the file is damaged, cut off, or not opened by the key
  public DryRun dryRun(RestoringStore source, Progress progress) {
    return tried(() -> restoring.dryRun(source, progress));
  }

  /// Puts it in the place of the live database, which is kept for seven days.
  ///
  /// @param confirm the name of the live database, typed by whoever wants this
  /// @param safety whether to make a backup of the live one before
  /// @throws ConfirmationMissing when it is not
  /// @throws BackupBusy when another one restores, or is at work on backups
  /// @throws BackupRefused when it was not done: the live database is what it was
  /// @throws DatabaseUnreachable when the server went away; [#repair()] ends it when it is back
  public Restored restore(
      RestoringStore source, @Nullable String confirm, boolean safety, Progress progress) {
    requireConfirmed(confirm);
    return tried(() -> restoring.restore(source, safety, progress));
  }

  /// What taking the last restore back would change.
  public DryRun undoDryRun() {
    return tried(restoring::undoDryRun);
  }

  /// Puts the newest database from before back in its place. What is live now is kept in its turn.
  ///
  /// Throws as [#restore(RestoringStore, String, boolean, Progress)] does.
  public Restored undo(@Nullable String confirm, Progress progress) {
    requireConfirmed(confirm);
    return tried(() -> restoring.undo(progress));
  }

  /// Which database is live and complete, and what was left.
  public Standing standing() {
    return standing(site.live());
  }

  /// The same without anything but an address.
  ///
  /// @param live past any pooler
  public static Standing standing(Address live) {
    try {
      return StandingStore.look(live);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw Trouble.of(live, e);
    }
  }

  /// Opens and cleans up what a killed restore left; nothing while one goes on. To be called before
  /// the live database is opened.
  ///
  /// @return what was done, a sentence each
  public List<String> repair() {
    return repair(site.live(), site.who());
  }

  /// The same without anything but an address.
  public static List<String> repair(Address live, String who) {
    try {
      return RepairStore.repair(live, who + " repairs");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw Trouble.of(live, e);
    }
  }

  /// Ends every session of Berry in the live database: all workers of all processes begin anew on a
  /// fresh connection, whatever they hung on, and locks that nobody needs any more are gone. What
  /// was not committed was not acknowledged, so nothing is lost.
  ///
  /// @return how many sessions there were
  public int restartWorkers() {
    return tried(() -> {
      try (DatabasesStore server = DatabasesStore.open(site.live())) {
        return server.endWorkers();
      }
    });
  }

  /// Removes databases from before that were kept for seven days.
  ///
  /// @return their names
  public List<String> removeOld() {
    return tried(() -> StandingStore.removeOld(site.live(), site.who(), clock.instant()));
  }

  /// @param confirm what somebody typed
  /// @throws ConfirmationMissing when it is not the name of the live database
  public void requireConfirmed(@Nullable String confirm) {
    String database = site.live().database();
    if (!database.equals(confirm)) {
      throw new ConfirmationMissing(
          (confirm == null ? "" : "\"" + confirm + "\" is not its name. ")
              + "This puts another database in the place of "
              + database
              + ". See first what would be lost (--dry-run), then type its name: --confirm="
              + database);
    }
  }

  /// What the server may refuse.
  private interface Try<T> {
    T run() throws Exception;
  }

  private <T> T tried(Try<T> work) {
    try {
      return work.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw Trouble.of(site.live(), e);
    }
  }
}
