package berry.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Drops a database that somebody may still be in.
///
/// `WITH (FORCE)` is refused to who is no superuser while a worker of autovacuum is in there, which
/// looks in now and then wherever rows were written; without it the server sends that worker away
/// by itself, but nobody else.
public final class DropDatabase {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String DENIED = "42501";
  private static final String IN_USE = "55006";

  private DropDatabase() {}

  /// Blocks until it is gone, half a minute at most; nothing happens when it is gone already.
  ///
  /// @param connection in another database of the server, not in a transaction
  public static void drop(Connection connection, String name) throws SQLException {
    String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        attempt(connection, name, quoted);
        return;
      } catch (SQLException e) {
        boolean again = DENIED.equals(e.getSQLState()) || IN_USE.equals(e.getSQLState());
        if (!again || System.nanoTime() - deadline > 0) {
          throw e;
        }
        run(connection, "SELECT pg_sleep(0.2)");
      }
    }
  }

  private static void attempt(Connection connection, String name, String quoted)
      throws SQLException {
    try {
      run(connection, "DROP DATABASE IF EXISTS " + quoted + " WITH (FORCE)");
    } catch (SQLException e) {
      if (!DENIED.equals(e.getSQLState())) {
        throw e;
      }
      endOwnSessions(connection, name);
      run(connection, "DROP DATABASE IF EXISTS " + quoted);
    }
  }

  private static void endOwnSessions(Connection connection, String name) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            SELECT pg_terminate_backend(pid)
            FROM pg_stat_activity
            WHERE datname = ?
              AND usename = current_user
            """)) {
      statement.setString(1, name);
      statement.execute();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
