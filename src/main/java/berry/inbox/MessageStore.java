package berry.inbox;

import berry.telegram.Attachment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The `message` and `message_version` tables.
final class MessageStore {

  private MessageStore() {}

  /// Adds messages. One that stands there already (this is an edit of it, or an edit of it came
  /// first) is merged with what is known: the newest text wins, older ones become versions.
  ///
  /// @param states what came of each message, in the order it came
  /// @return those that were not there before
  static Set<MessageRow.Key> add(
      Connection connection, SortedMap<MessageRow.Key, List<MessageRow>> states)
      throws SQLException {
    SortedMap<MessageRow.Key, History> histories = new TreeMap<>();
    states.forEach((key, rows) -> histories.put(key, History.of(rows)));
    Set<MessageRow.Key> added = insert(connection, heads(histories.values()));
    if (added.size() < histories.size()) {
      SortedMap<MessageRow.Key, History> merged = new TreeMap<>();
      Set<MessageRow.Key> there = new HashSet<>(histories.keySet());
      there.removeAll(added);
      for (MessageRow known : known(connection, new TreeMap<>(only(states, there)))) {
        List<MessageRow> all = new ArrayList<>(List.of(known));
        all.addAll(states.getOrDefault(known.key(), List.of()));
        merged.put(known.key(), History.of(all));
      }
      update(connection, heads(merged.values()));
      histories.putAll(merged);
    }
    List<History.Version> versions =
        histories.values().stream().flatMap(one -> one.versions().stream()).toList();
    if (!versions.isEmpty()) {
      keep(connection, versions);
    }
    return added;
  }

  private static List<MessageRow> heads(Collection<History> histories) {
    return histories.stream().map(History::head).toList();
  }

  private static <V> Map<MessageRow.Key, V> only(
      SortedMap<MessageRow.Key, V> all, Set<MessageRow.Key> wanted) {
    Map<MessageRow.Key, V> kept = new TreeMap<>(all);
    kept.keySet().retainAll(wanted);
    return kept;
  }

  private static Set<MessageRow.Key> insert(Connection connection, List<MessageRow> heads)
      throws SQLException {
    try (var rows =
        new RowsStore<MessageRow>(
            connection,
            """
            INSERT INTO message (
              chat_id, message_id, sent_at, received_at, person_id, direction, kind, text,
              edited_at, reply_to, thread_id, album, file_id, file_name, file_size, staff, demo)
            SELECT *
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (chat_id, message_id, sent_at) DO NOTHING
            RETURNING chat_id, message_id, sent_at
            """,
            heads)) {
      keys(rows)
          .times(MessageRow::receivedAt)
          .numbers(MessageRow::personId)
          .texts(row -> row.outgoing() ? "out" : "in")
          .texts(MessageRow::kind)
          .texts(MessageRow::text)
          .times(MessageRow::editedAt)
          .numbers(MessageRow::replyTo)
          .numbers(MessageRow::threadId)
          .texts(MessageRow::album)
          .texts(row -> row.file() == null ? null : row.file().fileId())
          .texts(row -> row.file() == null ? null : row.file().name())
          .numbers(row -> row.file() == null ? null : row.file().size())
          .flags(MessageRow::staff)
          .flags(MessageRow::demo);
      Set<MessageRow.Key> added = new HashSet<>();
      try (ResultSet found = rows.statement().executeQuery()) {
        while (found.next()) {
          added.add(key(found));
        }
      }
      return added;
    }
  }

  private static List<MessageRow> known(
      Connection connection, SortedMap<MessageRow.Key, List<MessageRow>> states)
      throws SQLException {
    try (var rows =
        new RowsStore<MessageRow>(
            connection,
            """
            SELECT
              message.chat_id, message.message_id, message.sent_at, received_at, person_id,
              direction, kind, text, edited_at, reply_to, thread_id, album, file_id, file_name,
              file_size, staff, demo
            FROM unnest(?, ?, ?) AS wanted (chat_id, message_id, sent_at)
            JOIN message ON message.chat_id = wanted.chat_id
              AND message.message_id = wanted.message_id
              AND message.sent_at = wanted.sent_at
            ORDER BY message.chat_id, message.message_id, message.sent_at
            FOR UPDATE OF message
            """,
            states.values().stream().map(List::getFirst).toList())) {
      List<MessageRow> known = new ArrayList<>();
      try (ResultSet found = keys(rows).statement().executeQuery()) {
        while (found.next()) {
          known.add(row(found));
        }
      }
      return known;
    }
  }

  private static void update(Connection connection, List<MessageRow> heads) throws SQLException {
    try (var rows =
        new RowsStore<MessageRow>(
            connection,
            """
            UPDATE message
            SET kind = newest.kind,
              text = newest.text,
              edited_at = newest.edited_at,
              file_id = newest.file_id,
              file_name = newest.file_name,
              file_size = newest.file_size
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) AS newest (
              chat_id, message_id, sent_at, kind, text, edited_at, file_id, file_name, file_size)
            WHERE message.chat_id = newest.chat_id
              AND message.message_id = newest.message_id
              AND message.sent_at = newest.sent_at
            """,
            heads)) {
      keys(rows)
          .texts(MessageRow::kind)
          .texts(MessageRow::text)
          .times(MessageRow::editedAt)
          .texts(row -> row.file() == null ? null : row.file().fileId())
          .texts(row -> row.file() == null ? null : row.file().name())
          .numbers(row -> row.file() == null ? null : row.file().size())
          .run();
    }
  }

  private static void keep(Connection connection, List<History.Version> versions)
      throws SQLException {
    try (var rows =
        new RowsStore<History.Version>(
            connection,
            """
            INSERT INTO message_version (chat_id, message_id, sent_at, version_at, text)
            SELECT *
            FROM unnest(?, ?, ?, ?, ?)
            ON CONFLICT (chat_id, message_id, sent_at, version_at) DO NOTHING
            """,
            versions)) {
      rows.numbers(version -> version.key().chatId())
          .numbers(version -> version.key().messageId())
          .times(version -> version.key().sentAt())
          .times(History.Version::at)
          .texts(History.Version::text)
          .run();
    }
  }

  private static RowsStore<MessageRow> keys(RowsStore<MessageRow> rows) throws SQLException {
    return rows.numbers(row -> row.key().chatId())
        .numbers(row -> row.key().messageId())
        .times(row -> row.key().sentAt());
  }

  private static MessageRow.Key key(ResultSet found) throws SQLException {
    return new MessageRow.Key(
        found.getLong("chat_id"), found.getLong("message_id"), time(found, "sent_at"));
  }

  private static MessageRow row(ResultSet found) throws SQLException {
    String fileId = found.getString("file_id");
    Timestamp edited = found.getTimestamp("edited_at");
    return new MessageRow(
        key(found),
        time(found, "received_at"),
        number(found, "person_id"),
        found.getString("direction").equals("out"),
        found.getString("kind"),
        found.getString("text"),
        edited == null ? null : edited.toInstant(),
        number(found, "reply_to"),
        number(found, "thread_id"),
        found.getString("album"),
        fileId == null
            ? null
            : new Attachment(
                fileId, found.getString("file_name"), null, number(found, "file_size")),
        found.getBoolean("staff"),
        found.getBoolean("demo"));
  }

  private static Instant time(ResultSet found, String column) throws SQLException {
    return found.getTimestamp(column).toInstant();
  }

  private static @Nullable Long number(ResultSet found, String column) throws SQLException {
    long value = found.getLong(column);
    return found.wasNull() ? null : value;
  }
}
