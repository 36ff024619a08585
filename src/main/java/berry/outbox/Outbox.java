package berry.outbox;

import berry.database.Changes;
import berry.database.Database;
import org.jdbi.v3.core.Handle;

/// Where everything the bot says is put first; the [Courier] of any replica sends it.
public final class Outbox {

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

  /// Queues it in the caller's transaction, who calls [Changes#committed] afterwards.
  public long queue(Handle transaction, Outgoing message) {
    OutboxStore store = transaction.attach(OutboxStore.class);
    String body = StoredJson.write(message.body());
    Long id =
        store.add(
            botId,
            message.chatId(),
            message.method(),
            body,
            message.key(),
            message.closes(),
            message.staffId());
    if (id == null) {
      return store.idOf(message.key());
    }
    changes.add(transaction, "outgoing", null, message.chatId(), id.toString(), null);
    return id;
  }

  /// How many calls are not sent yet.
  public long waiting() {
    return database.jdbi().withExtension(OutboxStore.class, OutboxStore::waiting);
  }
}
