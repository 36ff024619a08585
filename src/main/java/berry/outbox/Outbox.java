package berry.outbox;

import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Where everything the bot says is put first; the [Courier] of any replica sends it.
public final class Outbox {

  private static final int PORTION = 1_000;

  private final Database database;
  private final Changes changes;
  private final long botId;

  public Outbox(Database database, Changes changes, long botId) {
    this.database = database;
    this.changes = changes;
    this.botId = botId;
  }

  /// Queues it durably.
  ///
  /// @return the id of its row in `outgoing`; for a key used before, the id it was given then, and
  ///   nothing is queued again
  public long queue(Outgoing message) {
    return changes.inTransaction((transaction, news) -> queue(transaction, news, message));
  }

  /// Queues it in the caller's transaction, who is quick: until it ends, others who write to this
  /// chat wait.
  ///
  /// @throws IllegalArgumentException when a change says not which message it changes
  public long queue(Handle transaction, News news, Outgoing message) {
    Revision.check(message);
    OutboxStore store = transaction.attach(OutboxStore.class);
    String body = StoredJson.write(message.body());
    Long chatId = message.chatId();
    if (chatId != null) {
      store.stand(chatId);
    }
    Long id =
        store.add(
            botId,
            chatId,
            message.method(),
            body,
            message.key(),
            message.closes(),
            message.staffId(),
            message.target(),
            Revision.messageId(message));
    if (id == null) {
      return store.idOf(message.key());
    }
    Revision.queued(transaction, id, message);
    tell(news, chatId, id);
    return id;
  }

  /// Lets nobody else queue for this chat until the end of the transaction. What is looked at after
  /// this can't be overtaken by what somebody else queues. To be called before any row is locked:
  /// whoever changes a message holds this line and waits for its row, and whoever has sent it holds
  /// the row and waits for its chat.
  public void stand(Handle transaction, long chatId) {
    transaction.attach(OutboxStore.class).stand(chatId);
  }

  /// What was queued under that key, as far as it is kept.
  public Optional<Long> under(Handle transaction, String key) {
    return transaction.attach(OutboxStore.class).under(key);
  }

  /// Whether a change of the words of that message waits, or is on its way.
  ///
  /// @param outgoingId what it was queued as, where it was
  /// @param messageId Telegram's, once it has one
  public boolean changing(long chatId, @Nullable Long outgoingId, @Nullable Long messageId) {
    return database
        .jdbi()
        .withExtension(OutboxStore.class, store -> store.changing(chatId, outgoingId, messageId));
  }

  /// An answer that somebody of the team gave.
  public record Given(long staffId, Instant at) {}

  /// How far somebody has seen what stands in a chat: all that was queued before a moment, up to an
  /// id, or sent with a message id up to one.
  ///
  /// @param at when it was queued here, or came
  /// @param outgoingId 0 for what was not queued here
  /// @param messageId 0 for what has none
  public record Seen(Instant at, long outgoingId, long messageId) {}

  /// The latest answer of somebody else of the team that is newer than that; what failed, or was
  /// taken back, is none.
  public Optional<Given> newerOfOthers(Handle transaction, long chatId, long staffId, Seen seen) {
    return transaction.attach(OutboxStore.class).newerOfOthers(chatId, staffId, seen);
  }

  /// A person wants it tried once more: it failed, or nobody knows whether it arrived, and then it
  /// may arrive twice.
  ///
  /// @return false when it is in no such state (any more)
  public boolean retry(long id) {
    return changes.inTransaction((transaction, news) -> {
      OutboxStore store = transaction.attach(OutboxStore.class);
      boolean again = store.retry(id);
      if (again) {
        tell(news, store.chatOf(id), id);
      }
      return again;
    });
  }

  private static void tell(News news, @Nullable Long chatId, long id) {
    news.tell(Topic.OUTGOING, Subject.chat(chatId).ref(Long.toString(id)));
  }

  /// Removes what ended before that, in small portions, and what was needed for it only.
  public void prune(Instant before) {
    Long last = 0L;
    while (last != null) {
      long after = last;
      last =
          database
              .jdbi()
              .withExtension(OutboxStore.class, store -> store.prune(after, PORTION, before));
    }
    database.jdbi().useExtension(FileStore.class, store -> store.prune(before));
  }

  /// Forgets the paces of chats that are as usual again.
  public void forgetPaces() {
    database.jdbi().useHandle(PaceStore::prune);
  }
}
