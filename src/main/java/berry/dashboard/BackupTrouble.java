package berry.dashboard;

import berry.backup.BackupBusy;
import berry.backup.BackupRefused;
import berry.backup.Backups;
import berry.backup.Work;
import berry.backup.Worker;
import berry.http.Problem;
import berry.recovery.ConfirmationMissing;
import java.util.function.Supplier;

/// Turns what backups and restores refuse into answers that say why.
final class BackupTrouble {

  private BackupTrouble() {}

  static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (BackupBusy busy) {
      throw busy(String.valueOf(busy.getMessage()));
    } catch (BackupRefused | ConfirmationMissing refused) {
      throw Problem.unprocessable(String.valueOf(refused.getMessage()));
    }
  }

  /// Two of the same process meet in the row of the worker; a command elsewhere has only a lock.
  static void requireIdle(Backups backups, Worker worker) {
    Work work = worker.state();
    String command = work != null && work.running() ? null : backups.busy();
    if (command != null) {
      throw busy(command);
    }
  }

  private static Problem busy(String who) {
    return Problem.conflict("another one is at work: " + who).type("backup-busy");
  }
}
