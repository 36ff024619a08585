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
import java.util.concurrent.atomic.AtomicReference;
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

  /// By how much the clocks of replicas may differ.
  private static final Duration SKEW = Duration.ofMinutes(1);

  /// After a step that failed for itself, so that it keeps nobody else from being called.
  private static final Duration LATER = Duration.ofSeconds(30);

  private final Database database;
  private final Changes changes;
  private final Clock clock;
  private final Alerts alerts;
  private final Supplier<Roster> roster;
  private final IncidentLedger ledger;
  private final Deliveries deliveries;
  private final Semaphore work = new Semaphore(0);
  private final Semaphore past = new Semaphore(0);
  private final Thread thread;

  /// Other machines may take long to answer, and the ladder must not wait for them.
  private final Thread outward;

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
    this.outward = Thread.ofPlatform().name("escalation-past").daemon().unstarted(this::callPast);
  }

  void start() {
    thread.start();
    outward.start();
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
        if (look().past()) {
          past.release();
        }
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

  private void callPast() {
    while (!over) {
      try {
        past.acquire();
        past.drainPermits();
        deliveries.callPast();
      } catch (InterruptedException e) {
        return;
      } catch (Throwable e) {
        // The next look wakes it again.
        LOG.warn("The ways past Telegram wait: {}", e.toString());
      }
    }
  }

  /// Everything that is due now.
  void turn() {
    if (look().past()) {
      deliveries.callPast();
    }
  }

  /// Everything that is due now, but for the ways past Telegram.
  private NotificationStore.Agenda look() {
    Instant now = clock.instant();
    Instant before = readAt;
    if (before == null || Duration.between(before, now).abs().compareTo(FRESH) >= 0) {
      read();
      readAt = now;
    }
    NotificationStore.Agenda agenda = agenda();
    if (agenda.ahead()) {
      bringBack();
    }
    if (agenda.steps() || agenda.ahead()) {
      while (!over && step()) {
        // until nothing is due
      }
      agenda = agenda();
    }
    if (agenda.calls()) {
      deliveries.settle();
      agenda = agenda();
    }
    return agenda;
  }

  private NotificationStore.Agenda agenda() {
    Instant now = clock.instant();
    return database
        .jdbi()
        .withExtension(NotificationStore.class, store -> store.agenda(now, now.plus(SKEW)));
  }

  /// The clock was set back.
  private void bringBack() {
    Instant now = clock.instant();
    int moved =
        changes.inTransaction((transaction, news) -> {
          IncidentStore store = transaction.attach(IncidentStore.class);
          store.holdAll();
          return store.broughtBack(now, now.plus(SKEW));
        });
    if (moved > 0) {
      LOG.warn("The clock was set back: the ladder of {} incidents begins now", moved);
    }
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
    AtomicReference<@Nullable Timer> taken = new AtomicReference<>();
    try {
      return take(now, pictures, taken);
    } catch (RuntimeException e) {
      Timer timer = taken.get();
      if (timer == null) {
        throw e;
      }
      // Where the database is away this fails as well, and everything waits.
      database
          .jdbi()
          .useExtension(
              TimerStore.class,
              timers ->
                  timers.move(timer.incidentId(), timer.round(), timer.step(), now.plus(LATER)));
      LOG.warn(
          "Step {} of incident {} was not taken, tried again soon",
          timer.step(),
          timer.incidentId(),
          e);
      return true;
    }
  }

  /// @param taken learns which one it is
  private boolean take(
      Instant now,
      Map<Long, Map<String, OutgoingFile>> pictures,
      AtomicReference<@Nullable Timer> taken) {
    return changes.inTransaction((transaction, news) -> {
      IncidentStore store = transaction.attach(IncidentStore.class);
      store.holdAll();
      TimerStore timers = transaction.attach(TimerStore.class);
      Timer timer = timers.claim(now).orElse(null);
      taken.set(timer);
      if (timer == null) {
        return false;
      }
      Incident incident = store.hold(timer.incidentId()).orElse(null);
      if (incident == null
          || incident.state() != IncidentState.OPEN
          || incident.round() != timer.round()) {
        timers.drop(timer.incidentId(), timer.round(), timer.step());
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
          OutgoingFile picture = picture(first, target.language());
          if (picture != null) {
            pictures.put(target.language(), picture);
          }
        }
      }
    }
    return pictures;
  }

  /// People are called without one, too.
  private @Nullable OutgoingFile picture(Report report, String language) {
    try {
      return alerts.picture(report.rule(), language);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("No picture of {}: {}", report.rule().key(), e.toString());
      return null;
    }
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
    outward.interrupt();
    Threads.join(thread, Duration.ofSeconds(2));
    Threads.join(outward, Duration.ofSeconds(2));
  }
}
