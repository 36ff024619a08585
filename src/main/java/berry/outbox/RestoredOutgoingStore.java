package berry.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The `outgoing` table of a restored database: what waited when the backup was made has most
/// likely been sent since, and must not be sent again.
public final class RestoredOutgoingStore {

  private static final int CLAIMED = 500;

  private RestoredOutgoingStore() {}

  /// Each that waits becomes what the database before it says: sent, failed, or still waiting. What
  /// that does not know, or was just sending, is unknown: a person decides about it.
  ///
  /// @param before where nobody works any more
  /// @param whole whether `now` was put aside as it stood, so that whatever of it was sent since is
  ///   known to `before`: the rest still waits
  public static void settle(Connection before, Connection now, boolean whole) throws SQLException {
    try (Statement statement = now.createStatement()) {
      statement.execute(
          """
          CREATE TEMPORARY TABLE known_outgoing (
            id bigint PRIMARY KEY, created_at timestamptz, state text, reason text,
            message_id bigint, sent_at timestamptz)
          """);
    }
    if (there(before)) {
      copy(before, now);
    }
    follow(now, whole);
  }

  private static void copy(Connection before, Connection now) throws SQLException {
    try (Statement waiting = now.createStatement();
        PreparedStatement known =
            before.prepareStatement(
                """
                SELECT id, created_at::text, state, reason, message_id, sent_at::text
                FROM outgoing
                WHERE id = ?
                """);
        PreparedStatement note =
            now.prepareStatement(
                """
                INSERT INTO known_outgoing (id, created_at, state, reason, message_id, sent_at)
                VALUES (?, ?::timestamptz, ?, ?, ?, ?::timestamptz)
                """)) {
      waiting.setFetchSize(CLAIMED);
      try (ResultSet row =
          waiting.executeQuery(
              "SELECT id FROM outgoing WHERE state IN ('queued', 'sending') ORDER BY id")) {
        while (row.next()) {
          known.setLong(1, row.getLong(1));
          try (ResultSet one = known.executeQuery()) {
            if (one.next()) {
              for (int column = 1; column <= 6; column++) {
                note.setObject(column, one.getObject(column));
              }
              note.executeUpdate();
            }
          }
        }
      }
    }
  }

  /// The same number with another time of birth is another message.
  private static void follow(Connection now, boolean whole) throws SQLException {
    try (PreparedStatement statement =
        now.prepareStatement(
            """
            UPDATE outgoing
            SET
              state = CASE coalesce(known.state, 'sending')
                WHEN 'sending' THEN 'unknown'
                ELSE known.state
              END,
              reason = CASE coalesce(known.state, 'sending')
                WHEN 'sending' THEN ?
                ELSE known.reason
              END,
              message_id = coalesce(known.message_id, outgoing.message_id),
              sent_at = coalesce(known.sent_at, outgoing.sent_at)
            FROM outgoing AS waiting
            LEFT JOIN known_outgoing AS known
              ON known.id = waiting.id AND known.created_at = waiting.created_at
            WHERE outgoing.id = waiting.id
              AND waiting.state IN ('queued', 'sending')
              AND coalesce(known.state, '') <> 'queued'
              AND (known.id IS NOT NULL OR NOT ?)
            """)) {
      statement.setString(1, Reason.STOPPED.code());
      statement.setBoolean(2, whole);
      statement.executeUpdate();
    }
  }

  private static boolean there(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT to_regclass('outgoing') IS NOT NULL")) {
      return row.next() && row.getBoolean(1);
    }
  }
}
