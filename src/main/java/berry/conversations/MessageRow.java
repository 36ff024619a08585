package berry.conversations;

import berry.database.Cursor;
import berry.telegram.Attachment;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One state of a message: as it was written, or as an edit left it.
///
/// @param editedAt null for the original; of an edit to Telegram's second, and below that its place
///   in the order of updates
public record MessageRow(
    Key key,
    Instant receivedAt,
    @Nullable Long personId,
    boolean outgoing,
    String kind,
    @Nullable String text,
    @Nullable Instant editedAt,
    @Nullable Long replyTo,
    @Nullable Long threadId,
    @Nullable String album,
    @Nullable Attachment file,
    boolean staff) {

  /// An edit repeats the date of the original, so this finds it.
  public record Key(long chatId, long messageId, Instant sentAt) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::chatId)
            .thenComparingLong(Key::messageId)
            .thenComparing(Key::sentAt);

    /// As one word, for ids that the web hands back.
    String text() {
      return chatId + "." + messageId + "." + Cursor.micros(sentAt);
    }

    public Key at(Instant when) {
      return new Key(chatId, messageId, when);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /// A message, whenever it was sent.
  public record Place(long chatId, long messageId) {}

  /// Since when the message reads like this.
  Instant since() {
    return editedAt == null ? key.sentAt() : editedAt;
  }

  MessageRow receivedAt(Instant when) {
    return new MessageRow(
        key, when, personId, outgoing, kind, text, editedAt, replyTo, threadId, album, file, staff);
  }
}
