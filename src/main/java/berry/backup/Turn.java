package berry.backup;

import java.io.IOException;

/// The right to work, in the database and in the folder.
record Turn(LockStore lock, AutoCloseable local) implements AutoCloseable {

  /// Waits for nobody: says who is at work instead.
  ///
  /// @param does what, for those who have to wait: `makes a backup`
  static Turn take(Site site, BackupFolder folder, ProofStore proof, String does) {
    folder.make();
    LockStore lock = LockStore.take(site.live(), site.who() + " " + does);
    try {
      AutoCloseable local = folder.lock();
      Turn turn = new Turn(lock, local);
      try {
        folder.removeUnfinished();
        proof.removeLeftovers();
        return turn;
      } catch (IOException | RuntimeException e) {
        local.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    } catch (Exception e) {
      lock.close();
      throw new BackupRefused(
          "%s cannot be used: %s".formatted(folder.path(), String.valueOf(e.getMessage())), e);
    }
  }

  @Override
  public void close() {
    try (lock) {
      local.close();
    } catch (Exception e) {
      throw new BackupRefused("the folder of backups was not released: " + e.getMessage(), e);
    }
  }
}
