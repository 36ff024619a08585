package berry.escalation;

import berry.alerts.Alerts;
import berry.alerts.Report;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Threads;
import berry.escalation.IncidentMessages.Content;
import berry.outbox.OutgoingFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the steps of the ladder when they are due, and looks after what became of the calls. Every
/// replica has one: the rows say who takes what, so whichever lives goes on.
final class Escalator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Escalator.class);
  private static final Duration TURN = Duration.ofSeconds(1);

  /// After a turn that failed: a database that is away is not asked each second.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /// How old the roster may be that is kept for when the database is away.
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Database database;
  private final Changes changes;
  private final Clock clock;
  private final Alerts alerts;
  private final Supplier<Roster> roster;
  private final IncidentLedger ledger;
  private final Deliveries deliveries;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread;
  private volatile boolean over;
  private boolean failed;
  private @Nullable Instant readAt;

  Escalator(
      Database database,
      Changes changes,
      Clock clock,
      Alerts alerts,
      Supplier<Roster> roster,
      IncidentLedger ledger,
      Deliveries deliveries) {
    this.database = database;
    this.changes = changes;
    this.clock = clock;
    this.alerts = alerts;
    this.roster = roster;
    this.ledger = ledger;
    this.deliveries = deliveries;
    this.thread = Thread.ofPlatform().name("escalation").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Something may be due now.
  void wake() {
    work.release();
  }

  private void run() {
    while (!over) {
      try {
        boolean woken = work.tryAcquire((failed ? PAUSE : TURN).toMillis(), TimeUnit.MILLISECONDS);
        if (woken) {
          work.drainPermits();
        }
        turn();
        failed = false;
      } catch (InterruptedException e) {
        return;
      } catch (Throwable e) {
        // An Error, too: nobody would be called any more.
        if (!failed) {
          LOG.warn("The escalation waits: {}", e.toString());
        }
        failed = true;
      }
    }
  }

  /// Everything that is due now.
  void turn() {
    Instant now = clock.instant();
    Instant before = readAt;
    if (before == null || Duration.between(before, now).abs().compareTo(FRESH) >= 0) {
      read();
      readAt = now;
    }
    while (!over && step()) {
      // until nothing is due
    }
    deliveries.turn();
  }

  /// Who asks for what was read last is told what is so now.
  private void read() {
    Roster fresh = roster.get();
    LOG.trace("The ladder has {} steps", fresh.steps().size());
  }

  /// @return whether one was due
  private boolean step() {
    Instant now = clock.instant();
    List<Timer> due = database.jdbi().withExtension(TimerStore.class, timers -> timers.due(now));
    if (due.isEmpty()) {
      return false;
    }
    read();
    // Drawn before the transaction, which shall hold its rows for a moment only.
    Map<Long, Map<String, OutgoingFile>> pictures = new HashMap<>();
    for (Timer one : due) {
      if (one.step() == 0 && one.round() == 1) {
        pictures.put(one.incidentId(), pictures(one.incidentId(), now));
      }
    }
    return changes.inTransaction((transaction, news) -> {
      TimerStore timers = transaction.attach(TimerStore.class);
      Timer timer = timers.claim(now).orElse(null);
      if (timer == null) {
        return false;
      }
      IncidentStore store = transaction.attach(IncidentStore.class);
      Incident incident = store.hold(timer.incidentId()).orElse(null);
      if (incident == null
          || incident.state() != IncidentState.OPEN
          || incident.round() != timer.round()) {
        timers.done(timer.incidentId(), timer.round(), timer.step(), now);
        return true;
      }
      Instant silent = silentUntil(transaction, incident, now);
      if (silent != null) {
        timers.move(timer.incidentId(), timer.round(), timer.step(), silent);
        ledger.refresh(transaction, news, incident.id());
        return true;
      }
      ledger.call(
          transaction,
          news,
          incident,
          timer.step(),
          pictures.getOrDefault(incident.id(), Map.of()),
          now);
      return true;
    });
  }

  /// When the first of its alerts speaks again; null when one does.
  private @Nullable Instant silentUntil(Handle transaction, Incident incident, Instant now) {
    Instant first = null;
    for (Report one : ledger.content(transaction, incident, now).reports()) {
      Instant until = one.now().silencedUntil();
      if (one.over()) {
        continue;
      }
      if (until == null || !until.isAfter(now)) {
        return null;
      }
      first = first == null || until.isBefore(first) ? until : first;
    }
    return first;
  }

  private Map<String, OutgoingFile> pictures(long id, Instant now) {
    Content content =
        database
            .jdbi()
            .inTransaction(transaction ->
                transaction
                    .attach(IncidentStore.class)
                    .find(id)
                    .map(one -> ledger.content(transaction, one, now))
                    .orElse(null));
    Report first = content == null ? null : content.first();
    Map<String, OutgoingFile> pictures = new HashMap<>();
    if (first != null) {
      Roster people = roster.get();
      for (Target target : people.targets(people.steps().getFirst(), now)) {
        if (!pictures.containsKey(target.language())) {
          OutgoingFile picture = alerts.picture(first.rule(), target.language());
          if (picture != null) {
            pictures.put(target.language(), picture);
          }
        }
      }
    }
    return pictures;
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
    Threads.join(thread, Duration.ofSeconds(2));
  }
}
