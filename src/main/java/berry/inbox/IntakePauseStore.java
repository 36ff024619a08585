package berry.inbox;

import berry.database.BulkStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/// The `intake_pause` table: until when no replica takes updates in. Each batch looks into it, so
/// that it holds for every process at once; the webhook answers 503 and polling confirms nothing,
/// so Telegram keeps what comes.
public final class IntakePauseStore {

  private IntakePauseStore() {}

  /// @param pauses gets who pauses, if somebody does
  static BulkStatement<?> now(List<String> pauses) {
    return new BulkStatement<>(
            "SELECT who FROM intake_pause WHERE until > clock_timestamp()", List.of())
        .to(row -> pauses.add(row.getString(1)));
  }

  /// Whether anybody could pause there: not in a database that never had our schema.
  public static boolean possible(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT to_regclass('intake_pause') IS NOT NULL")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /// Begins a pause or moves its end on.
  ///
  /// @param time from now; whoever asks must ask again before it is over
  public static void pause(Connection database, String who, Duration time) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            INSERT INTO intake_pause (until, who)
            VALUES (clock_timestamp() + make_interval(secs => ?), ?)
            ON CONFLICT (single) DO UPDATE
            SET until = excluded.until, who = excluded.who
            """)) {
      statement.setDouble(1, time.toMillis() / 1000.0);
      statement.setString(2, who);
      statement.executeUpdate();
    }
  }

  public static void end(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.executeUpdate("DELETE FROM intake_pause");
    }
  }
}
