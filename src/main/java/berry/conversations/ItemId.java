package berry.conversations;

import berry.database.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Names what stands in a conversation, and stays the same while a message to be sent becomes sent.
public sealed interface ItemId {

  /// As the API writes it.
  String text();

  /// Queued here under that id, whether it is sent by now or not: `out.17`.
  record Queued(long outgoingId) implements ItemId {
    @Override
    public String text() {
      return "out." + outgoingId;
    }
  }

  /// A message that Telegram brought, or of an album all but the first: `101.7.1772452800000000`.
  record Message(long chatId, long messageId, Instant sentAt) implements ItemId {
    @Override
    public String text() {
      return chatId + "." + messageId + "." + Cursor.micros(sentAt);
    }
  }

  /// What the team tells itself: `note.3`.
  record Note(long id) implements ItemId {
    @Override
    public String text() {
      return "note." + id;
    }
  }

  /// What an id names; null when it is none of ours.
  static @Nullable ItemId read(String text) {
    String[] parts = text.split("\\.", -1);
    try {
      if (parts.length == 2 && parts[0].equals("out")) {
        return new Queued(Long.parseLong(parts[1]));
      }
      if (parts.length == 2 && parts[0].equals("note")) {
        return new Note(Long.parseLong(parts[1]));
      }
      if (parts.length == 3) {
        Instant sentAt = Cursor.of(Long.valueOf(parts[2])).moment(0);
        return new Message(Long.parseLong(parts[0]), Long.parseLong(parts[1]), sentAt);
      }
      return null;
    } catch (IllegalArgumentException e) {
      return null; // numbers that are none, or a moment that PostgreSQL doesn't know
    }
  }
}
