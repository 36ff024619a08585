package berry.escalation;

import berry.alerts.Alerts;
import berry.alerts.Report;
import berry.database.Changes;
import berry.database.Database;
import berry.escalation.IncidentMachine.Outcome;
import berry.escalation.IncidentMachine.Transition;
import berry.outbox.Outbox;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Incidents as people meet them: which there are, what happened, and what somebody does about one.
/// Every door (chat, screen, command line) comes here, so that all of them mean the same.
public final class Incidents {

  public static final int LONGEST_NOTE = 2000;

  private static final Duration MEANS = Duration.ofDays(90);

  private final Database database;
  private final Changes changes;
  private final Clock clock;
  private final Supplier<Roster> roster;
  private final IncidentLedger ledger;

  Incidents(
      Database database,
      Changes changes,
      Clock clock,
      Supplier<Roster> roster,
      IncidentLedger ledger) {
    this.database = database;
    this.changes = changes;
    this.clock = clock;
    this.roster = roster;
    this.ledger = ledger;
  }

  /// Those of a process that takes no steps itself, as a verb of the command line: whichever Berry
  /// runs goes on with the ladder.
  ///
  /// @param roster as it is now
  /// @param language of a person, `ru` or `en`
  /// @param app where Telegram opens the Mini App; null when there is none
  public static Incidents of(
      Database database,
      Changes changes,
      Clock clock,
      Alerts alerts,
      Roster roster,
      Function<Long, String> language,
      Outbox outbox,
      Supplier<@Nullable URI> app) {
    IncidentLedger ledger =
        new IncidentLedger(
            alerts, () -> roster, language, outbox, new IncidentMessages(app), List.of(), clock);
    return new Incidents(database, changes, clock, () -> roster, ledger);
  }

  /// One in a list.
  ///
  /// @param keys of the rules of its alerts
  /// @param firing how many of its alerts go on
  /// @param owner the name of who looks after it
  public record Item(Incident incident, List<String> keys, int firing, @Nullable String owner) {}

  /// @param next the id to go on below; null at the end
  public record Page(List<Item> items, @Nullable Long next) {}

  /// How quick people are, over the last 90 days.
  ///
  /// @param open how many go on now
  /// @param unwritten how many are over and want words about what happened
  /// @param toAcknowledge mean seconds; null when there is nothing to count
  public record Figures(
      int open, int unwritten, @Nullable Double toAcknowledge, @Nullable Double toResolve) {}

  /// Everything about one.
  ///
  /// @param next when the next step is due; null when nobody else is called
  public record Details(
      Item item,
      List<IncidentAlert> alerts,
      List<TimelineLine> timeline,
      List<Timer> timers,
      List<Notified> notified,
      Roster roster,
      @Nullable Timer next) {}

  /// The newest first.
  ///
  /// @param before ids below this; null for the newest
  /// @param all closed ones, too
  public Page page(@Nullable Long before, boolean all, int limit) {
    return database
        .jdbi()
        .inTransaction(transaction -> {
          IncidentStore store = transaction.attach(IncidentStore.class);
          List<Incident> found =
              store.page(before == null ? Long.MAX_VALUE : before, all, limit + 1);
          boolean more = found.size() > limit;
          List<Incident> shown = more ? found.subList(0, limit) : found;
          return new Page(items(store, shown), more ? (Long) shown.getLast().id() : null);
        });
  }

  /// Those that go on, the newest first.
  public List<Item> active() {
    return database
        .jdbi()
        .withExtension(IncidentStore.class, store -> items(store, store.active()));
  }

  public Figures figures() {
    IncidentStore.Means means =
        database
            .jdbi()
            .withExtension(IncidentStore.class, store -> store.means(clock.instant().minus(MEANS)));
    return new Figures(means.open(), means.unwritten(), means.toAcknowledge(), means.toResolve());
  }

  /// Since when the oldest waits that goes on or wants words; empty when there is none.
  public Optional<Instant> waitingSince() {
    return Optional.ofNullable(
        database.jdbi().withExtension(IncidentStore.class, IncidentStore::waiting));
  }

  public Optional<Details> find(long id) {
    Roster people = roster.get();
    return database
        .jdbi()
        .inTransaction(transaction -> {
          IncidentStore store = transaction.attach(IncidentStore.class);
          return store
              .find(id)
              .map(incident -> {
                List<Timer> timers = transaction.attach(TimerStore.class).of(id, incident.round());
                return new Details(
                    items(store, List.of(incident)).getFirst(),
                    store.alerts(id),
                    store.timeline(id),
                    timers,
                    transaction.attach(NotificationStore.class).of(id),
                    people,
                    next(incident, timers));
              });
        });
  }

  /// Its alerts, each as it stands.
  public List<Report> reports(Details found) {
    List<Long> episodes = found.alerts().stream().map(IncidentAlert::episodeId).toList();
    return database.jdbi().withHandle(handle -> ledger.reports(handle, episodes, clock.instant()));
  }

  /// When a step is due, counted from the beginning of the round.
  public Duration after(List<Step> steps, int step) {
    return Duration.between(Instant.EPOCH, Ladder.due(steps, Instant.EPOCH, step));
  }

  /// The step that is due next, while the ladder goes on.
  static @Nullable Timer next(Incident incident, List<Timer> timers) {
    return incident.state() == IncidentState.OPEN
        ? timers.stream().filter(one -> one.doneAt() == null).findFirst().orElse(null)
        : null;
  }

  /// Somebody looks after it: nobody else is called.
  public Done acknowledge(long id, Actor actor) {
    return act(id, incident -> IncidentMachine.acknowledge(incident, actor, clock.instant()));
  }

  /// People are no longer hit. Who says so looks after it.
  public Done mitigate(long id, Actor actor) {
    return act(id, incident -> IncidentMachine.mitigate(incident, actor, clock.instant()));
  }

  /// @param words what happened and how it was solved; severity 1 and 2 want them
  public Done close(long id, Actor actor, @Nullable String words) {
    return act(id, incident -> IncidentMachine.close(incident, actor, words, clock.instant()));
  }

  public Done severity(long id, Actor actor, int severity) {
    return act(
        id, incident -> IncidentMachine.severity(incident, actor, severity, clock.instant()));
  }

  /// A line of the timeline, and nothing else.
  ///
  /// @param kind such as `note` or `checked`
  public Done add(long id, Actor actor, String kind, Map<String, Object> detail) {
    return act(
        id,
        incident ->
            Outcome.of(
                Transition.of(incident, new IncidentEvent(clock.instant(), kind, actor, detail))));
  }

  /// A line in the timeline of each that goes on: what happened to Berry meanwhile may explain it,
  /// or end it.
  ///
  /// @param kind such as `deploy` or `started`
  public void happened(String kind, Map<String, Object> detail) {
    List<Long> active =
        database.jdbi().withExtension(IncidentStore.class, IncidentStore::active).stream()
            .map(Incident::id)
            .toList();
    active.forEach(id -> add(id, Actor.BERRY, kind, detail));
  }

  /// The next step now, whoever looks after it.
  ///
  /// @return refused as [Done.Why#SAME] when everybody is called already
  public Done escalate(long id, Actor actor) {
    Instant now = clock.instant();
    Roster people = roster.get();
    return changes.inTransaction((transaction, news) -> {
      IncidentStore store = transaction.attach(IncidentStore.class);
      Incident incident = held(store, id);
      if (incident == null) {
        return new Done.Missing();
      }
      if (!incident.state().active()) {
        return new Done.Refused(Done.Why.OVER, incident, null);
      }
      int step =
          transaction.attach(TimerStore.class).of(id, incident.round()).stream()
                  .filter(one -> one.doneAt() != null)
                  .mapToInt(Timer::step)
                  .max()
                  .orElse(-1)
              + 1;
      if (step >= people.steps().size()) {
        return new Done.Refused(Done.Why.SAME, incident, name(store, incident.ownerId()));
      }
      ledger.apply(
          transaction,
          news,
          incident,
          Transition.of(
              incident, new IncidentEvent(now, "escalated", actor, Map.of("step", step))));
      ledger.call(transaction, news, incident, step, Map.of(), now);
      return new Done.Ok(incident);
    });
  }

  private Done act(long id, Function<Incident, Outcome> deed) {
    return changes.inTransaction((transaction, news) -> {
      IncidentStore store = transaction.attach(IncidentStore.class);
      Incident incident = held(store, id);
      if (incident == null) {
        return new Done.Missing();
      }
      Outcome outcome = deed.apply(incident);
      Transition transition = outcome.transition();
      Done.Why refusal = outcome.refusal();
      if (transition == null) {
        return new Done.Refused(
            refusal == null ? Done.Why.SAME : refusal, incident, name(store, incident.ownerId()));
      }
      Incident next = ledger.apply(transaction, news, incident, transition);
      if (!next.equals(incident)) {
        ledger.refresh(transaction, news, id);
      }
      return new Done.Ok(next);
    });
  }

  private static @Nullable Incident held(IncidentStore store, long id) {
    store.holdAll();
    return store.hold(id).orElse(null);
  }

  private static List<Item> items(IncidentStore store, List<Incident> incidents) {
    if (incidents.isEmpty()) {
      return List.of();
    }
    Map<Long, IncidentStore.Keys> keys = new HashMap<>();
    store
        .keys(incidents.stream().mapToLong(Incident::id).toArray())
        .forEach(one -> keys.put(one.incidentId(), one));
    Map<Long, String> names = new HashMap<>();
    return incidents.stream()
        .map(one -> {
          IncidentStore.Keys of = keys.get(one.id());
          return new Item(
              one,
              of == null ? List.of(one.cause()) : List.of(of.keys().split(",")),
              of == null ? 0 : of.going(),
              one.ownerId() == null
                  ? null
                  : names.computeIfAbsent(one.ownerId(), id -> named(store, id)));
        })
        .toList();
  }

  static @Nullable String name(IncidentStore store, @Nullable Long personId) {
    return personId == null ? null : named(store, personId);
  }

  private static String named(IncidentStore store, long personId) {
    return store.name(personId).orElse(Long.toString(personId));
  }

  /// The name of somebody as the team knows them.
  public String name(long personId) {
    return database
        .jdbi()
        .withExtension(IncidentStore.class, store -> store.name(personId))
        .orElse(Long.toString(personId));
  }

  /// Which incident a message of ours asked words for; empty for any other message.
  public Optional<Long> prompted(long personId, long messageId) {
    return database
        .jdbi()
        .withExtension(
            NotificationStore.class, store -> store.prompted(Notified.target(personId), messageId));
  }

  /// Asks somebody in the chat for words about what happened.
  public Done prompt(long id, long personId, String language) {
    return changes.inTransaction((transaction, news) -> {
      IncidentStore store = transaction.attach(IncidentStore.class);
      Incident incident = held(store, id);
      if (incident == null) {
        return new Done.Missing();
      }
      if (incident.state() == IncidentState.CLOSED) {
        return new Done.Refused(Done.Why.OVER, incident, null);
      }
      ledger.prompt(transaction, news, incident, personId, language, clock.instant());
      return new Done.Ok(incident);
    });
  }

  /// Its alerts are silent until then.
  void silenced(long id, Actor actor, List<String> keys, Instant until) {
    add(id, actor, "silenced", Map.of("keys", keys, "until", until.toString()));
  }

  /// The buttons under its message as they are now; empty when there is none of that id.
  Optional<Map<String, Object>> buttons(long id, String language) {
    return database
        .jdbi()
        .inTransaction(transaction ->
            transaction
                .attach(IncidentStore.class)
                .find(id)
                .map(one -> ledger.buttons(transaction, one, language)));
  }

  /// Closes what has been well for long enough and wants no words.
  void closeByTime() {
    Instant now = clock.instant();
    List<Long> due =
        database
            .jdbi()
            .withExtension(
                IncidentStore.class, store -> store.closable(now.minus(IncidentMachine.CLOSES)))
            .stream()
            .map(Incident::id)
            .toList();
    due.forEach(id -> act(id, incident -> IncidentMachine.closeByTime(incident, now)));
  }

  void forgetOld() {
    database
        .jdbi()
        .useExtension(
            IncidentStore.class,
            store -> store.forget(clock.instant().minus(Duration.ofDays(800))));
  }
}
