package berry.inbox;

import java.util.Collection;

/// The `change` table, for what a batch of updates changes.
final class ChangeStore {

  private ChangeStore() {}

  /// A row holds up to a hundred changes of one topic: with more it would be too long for a page,
  /// and PostgreSQL would compress it. Received is the first of them; they came within
  /// milliseconds.
  static RowsStore<ChangeRow> add(Collection<ChangeRow> changes) {
    return new RowsStore<ChangeRow>(
            """
            INSERT INTO change (topic, person_ids, chat_ids, received_at)
            SELECT
              topic, array_agg(person_id), array_agg(chat_id), to_timestamp(min(received_at))
            FROM unnest(?, ?, ?, ?) WITH ORDINALITY
              AS one (topic, person_id, chat_id, received_at, number)
            GROUP BY topic, (number - 1) / 100
            """,
            changes)
        .texts(change -> change.about().topic().word())
        .numbers(change -> change.about().personId())
        .numbers(change -> change.about().chatId())
        .times(ChangeRow::receivedAt);
  }
}
