package berry.monitoring;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The `replica` table when another database takes the place of the live one.
public final class RestoredReplicaStore {

  private RestoredReplicaStore() {}

  /// Who runs is who ran a moment ago, not who ran when the backup was made: otherwise all of them
  /// would have been silent since then, and an alert would say so.
  ///
  /// @param before where nobody works any more; of an older schema perhaps
  public static void settle(Connection before, Connection now) throws SQLException {
    try (Statement statement = now.createStatement()) {
      statement.executeUpdate("DELETE FROM replica");
    }
    try (PreparedStatement insert =
        now.prepareStatement(
            """
            INSERT INTO replica
            SELECT * FROM json_populate_record(NULL::replica, ?::json)
            """)) {
      for (String one : rows(before)) {
        insert.setString(1, one);
        insert.executeUpdate();
      }
    }
  }

  private static List<String> rows(Connection before) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = before.createStatement()) {
      try (ResultSet row = statement.executeQuery("SELECT to_regclass('replica') IS NOT NULL")) {
        row.next();
        if (!row.getBoolean(1)) {
          return rows;
        }
      }
      try (ResultSet row = statement.executeQuery("SELECT to_json(replica)::text FROM replica")) {
        while (row.next()) {
          rows.add(row.getString(1));
        }
      }
    }
    return rows;
  }
}
