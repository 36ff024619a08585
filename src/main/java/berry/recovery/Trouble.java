package berry.recovery;

import berry.backup.BackupRefused;
import berry.database.Address;
import berry.database.DatabaseAway;
import berry.database.DatabaseUnreachable;

/// Tells a server that went away from one that said no.
final class Trouble {

  private Trouble() {}

  static RuntimeException of(Address database, Exception failure) {
    return DatabaseAway.behind(failure)
        ? new DatabaseUnreachable(database, failure)
        : new BackupRefused(
            "PostgreSQL refused (database %s): %s"
                .formatted(database.database(), failure.getMessage()),
            failure);
  }
}
