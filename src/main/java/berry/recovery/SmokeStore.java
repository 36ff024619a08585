package berry.recovery;

import berry.backup.BackupRefused;
import berry.database.Address;
import berry.database.Database;
import berry.database.Migrations;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/// Whether everybody can work with a database, the way everybody does: by the usual pool.
final class SmokeStore {

  /// A pooler hands out connections for a moment whose other end is gone.
  private static final int TRIES = 5;

  private static final List<String> LOOKED_AT =
      List.of("berry_message", "berry_person", "berry_daily", "setting", "outgoing");

  private SmokeStore() {}

  /// @throws RuntimeException when something does not work
  static void test(Address everyday, Address direct) {
    for (int tries = 1; ; tries++) {
      try {
        look(everyday, direct);
        return;
      } catch (RuntimeException e) {
        if (tries == TRIES || e instanceof BackupRefused) {
          throw e;
        }
        pause(tries);
      }
    }
  }

  private static void look(Address everyday, Address direct) {
    if (!new Migrations(direct).current()) {
      throw new BackupRefused("its schema is not the one of this version");
    }
    try (Database database = Database.open(everyday, 1)) {
      database
          .jdbi()
          .useHandle(handle -> {
            LOOKED_AT.forEach(one -> read(handle, one));
            if (!writable(handle)) {
              throw new BackupRefused("the user may not write into it");
            }
          });
    }
  }

  private static void read(Handle handle, String table) {
    handle.createQuery("SELECT * FROM " + table + " LIMIT 1").mapToMap().list();
  }

  private static boolean writable(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT
              current_setting('transaction_read_only') = 'off'
              AND has_table_privilege(current_user, 'message', 'INSERT')
              AND has_schema_privilege(current_user, 'public', 'CREATE')
            """)
        .mapTo(boolean.class)
        .one();
  }

  private static void pause(int tries) {
    try {
      TimeUnit.MILLISECONDS.sleep(200L * tries);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackupRefused("interrupted while the restored database was tried", e);
    }
  }
}
