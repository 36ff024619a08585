package berry.inbox;

import berry.telegram.Attachment;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One state of a message: as it was written, or as an edit left it.
///
/// @param editedAt null for the original; see [Arrival#editedAt()]
record MessageRow(
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
  record Key(long chatId, long messageId, Instant sentAt) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::chatId)
            .thenComparingLong(Key::messageId)
            .thenComparing(Key::sentAt);

    Key at(Instant when) {
      return new Key(chatId, messageId, when);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /// Since when the message reads like this.
  Instant since() {
    return editedAt == null ? key.sentAt() : editedAt;
  }

  MessageRow receivedAt(Instant when) {
    return new MessageRow(
        key, when, personId, outgoing, kind, text, editedAt, replyTo, threadId, album, file, staff);
  }
}
