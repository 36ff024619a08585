package berry.escalation;

import berry.database.Changes;
import berry.database.Database;
import berry.escalation.FallbackChannel.Sent;
import berry.escalation.NotificationStore.Fallback;
import berry.escalation.NotificationStore.Unsettled;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Looks after what became of calls: who could not be reached by Telegram in time is told by the
/// ways past it.
final class Deliveries {

  /// For a message of the bot to be sent.
  static final Duration IN_TIME = Duration.ofSeconds(60);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final int TRIES = 6;

  private final Database database;
  private final Changes changes;
  private final Clock clock;
  private final IncidentLedger ledger;
  private final List<FallbackChannel> channels;
  private final Supplier<@Nullable URI> app;

  Deliveries(
      Database database,
      Changes changes,
      Clock clock,
      IncidentLedger ledger,
      List<FallbackChannel> channels,
      Supplier<@Nullable URI> app) {
    this.database = database;
    this.changes = changes;
    this.clock = clock;
    this.ledger = ledger;
    this.channels = List.copyOf(channels);
    this.app = app;
  }

  /// Looks what became of calls by Telegram.
  void settle() {
    Instant now = clock.instant();
    List<Unsettled> waiting =
        database
            .jdbi()
            .withExtension(
                NotificationStore.class,
                store -> store.unsettled(now.minus(IN_TIME), !channels.isEmpty()));
    for (Unsettled one : waiting) {
      settle(one, now);
    }
  }

  /// Takes the ways past Telegram that are due. Waits for other machines.
  void callPast() {
    Instant now = clock.instant();
    for (int n = 0; n < 20 && fallBack(now); n++) {
      // until nothing waits
    }
  }

  private void settle(Unsettled one, Instant now) {
    String state = one.outgoing();
    // Unknown because Berry died meanwhile: it is sent once more, see NotificationStore.
    boolean sent =
        "sent".equals(state) || ("unknown".equals(state) && !"stopped".equals(one.error()));
    boolean failed = state == null || "failed".equals(state) || "cancelled".equals(state);
    changes.useTransaction((transaction, news) -> {
      IncidentStore incidents = transaction.attach(IncidentStore.class);
      incidents.holdAll();
      NotificationStore store = transaction.attach(NotificationStore.class);
      if (sent) {
        store.settle(one.id(), Notified.SENT, null);
        return;
      }
      String error = one.error();
      if (failed && store.settle(one.id(), Notified.FAILED, error == null ? "gone" : error) > 0) {
        ledger.event(
            transaction,
            news,
            one.incidentId(),
            failed(transaction, one.step(), one.target(), error == null ? "gone" : error, now));
      }
      Incident incident = incidents.find(one.incidentId()).orElse(null);
      // Whom nobody needs any more is not called past Telegram either.
      if (incident != null
          && incident.state() == IncidentState.OPEN
          && incident.round() == one.round()) {
        ledger.fallBack(transaction, news, one.incidentId(), one.round(), one.step(), now);
      }
    });
  }

  /// @return whether one was due
  private boolean fallBack(Instant now) {
    Fallback taken =
        database
            .jdbi()
            .withExtension(
                NotificationStore.class, store -> store.claimFallback(now, now.plus(FIRST_PAUSE)))
            .orElse(null);
    if (taken == null) {
      return false;
    }
    FallbackChannel channel =
        channels.stream().filter(one -> one.id().equals(taken.target())).findFirst().orElse(null);
    FallbackChannel.Call call = call(taken, now);
    if (call == null) {
      database
          .jdbi()
          .useExtension(
              NotificationStore.class, store -> store.put(taken.id(), Notified.HELD, "over"));
      return true;
    }
    Sent sent =
        channel == null
            ? new Sent.Failed("berry.yaml names no such channel any more", false)
            : channel.send(call);
    changes.useTransaction((transaction, news) -> {
      transaction.attach(IncidentStore.class).holdAll();
      NotificationStore store = transaction.attach(NotificationStore.class);
      switch (sent) {
        case Sent.Ok ok -> store.put(taken.id(), Notified.SENT, null);
        case Sent.Failed failed when failed.again() && taken.tries() < TRIES ->
            store.later(
                taken.id(),
                now.plus(FIRST_PAUSE.multipliedBy(1L << (taken.tries() - 1))),
                failed.why());
        case Sent.Failed failed -> {
          store.put(taken.id(), Notified.FAILED, failed.why());
          ledger.event(
              transaction,
              news,
              taken.incidentId(),
              failed(transaction, taken.step(), taken.target(), failed.why(), now));
        }
      }
    });
    return true;
  }

  /// Who could not be reached, by the name that people know.
  private static IncidentEvent failed(
      Handle transaction, int step, String target, String why, Instant now) {
    Long person = Notified.personId(target);
    String name = Incidents.name(transaction.attach(IncidentStore.class), person);
    return new IncidentEvent(
        now,
        "failed",
        Actor.BERRY,
        Map.of("step", step, "target", target, "name", name == null ? target : name, "why", why));
  }

  /// @return null when nobody is to be called any more
  private FallbackChannel.@Nullable Call call(Fallback taken, Instant now) {
    URI address = app.get();
    return database
        .jdbi()
        .inTransaction(transaction -> {
          Incident incident =
              transaction.attach(IncidentStore.class).find(taken.incidentId()).orElseThrow();
          if (incident.state() != IncidentState.OPEN || incident.round() != taken.round()) {
            return null;
          }
          IncidentMessages.Content content = ledger.content(transaction, incident, now);
          return new FallbackChannel.Call(
              "incident-%d-%d-%d".formatted(incident.id(), taken.round(), taken.step()),
              incident.id(),
              incident.severity(),
              incident.state().word(),
              IncidentMessages.title(content, "en"),
              IncidentMessages.plain(content, "en"),
              address == null ? null : IncidentMessages.page(address, incident.id()),
              now);
        });
  }
}
