package berry.backup;

/// Another process makes, proves or prunes backups of the same database, or in the same folder.
public final class BackupBusy extends RuntimeException {

  public BackupBusy(String message) {
    super(message);
  }
}
