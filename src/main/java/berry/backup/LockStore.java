package berry.backup;

import berry.database.Address;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One backup, proof or pruning at a time, whichever replica or command began it: a lock of
/// PostgreSQL on a connection of its own. It ends with the connection, and so with its process.
final class LockStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LockStore.class);
  private static final String NAME = "berry.backup";

  private final Connection connection;

  private LockStore(Connection connection) {
    this.connection = connection;
  }

  /// @param direct past any pooler: the lock belongs to a session
  /// @param who and what, for those who have to wait: `host/4711 makes a backup`
  /// @throws BackupBusy naming the one who has it
  static LockStore take(Address direct, String who) {
    try {
      return taken(direct.connect(Duration.ZERO), who);
    } catch (SQLException e) {
      throw Refusal.of(direct, e);
    }
  }

  private static LockStore taken(Connection connection, String who) throws SQLException {
    try {
      if (asked(connection, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", NAME)
          .equals("t")) {
        // PostgreSQL keeps 63 bytes of it, for all to see in pg_stat_activity.
        asked(connection, "SELECT set_config('application_name', ?, false)", "berry: " + who);
        try (Statement statement = connection.createStatement()) {
          statement.execute("SET idle_session_timeout = 0");
        }
        return new LockStore(connection);
      }
      throw new BackupBusy(
          "another one is at work on this database: "
              + asked(connection, HOLDER, NAME)
              + ". Try again when it has ended.");
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /// Who is at work, without any wish to be.
  ///
  /// @return null: nobody
  static @Nullable String holder(Jdbi jdbi) {
    return jdbi.withHandle(handle ->
        handle.createQuery(HOLDER).bind(0, NAME).mapTo(String.class).findOne().orElse(null));
  }

  private static final String HOLDER =
      """
      SELECT
        format('%s, session %s since %s', regexp_replace(application_name, '^berry: ', ''), pid,
          to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'))
      FROM (SELECT hashtextextended(?, 0) AS key) AS k
      JOIN pg_locks
        ON locktype = 'advisory' AND granted AND objsubid = 1
        AND (classid::bigint << 32) | objid::bigint = key
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      JOIN pg_stat_activity USING (pid)
      """;

  private static String asked(Connection connection, String sql, String value) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? String.valueOf(row.getString(1)) : "one that has just ended";
      }
    }
  }

  @Override
  public void close() {
    // Said aloud, because the server notices a closed connection only some time after.
    try (connection;
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_unlock_all()");
    } catch (SQLException e) {
      LOG.debug("The lock of backups went with its connection: {}", e.getMessage());
    }
  }
}
