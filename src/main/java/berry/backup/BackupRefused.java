package berry.backup;

/// A backup was not made, or not read, for a reason a person must hear: the message says what was
/// found and what to do.
public final class BackupRefused extends RuntimeException {

  public BackupRefused(String message) {
    super(message);
  }

  public BackupRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
