package berry.conversations;

import berry.audience.Chats;
import berry.database.Changes;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Changes where conversations stand, for the team only: whoever calls has checked that. Each
/// method answers false for a chat that nobody has written in; what is so already stays so, untold.
public final class ConversationStates {

  private final Changes changes;

  public ConversationStates(Changes changes) {
    this.changes = changes;
  }

  /// Nobody waits there any more, until the next question. What colleagues have begun to write
  /// stays.
  public boolean done(long chatId, Instant now) {
    return change(chatId, transaction -> new Chats(transaction).done(chatId, now));
  }

  public boolean reopen(long chatId) {
    return change(chatId, transaction -> new Chats(transaction).reopened(chatId));
  }

  /// @param until null to end it
  public boolean snooze(long chatId, @Nullable Instant until) {
    return change(chatId, transaction -> new Chats(transaction).snoozed(chatId, until));
  }

  /// @param tags all of them, from now on
  public boolean tag(long chatId, List<String> tags) {
    String[] all = tags.toArray(String[]::new);
    return change(chatId, transaction -> store(transaction).tag(chatId, all) == 1);
  }

  /// Somebody has read up to there; a later mark stays.
  public boolean read(long chatId, long staffId, Instant at) {
    return change(chatId, transaction -> store(transaction).read(chatId, staffId, at) == 1);
  }

  private interface Change {
    /// @return whether it makes a difference
    boolean in(Handle transaction);
  }

  private boolean change(long chatId, Change change) {
    return changes.inTransaction(
        (transaction, news) -> {
          if (!store(transaction).exists(chatId)) {
            return false;
          }
          if (change.in(transaction)) {
            news.tell(Topic.CONVERSATION, Subject.chat(chatId));
          }
          return true;
        });
  }

  private static ConversationStateStore store(Handle transaction) {
    return transaction.attach(ConversationStateStore.class);
  }
}
