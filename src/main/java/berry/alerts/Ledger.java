package berry.alerts;

import berry.database.Changes;
import berry.database.Database;
import berry.database.Lease;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Writes what was judged and lets it be acted on, in one transaction.
final class Ledger {

  private final Database database;
  private final Changes changes;
  private final Responder responder;

  Ledger(Database database, Changes changes, Responder responder) {
    this.database = database;
    this.changes = changes;
    this.responder = responder;
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
  /// @return the episodes as they are stored; empty when another one judges now
  Optional<List<Episode>> write(Batch batch, Lease lease) {
    return changes.inTransaction((transaction, news) -> {
      if (!lease.confirms(transaction)) {
        return Optional.empty();
      }
      return Optional.of(write(transaction, news, batch));
    });
  }

  /// What a replica that judges no more has told past the outbox: its message gets its end.
  void handOver(Episode told, Notification.Change end) {
    Batch batch = new Batch(Map.of(), List.of(told), List.of(end), true);
    changes.useTransaction((transaction, news) -> {
      write(transaction, news, batch);
    });
  }

  private List<Episode> write(Handle transaction, News news, Batch batch) {
    AlertStore store = transaction.attach(AlertStore.class);
    batch.cases().forEach((key, known) -> store.put(RuleRecordJson.row(key, known)));
    List<Episode> done = new ArrayList<>();
    for (Episode episode : batch.episodes()) {
      done.add(episode.stored(store.put(episode)));
    }
    if (!batch.notifications().isEmpty()) {
      List<Notification> stored = new ArrayList<>();
      for (Notification one : batch.notifications()) {
        stored.add(
            switch (one) {
              case Notification.Announce it ->
                  new Notification.Announce(it.rule(), find(done, it.episode()), it.face());
              case Notification.Change it ->
                  new Notification.Change(it.rule(), find(done, it.episode()), it.face());
              case Notification.Flaps it ->
                  new Notification.Flaps(it.rule(), find(done, it.episode()), it.times());
              case Notification.Sum it -> it;
            });
      }
      responder.respond(transaction, news, stored);
    }
    if (batch.news()) {
      news.tell(Topic.SYSTEM, Subject.nobody().ref("alerts"));
    }
    return done;
  }

  /// The same as it is stored now, or was before.
  private static Episode find(List<Episode> done, Episode wanted) {
    return done.stream().filter(one -> one.same(wanted)).findFirst().orElse(wanted);
  }
}
