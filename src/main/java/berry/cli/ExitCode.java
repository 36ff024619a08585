package berry.cli;

import berry.backup.BackupBusy;
import berry.backup.BackupRefused;
import berry.config.ConfigurationMistakes;
import berry.database.DataInUse;
import berry.database.DatabaseUnreachable;
import berry.database.DatabaseUnusable;
import berry.http.PortInUse;
import berry.recovery.ConfirmationMissing;
import org.jspecify.annotations.Nullable;

/// What the shell is told. Documented, so never renumbered.
public final class ExitCode {

  public static final int OK = 0;
  public static final int UNEXPECTED = 1;
  public static final int USAGE = 2;
  public static final int CONFIGURATION = 3;
  public static final int UNREACHABLE = 4;
  public static final int CHECK_FAILED = 5;
  public static final int CONFIRMATION_MISSING = 6;
  public static final int BUSY = 7;
  public static final int INTERRUPTED = 130;

  private ExitCode() {}

  /// The code that fits what stopped a verb, found along the chain of causes.
  public static int of(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      Integer code = known(one);
      if (code != null) {
        return code;
      }
    }
    return UNEXPECTED;
  }

  private static @Nullable Integer known(Throwable failure) {
    return switch (failure) {
      case ConfigurationMistakes mistakes -> CONFIGURATION;
      case DatabaseUnreachable gone -> UNREACHABLE;
      case DatabaseUnusable refused -> UNREACHABLE;
      case DataInUse taken -> BUSY;
      case PortInUse taken -> BUSY;
      case BackupBusy taken -> BUSY;
      case BackupRefused refused -> CHECK_FAILED;
      case ConfirmationMissing missing -> CONFIRMATION_MISSING;
      case Stopped stopped -> stopped.code();
      case InterruptedException interrupted -> INTERRUPTED;
      default -> null;
    };
  }
}
