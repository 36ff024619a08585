package berry.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/// The `change` table, for many rows at once.
final class ChangeStore {

  private ChangeStore() {}

  static void add(Connection connection, Collection<ChangeRow> changes) throws SQLException {
    try (var rows =
        new RowsStore<ChangeRow>(
            connection,
            """
            INSERT INTO change (topic, person_id, chat_id, received_at)
            SELECT *
            FROM unnest(?, ?, ?, ?)
            """,
            changes)) {
      rows.texts(change -> change.about().topic())
          .numbers(change -> change.about().personId())
          .numbers(change -> change.about().chatId())
          .times(ChangeRow::receivedAt)
          .run();
    }
  }
}
