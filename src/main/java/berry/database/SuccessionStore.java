package berry.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What a restored database must know of the one whose place it takes: numbers that running
/// processes hold in memory and that may only rise.
public final class SuccessionStore {

  /// More than any reader asks for at once.
  private static final long GAP = 10_000;

  private SuccessionStore() {}

  /// Readers of changes go on behind the ids they have seen, and every viewer begins anew; the
  /// holder of a lease from before is never taken for the present one.
  ///
  /// @param before where nobody works any more
  public static void settle(Connection before, Connection now) throws SQLException {
    if (!there(before, "change") || !there(before, "lease")) {
      return;
    }
    long seen = number(before, "SELECT coalesce(max(id), 0) FROM change");
    try (Statement statement = now.createStatement()) {
      statement.execute("DELETE FROM change");
    }
    number(
        now,
        "SELECT setval(pg_get_serial_sequence('change', 'id'), greatest("
            + (seen + GAP)
            + ", nextval(pg_get_serial_sequence('change', 'id'))))");
    try (Statement statement = now.createStatement()) {
      statement.execute("INSERT INTO change (topic) VALUES ('" + Topic.BACKUP.word() + "')");
    }
    leases(before, now);
  }

  private static void leases(Connection before, Connection now) throws SQLException {
    try (Statement old = before.createStatement();
        ResultSet row = old.executeQuery("SELECT name, epoch FROM lease");
        PreparedStatement fresh =
            now.prepareStatement(
                """
                INSERT INTO lease (name, epoch, taken_at)
                VALUES (?, ?, clock_timestamp())
                ON CONFLICT (name) DO UPDATE
                SET epoch = greatest(lease.epoch, excluded.epoch)
                """)) {
      while (row.next()) {
        fresh.setString(1, row.getString(1));
        fresh.setLong(2, row.getLong(2));
        fresh.executeUpdate();
      }
    }
  }

  private static boolean there(Connection database, String table) throws SQLException {
    return number(database, "SELECT (to_regclass('" + table + "') IS NOT NULL)::int") == 1;
  }

  private static long number(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
