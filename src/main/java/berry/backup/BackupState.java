package berry.backup;

/// How far a backup may be trusted.
public enum BackupState {
  /// Written, and nothing more.
  MADE,
  /// Its file has the hash it was written with and reads to the end; there was no place to restore
  /// it.
  CHECKED,
  /// Restored, and every table came out as it was. Only this counts.
  PROVED,
  /// Read back or restored, and something was not as it was.
  FAILED
}
