package berry.conversations;

import berry.database.BulkStatement;
import berry.database.Parted;
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

/// The `message` and `message_version` tables, for what a batch of updates brings.
public final class IntakeMessageStore {

  public static final Parted MESSAGES = new Parted("message", "sent_at");

  private final SortedMap<MessageRow.Key, List<MessageRow>> states;
  private final SortedMap<MessageRow.Key, History> histories = new TreeMap<>();
  private final Set<MessageRow.Key> added = new HashSet<>();

  /// @param states what came of each message, in the order it came
  public IntakeMessageStore(SortedMap<MessageRow.Key, List<MessageRow>> states) {
    this.states = states;
    states.forEach((key, rows) -> histories.put(key, History.of(rows)));
  }

  /// Those that were not there before; known once [#insert()] ran.
  public Set<MessageRow.Key> added() {
    return added;
  }

  /// After [#insert()]: one that stands there already (this is an edit of it, or an edit of it came
  /// first) is merged with what is known: the newest text wins, older ones become versions.
  public void merge(Connection connection) throws SQLException {
    if (added.size() < histories.size()) {
      SortedMap<MessageRow.Key, List<MessageRow>> there = new TreeMap<>(states);
      there.keySet().removeAll(added);
      SortedMap<MessageRow.Key, History> merged = new TreeMap<>();
      for (MessageRow known : known(connection, there)) {
        List<MessageRow> all = new ArrayList<>(List.of(known));
        all.addAll(states.getOrDefault(known.key(), List.of()));
        merged.put(known.key(), History.of(all));
      }
      update(heads(merged.values())).run(connection);
      histories.putAll(merged);
    }
    List<History.Version> versions =
        histories.values().stream().flatMap(one -> one.versions().stream()).toList();
    if (!versions.isEmpty()) {
      keep(versions).run(connection);
    }
  }

  /// When those of the messages that are known already were sent. Their ids alone must do, in all
  /// partitions, so it is asked only for those that come without a date.
  public static BulkStatement<?> dates(
      Collection<MessageRow.Place> undated, Map<MessageRow.Place, Instant> dates) {
    return new BulkStatement<MessageRow.Place>(
            """
            SELECT message.chat_id, message.message_id, max(message.sent_at) AS sent_at
            FROM unnest(?, ?) AS wanted (chat_id, message_id)
            JOIN message USING (chat_id, message_id)
            GROUP BY message.chat_id, message.message_id
            """,
            undated)
        .numbers(MessageRow.Place::chatId)
        .numbers(MessageRow.Place::messageId)
        .to(row -> {
          MessageRow.Key key = key(row);
          dates.put(new MessageRow.Place(key.chatId(), key.messageId()), key.sentAt());
        });
  }

  private static List<MessageRow> heads(Collection<History> histories) {
    return histories.stream().map(History::head).toList();
  }

  /// Adds those that are not there yet.
  public BulkStatement<?> insert() {
    return keys(new BulkStatement<MessageRow>(
            """
            INSERT INTO message (
              chat_id, message_id, sent_at, received_at, person_id, direction, kind, text,
              edited_at, reply_to, thread_id, album, file_id, file_name, file_size, staff,
              thumbnail_id)
            SELECT
              chat_id, message_id, to_timestamp(sent_at), to_timestamp(received_at), person_id,
              direction, kind, text, to_timestamp(edited_at), reply_to, thread_id, album, file_id,
              file_name, file_size, staff, thumbnail_id
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS one (
              chat_id, message_id, sent_at, received_at, person_id, direction, kind, text,
              edited_at, reply_to, thread_id, album, file_id, file_name, file_size, staff,
              thumbnail_id)
            ON CONFLICT (chat_id, message_id, sent_at) DO NOTHING
            RETURNING chat_id, message_id, sent_at
            """,
            heads(histories.values())))
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
        .texts(IntakeMessageStore::thumbnail)
        .to(row -> added.add(key(row)));
  }

  private static List<MessageRow> known(
      Connection connection, SortedMap<MessageRow.Key, List<MessageRow>> states)
      throws SQLException {
    List<MessageRow> known = new ArrayList<>();
    keys(new BulkStatement<MessageRow>(
            """
            SELECT
              message.chat_id, message.message_id, message.sent_at, received_at, person_id,
              direction, kind, text, edited_at, reply_to, thread_id, album, file_id, file_name,
              file_size, staff, thumbnail_id
            FROM unnest(?, ?, ?) AS wanted (chat_id, message_id, sent_at)
            JOIN message ON message.chat_id = wanted.chat_id
              AND message.message_id = wanted.message_id
              AND message.sent_at = to_timestamp(wanted.sent_at)
            ORDER BY message.chat_id, message.message_id, message.sent_at
            FOR UPDATE OF message
            """,
            states.values().stream().map(List::getFirst).toList()))
        .to(row -> known.add(row(row)))
        .run(connection);
    return known;
  }

  private static BulkStatement<?> update(List<MessageRow> heads) {
    return keys(new BulkStatement<MessageRow>(
            """
            UPDATE message
            SET kind = newest.kind,
              text = newest.text,
              edited_at = to_timestamp(newest.edited_at),
              file_id = newest.file_id,
              file_name = newest.file_name,
              file_size = newest.file_size,
              thumbnail_id = newest.thumbnail_id
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS newest (
              chat_id, message_id, sent_at, kind, text, edited_at, file_id, file_name, file_size,
              thumbnail_id)
            WHERE message.chat_id = newest.chat_id
              AND message.message_id = newest.message_id
              AND message.sent_at = to_timestamp(newest.sent_at)
            """,
            heads))
        .texts(MessageRow::kind)
        .texts(MessageRow::text)
        .times(MessageRow::editedAt)
        .texts(row -> row.file() == null ? null : row.file().fileId())
        .texts(row -> row.file() == null ? null : row.file().name())
        .numbers(row -> row.file() == null ? null : row.file().size())
        .texts(IntakeMessageStore::thumbnail);
  }

  private static @Nullable String thumbnail(MessageRow row) {
    return row.file() == null ? null : row.file().thumbnailId();
  }

  private static BulkStatement<?> keep(List<History.Version> versions) {
    return new BulkStatement<History.Version>(
            """
            INSERT INTO message_version (chat_id, message_id, sent_at, version_at, text)
            SELECT
              chat_id, message_id, to_timestamp(sent_at), to_timestamp(version_at), text
            FROM unnest(?, ?, ?, ?, ?) AS one (chat_id, message_id, sent_at, version_at, text)
            ON CONFLICT (chat_id, message_id, sent_at, version_at) DO NOTHING
            """,
            versions)
        .numbers(version -> version.key().chatId())
        .numbers(version -> version.key().messageId())
        .times(version -> version.key().sentAt())
        .times(History.Version::at)
        .texts(History.Version::text);
  }

  private static BulkStatement<MessageRow> keys(BulkStatement<MessageRow> rows) {
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
                fileId,
                found.getString("file_name"),
                null,
                number(found, "file_size"),
                found.getString("thumbnail_id")),
        found.getBoolean("staff"));
  }

  private static Instant time(ResultSet found, String column) throws SQLException {
    return found.getTimestamp(column).toInstant();
  }

  private static @Nullable Long number(ResultSet found, String column) throws SQLException {
    long value = found.getLong(column);
    return found.wasNull() ? null : value;
  }
}
