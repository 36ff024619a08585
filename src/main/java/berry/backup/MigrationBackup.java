package berry.backup;

import java.time.Duration;
import java.util.function.Consumer;

/// The backup before a schema that holds somebody's data is changed. Runs while the lock of
/// migrations is held, so of replicas that start at once one makes it.
public final class MigrationBackup implements Runnable {

  /// The old version may be at its daily backup; a platform gives a start some minutes.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration ASKED = Duration.ofSeconds(1);

  private final Backups backups;
  private final String version;
  private final Consumer<String> say;
  private final Duration patience;

  /// @param version of this Berry
  /// @param say tells a person
  public MigrationBackup(Backups backups, String version, Consumer<String> say) {
    this(backups, version, say, PATIENCE);
  }

  MigrationBackup(Backups backups, String version, Consumer<String> say, Duration patience) {
    this.backups = backups;
    this.version = version;
    this.say = say;
    this.patience = patience;
  }

  /// @throws BackupRefused when it cannot be made: the migration must not begin
  @Override
  public void run() {
    try {
      Backup backup = patiently();
      say.accept("A backup before the schema changes: " + backup.file());
    } catch (BackupRefused | BackupBusy e) {
      throw new BackupRefused(
          "The schema was not changed, because no backup could be made before: "
              + e.getMessage()
              + " To go on without one: berry migrate --no-backup, then start again.",
          e);
    }
  }

  private Backup patiently() {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return backups.beforeMigration(version, Progress.NONE);
      } catch (BackupBusy busy) {
        if (System.nanoTime() > until) {
          throw busy;
        }
        pause(busy);
      }
    }
  }

  private static void pause(BackupBusy busy) {
    try {
      Thread.sleep(ASKED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy;
    }
  }
}
