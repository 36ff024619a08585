package berry.diagnostics;

import berry.database.Address;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Whether a connection keeps its session of PostgreSQL.
final class PoolerStore {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String SESSION = "SELECT pg_backend_pid()";

  private PoolerStore() {}

  /// A pooler in transaction mode lends a session for one transaction. So while another connection
  /// of ours holds the one that we had, we must get a different one.
  static boolean swaps(Address address) throws SQLException {
    try (Connection first = address.connect(PATIENCE);
        Connection second = address.connect(PATIENCE)) {
      int before = session(first);
      second.setAutoCommit(false);
      int held = session(second);
      int after = session(first);
      second.rollback();
      return before != after || before == held;
    }
  }

  private static int session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SESSION)) {
      row.next();
      return row.getInt(1);
    }
  }
}
