package berry.conversations;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Writes down what was said by us, within the transaction that notes that it was sent. Of that
/// transaction and of its thread.
public final class SentMessages {

  private final SentMessageStore store;

  public SentMessages(Handle transaction) {
    this.store = transaction.attach(SentMessageStore.class);
  }

  /// @param personId whose conversation it belongs to; null in a group
  /// @param staffId who of the team wrote it; null for the bot itself
  /// @param outgoingId null for all but the first of an album: an id names one message
  /// @return false when it is there already
  public boolean add(
      long chatId,
      @Nullable Long personId,
      Instant receivedAt,
      @Nullable Long staffId,
      @Nullable Long outgoingId,
      SentMessage message) {
    return store.add(chatId, personId, receivedAt, staffId, outgoingId, message) == 1;
  }

  /// It reads so now. What it said before is kept as a version, if that was something else.
  public void edit(long chatId, SentMessage message) {
    store.keepVersion(chatId, message);
    store.edit(chatId, message);
  }

  /// They can't be seen in Telegram any more; their rows stay. They are found no more from now on:
  /// the index looks at the newest of a chat only, and this may be an old one.
  public void deleted(long chatId, List<Long> messageIds) {
    store.deleted(chatId, messageIds);
    store.findNoMore(chatId, messageIds);
  }
}
