package berry.escalation;

import berry.alerts.Alerts;
import berry.alerts.Episode;
import berry.alerts.Notification;
import berry.alerts.Responder;
import berry.database.News;
import berry.escalation.IncidentMachine.Transition;
import berry.outbox.Outbox;
import berry.outbox.Outgoing;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Makes incidents of alerts: what begins opens one, joins one that goes on, or opens one again
/// that was just over.
final class AlertResponse implements Responder {

  private final Supplier<Roster> roster;
  private final Outbox outbox;
  private final IncidentLedger ledger;
  private final OutageLadder outage;
  private final Runnable wake;

  /// @param outage knows whom it told while the database was away
  /// @param wake lets the first step be taken at once
  AlertResponse(
      Supplier<Roster> roster,
      Outbox outbox,
      IncidentLedger ledger,
      OutageLadder outage,
      Runnable wake) {
    this.roster = roster;
    this.outbox = outbox;
    this.ledger = ledger;
    this.outage = outage;
    this.wake = wake;
  }

  @Override
  public void respond(Handle transaction, News news, List<Notification> notifications) {
    IncidentStore store = transaction.attach(IncidentStore.class);
    store.holdAll();
    Set<Long> touched = new LinkedHashSet<>();
    for (Notification one : notifications) {
      switch (one) {
        case Notification.Announce begun ->
            touched.add(began(transaction, news, begun.episode(), begun.episode().beganAt(), true));
        case Notification.Change change ->
            touched.add(changed(transaction, news, change.episode()));
        case Notification.Flaps flaps ->
            flapping(transaction, news, flaps, flaps.episode().beganAt(), flaps.rule().key());
        case Notification.Sum sum -> flapping(transaction, news, sum, sum.at(), sum.rule().key());
      }
    }
    touched.forEach(id -> ledger.refresh(transaction, news, id));
    wake.run();
  }

  private long changed(Handle transaction, News news, Episode episode) {
    IncidentStore store = transaction.attach(IncidentStore.class);
    long id =
        store
            .of(stored(episode))
            .orElseGet(() -> began(transaction, news, episode, episode.beganAt(), false));
    Instant ended = episode.endedAt();
    if (ended != null && store.endAlert(stored(episode), ended) > 0) {
      Incident incident = store.hold(id).orElseThrow();
      ledger.apply(
          transaction,
          news,
          incident,
          IncidentMachine.ended(incident, episode.key(), store.going(id), ended));
    }
    return id;
  }

  /// @param loud whether people are called at once; otherwise only if it lasts
  private long began(Handle transaction, News news, Episode episode, Instant at, boolean loud) {
    IncidentStore store = transaction.attach(IncidentStore.class);
    String key = episode.key();
    int severity = episode.severity();
    int firstStep = loud ? 0 : 1;
    Incident incident = store.joinable(key, at.minus(IncidentMachine.TOGETHER)).orElse(null);
    if (incident != null) {
      Transition joined = IncidentMachine.join(incident, key, severity, at);
      store.addAlert(incident.id(), stored(episode), key, at);
      outage.adopted(
          transaction,
          ledger.apply(transaction, news, incident, joined, firstStep),
          episode,
          false);
      return incident.id();
    }
    incident = store.reopenable(key, at.minus(IncidentMachine.REOPENS)).orElse(null);
    if (incident != null) {
      // Who wrote down that it is solved, or was told of something lesser, is called at once.
      boolean unexpected =
          incident.state() == IncidentState.CLOSED || severity < incident.severity();
      Transition reopened = IncidentMachine.reopen(incident, key, severity, at);
      store.addAlert(incident.id(), stored(episode), key, at);
      outage.adopted(
          transaction,
          ledger.apply(transaction, news, incident, reopened, unexpected ? 0 : firstStep),
          episode,
          false);
      return incident.id();
    }
    Incident fresh =
        ledger.open(transaction, news, IncidentMachine.open(key, severity, at), firstStep);
    store.addAlert(fresh.id(), stored(episode), key, at);
    outage.adopted(transaction, fresh, episode, true);
    return fresh.id();
  }

  /// To whoever is called first, without an incident: it has one already, which would say nothing
  /// of how often.
  private void flapping(
      Handle transaction, News news, Notification notification, Instant at, String key) {
    Roster people = roster.get();
    for (Target target : people.targets(people.steps().getFirst(), at)) {
      Alerts.flapping(notification, target.language())
          .ifPresent(html ->
              outbox.queue(
                  transaction,
                  news,
                  Outgoing.text(target.personId(), html)
                      .once(
                          "alert-flaps:%s:%d:%s"
                              .formatted(key, at.getEpochSecond(), target.id()))));
    }
  }

  private static long stored(Episode episode) {
    Long id = episode.id();
    if (id == null) {
      throw new IllegalStateException("an episode of " + episode.key() + " has no id yet");
    }
    return id;
  }
}
