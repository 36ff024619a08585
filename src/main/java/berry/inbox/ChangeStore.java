package berry.inbox;

import java.util.Collection;

/// The `change` table, for many rows at once.
final class ChangeStore {

  private ChangeStore() {}

  static RowsStore<ChangeRow> add(Collection<ChangeRow> changes) {
    return new RowsStore<ChangeRow>(
            """
            INSERT INTO change (topic, person_id, chat_id, received_at)
            SELECT topic, person_id, chat_id, to_timestamp(received_at)
            FROM unnest(?, ?, ?, ?) AS one (topic, person_id, chat_id, received_at)
            """,
            changes)
        .texts(change -> change.about().topic())
        .numbers(change -> change.about().personId())
        .numbers(change -> change.about().chatId())
        .times(ChangeRow::receivedAt);
  }
}
