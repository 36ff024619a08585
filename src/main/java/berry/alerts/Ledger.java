package berry.alerts;

import berry.database.Changes;
import berry.database.Database;
import berry.database.Lease;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import berry.outbox.Outbox;
import berry.outbox.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Writes what was judged and queues what is told of it, in one transaction.
final class Ledger {

  private final Database database;
  private final Changes changes;
  private final Outbox outbox;
  private final Messages messages;

  Ledger(Database database, Changes changes, Outbox outbox, Messages messages) {
    this.database = database;
    this.changes = changes;
    this.outbox = outbox;
    this.messages = messages;
  }

  Map<String, RuleRecord> load() {
    return database.jdbi().withExtension(AlertStore.class, Ledger::load);
  }

  static Map<String, RuleRecord> load(AlertStore store) {
    Map<String, Episode> open = new HashMap<>();
    Map<String, Episode> last = new HashMap<>();
    store.recent().forEach(one -> (one.endedAt() == null ? open : last).put(one.key(), one));
    Map<String, RuleRecord> cases = new HashMap<>();
    for (AlertStore.Row row : store.rows()) {
      cases.put(row.key(), RuleRecordJson.of(row, open.get(row.key()), last.get(row.key())));
    }
    return cases;
  }

  /// @param lease whose holder alone may write
  /// @param to null: there is nobody to be told
  /// @return the episodes as they are stored; empty when another one judges now
  Optional<List<Episode>> write(Batch batch, Lease lease, @Nullable Recipient to) {
    List<Messages.Ready> ready = to == null ? List.of() : messages.of(batch.notifications(), to);
    return changes.inTransaction((transaction, news) -> {
      if (!lease.confirms(transaction)) {
        return Optional.empty();
      }
      return Optional.of(write(transaction, news, batch, ready));
    });
  }

  /// What a replica that judges no more has told past the outbox: its message gets its end.
  void handOver(Episode told, Notification.Change end, Recipient to) {
    List<Messages.Ready> ready = messages.of(List.of(end), to);
    Batch batch = new Batch(Map.of(), List.of(told), List.of(end), true);
    changes.useTransaction((transaction, news) -> {
      write(transaction, news, batch, ready);
    });
  }

  private List<Episode> write(
      Handle transaction, News news, Batch batch, List<Messages.Ready> ready) {
    AlertStore store = transaction.attach(AlertStore.class);
    batch.cases().forEach((key, known) -> store.put(RuleRecordJson.row(key, known)));
    List<Episode> done = new ArrayList<>();
    for (Episode episode : batch.episodes()) {
      done.add(episode.stored(store.put(episode)));
    }
    for (Messages.Ready one : ready) {
      queue(transaction, news, one, store, done);
    }
    if (batch.news()) {
      news.tell(Topic.SYSTEM, Subject.nobody().ref("alerts"));
    }
    return done;
  }

  private void queue(
      Handle transaction, News news, Messages.Ready ready, AlertStore store, List<Episode> done) {
    Outgoing message = ready.message();
    switch (ready.telling()) {
      case Notification.Announce one -> {
        Episode stored = find(done, one.episode());
        if (stored == null || stored.id() == null) {
          return;
        }
        long id = outbox.queue(transaction, news, message.once("alert:" + stored.id()));
        Episode told = stored.told(Episode.QUEUED, message.chatId(), id, null, ready.picture());
        store.put(told);
        done.replaceAll(it -> it.same(told) ? told : it);
      }
      case Notification.Change one -> {
        Episode stored = find(done, one.episode());
        Episode known = stored == null || !stored.hasMessage() ? one.episode() : stored;
        Outgoing change = messages.change(one, known, message);
        if (change != null) {
          outbox.queue(transaction, news, change);
        }
      }
      case Notification.Flaps one ->
          outbox.queue(
              transaction,
              news,
              message.once(
                  "alert-flaps:"
                      + one.rule().key()
                      + ":"
                      + one.episode().beganAt().getEpochSecond()));
      case Notification.Sum one ->
          outbox.queue(
              transaction,
              news,
              message.once("alert-sum:" + one.rule().key() + ":" + one.at().getEpochSecond()));
    }
  }

  private static @Nullable Episode find(List<Episode> done, Episode wanted) {
    return done.stream().filter(one -> one.same(wanted)).findFirst().orElse(null);
  }
}
