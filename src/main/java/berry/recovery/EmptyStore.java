package berry.recovery;

import berry.database.Address;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Tells a database that was only just made from one in use.
final class EmptyStore {

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private EmptyStore() {}

  /// @return false when a backup of it would hold nothing
  static boolean holdsTables(Address live) throws SQLException {
    try (Connection connection = live.connect(SILENCE);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT EXISTS (
                  SELECT
                  FROM pg_class
                  WHERE relkind IN ('r', 'p', 'm', 'v', 'f', 'S')
                    AND relnamespace::regnamespace::text NOT LIKE 'pg\\_%'
                    AND relnamespace::regnamespace::text <> 'information_schema')
                """)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
