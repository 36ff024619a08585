package berry.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// The `reception` row of a restored database: how updates come went on in the world, whatever was
/// known of it when the backup was made.
public final class RestoredReceptionStore {

  private RestoredReceptionStore() {}

  /// The row of the one is that of the other from now on. Otherwise nobody would be known to
  /// receive, and never to have received, until the next note of whoever does.
  ///
  /// @param before where nobody works any more; of an older schema perhaps
  public static void settle(Connection before, Connection now) throws SQLException {
    if (!there(before)) {
      return;
    }
    try (Statement statement = before.createStatement();
        ResultSet row = statement.executeQuery("SELECT to_json(reception)::text FROM reception")) {
      replace(now, row.next() ? row.getString(1) : null);
    }
  }

  /// By the names of the columns: what the older one did not know stays empty.
  private static void replace(Connection now, @Nullable String json) throws SQLException {
    try (Statement statement = now.createStatement()) {
      statement.executeUpdate("DELETE FROM reception");
    }
    if (json == null) {
      return;
    }
    try (PreparedStatement insert =
        now.prepareStatement(
            """
            INSERT INTO reception
            SELECT * FROM json_populate_record(NULL::reception, ?::json)
            """)) {
      insert.setString(1, json);
      insert.executeUpdate();
    }
  }

  private static boolean there(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT to_regclass('reception') IS NOT NULL")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
