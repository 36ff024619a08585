package berry.outbox;

import berry.database.Changes;
import berry.database.Database;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

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
    long id = database.jdbi().inTransaction(transaction -> queue(transaction, message));
    changes.committed();
    return id;
  }

  /// Queues it in the caller's transaction, who calls [Changes#committed] afterwards and is quick:
  /// until it ends, others who write to this chat wait.
  ///
  /// @throws IllegalArgumentException when a change says not which message it changes
  public long queue(Handle transaction, Outgoing message) {
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
    changes.add(transaction, "outgoing", null, chatId, id.toString(), null);
    return id;
  }

  /// A person wants it tried once more: it failed, or nobody knows whether it arrived, and then it
  /// may arrive twice.
  ///
  /// @return false when it is in no such state (any more)
  public boolean retry(long id) {
    boolean queued =
        database
            .jdbi()
            .inTransaction(transaction -> {
              OutboxStore store = transaction.attach(OutboxStore.class);
              boolean again = store.retry(id);
              if (again) {
                Long chatId = store.chatOf(id);
                changes.add(transaction, "outgoing", null, chatId, Long.toString(id), null);
              }
              return again;
            });
    changes.committed();
    return queued;
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
