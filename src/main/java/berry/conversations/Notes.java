package berry.conversations;

import berry.database.Changes;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import org.jspecify.annotations.Nullable;

/// What the team tells itself about a conversation. It lies in a table of its own, which nothing
/// that is sent, or shown to people, is read from.
public final class Notes {

  /// In UTF-16 units.
  public static final int LONGEST = 4_000;

  private final Changes changes;

  public Notes(Changes changes) {
    this.changes = changes;
  }

  /// What became of a wish to change one.
  public enum Changed {
    DONE,
    /// Only its author may.
    NOT_YOURS,
    /// There is none of that id in this chat.
    MISSING
  }

  /// @param key the same for all tries of one note, which is written once; null for no such promise
  /// @return false for a chat that nobody has written in
  public boolean add(long chatId, long staffId, String text, @Nullable String key) {
    return changes.inTransaction((transaction, news) -> {
      NoteStore store = transaction.attach(NoteStore.class);
      if (!store.begun(chatId)) {
        return false;
      }
      if (store.add(chatId, staffId, text, key)) {
        tell(news, chatId);
      }
      return true;
    });
  }

  /// The same words once more change nothing.
  public Changed edit(long chatId, long id, long staffId, String text) {
    return change(chatId, id, staffId, store -> store.edit(chatId, id, staffId, text));
  }

  public Changed delete(long chatId, long id, long staffId) {
    return change(chatId, id, staffId, store -> store.delete(chatId, id, staffId));
  }

  private interface Step {
    boolean changes(NoteStore store);
  }

  private Changed change(long chatId, long id, long staffId, Step step) {
    return changes.inTransaction((transaction, news) -> {
      NoteStore store = transaction.attach(NoteStore.class);
      if (step.changes(store)) {
        tell(news, chatId);
        return Changed.DONE;
      }
      return store
          .author(chatId, id)
          .map(author -> author == staffId ? Changed.DONE : Changed.NOT_YOURS)
          .orElse(Changed.MISSING);
    });
  }

  private static void tell(News news, long chatId) {
    news.tell(Topic.CONVERSATION, Subject.chat(chatId).ref("note"));
  }
}
