package berry.conversations;

import berry.database.Changes;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Answers that somebody has begun to write: kept until they are sent, and a sign for colleagues
/// that somebody is at it. One a conversation and person.
public final class Drafts {

  /// In UTF-16 units; what Telegram takes.
  public static final int LONGEST = 4_096;

  /// A person; of more the oldest goes, which nobody has looked at for long.
  static final int MOST = 200;

  private final Changes changes;

  public Drafts(Changes changes) {
    this.changes = changes;
  }

  /// Keeps it in place of the one before; an empty one removes it.
  ///
  /// @param replyTo [id][ConversationMessage#id] of what it answers
  /// @return false for a chat that nobody has written in
  public boolean put(long chatId, long staffId, String text, @Nullable String replyTo) {
    return changes.inTransaction((transaction, news) -> {
      if (text.isEmpty()) {
        remove(transaction, news, chatId, staffId);
        return transaction.attach(DraftStore.class).known(chatId);
      }
      DraftStore store = transaction.attach(DraftStore.class);
      if (!store.known(chatId)) {
        return false;
      }
      if (store.put(chatId, staffId, text, replyTo)) {
        store.forgetOldest(staffId, MOST);
        tell(news, chatId);
      }
      return true;
    });
  }

  /// It is sent, or not wanted any more: within the transaction in which that is decided.
  public static void remove(Handle transaction, News news, long chatId, long staffId) {
    if (transaction.attach(DraftStore.class).remove(chatId, staffId)) {
      tell(news, chatId);
    }
  }

  /// Only an open conversation shows it.
  private static void tell(News news, long chatId) {
    news.tell(Topic.CONVERSATION, Subject.chat(chatId).ref("draft"));
  }
}
