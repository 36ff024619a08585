package berry.conversations;

import berry.access.Audit;
import berry.database.Changes;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Whose task a conversation is. Giving it to somebody is audited.
public final class Assignments {

  /// Of more, open conversations notice when they are next read.
  private static final int TOLD = 100;

  private final Changes changes;
  private final Audit audit;

  public Assignments(Changes changes, Audit audit) {
    this.changes = changes;
    this.audit = audit;
  }

  /// What became of it.
  public enum Result {
    /// It is so now, if it was not before.
    DONE,
    /// Nobody has written in that chat.
    NO_CHAT,
    /// That person is none of the team.
    NO_COLLEAGUE
  }

  /// @param staffId whose it is from now on; null for nobody's
  /// @param by who decided it
  public Result assign(long chatId, @Nullable Long staffId, long by) {
    return changes.inTransaction((transaction, news) -> {
      ConversationStateStore store = transaction.attach(ConversationStateStore.class);
      if (!store.exists(chatId)) {
        return Result.NO_CHAT;
      }
      if (staffId != null && !store.ofTeam(staffId)) {
        return Result.NO_COLLEAGUE;
      }
      if (store.assign(chatId, staffId) == 1) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("staffId", staffId);
        audit.record(transaction, by, "conversation.assigned", "chat " + chatId, detail);
        news.tell(Topic.CONVERSATION, Subject.chat(chatId));
      }
      return Result.DONE;
    });
  }

  /// Whoever answers first has taken it, unless it is somebody's already. Part of the caller's
  /// transaction.
  public static void take(Handle transaction, News news, long chatId, long staffId) {
    if (transaction.attach(ConversationStateStore.class).take(chatId, staffId) == 1) {
      news.tell(Topic.CONVERSATION, Subject.chat(chatId));
    }
  }

  /// The conversations of somebody who leaves the team are nobody's. Part of the caller's
  /// transaction.
  public static void release(Handle transaction, News news, long staffId) {
    List<Long> chats = transaction.attach(ConversationStateStore.class).release(staffId);
    chats.stream().limit(TOLD).forEach(chat -> news.tell(Topic.CONVERSATION, Subject.chat(chat)));
  }
}
