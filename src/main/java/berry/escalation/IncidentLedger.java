package berry.escalation;

import berry.alerts.Alerts;
import berry.alerts.Report;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import berry.escalation.IncidentMachine.Transition;
import berry.escalation.IncidentMessages.Content;
import berry.outbox.Outbox;
import berry.outbox.Outgoing;
import berry.outbox.OutgoingFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Writes what becomes of incidents and queues what is told of it, in the caller's transaction.
final class IncidentLedger {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration HOUR = Duration.ofHours(1);

  /// Why a reminder was held.
  private static final String OFTEN = "hourly-cap";

  private final Alerts alerts;
  private final Supplier<Roster> roster;
  private final Function<Long, String> language;
  private final Outbox outbox;
  private final IncidentMessages messages;
  private final Clock clock;
  private final List<String> channels;

  /// @param roster asks the database, or what it said last
  /// @param language of a person
  /// @param channels the ways past Telegram
  IncidentLedger(
      Alerts alerts,
      Supplier<Roster> roster,
      Function<Long, String> language,
      Outbox outbox,
      IncidentMessages messages,
      List<String> channels,
      Clock clock) {
    this.alerts = alerts;
    this.roster = roster;
    this.language = language;
    this.outbox = outbox;
    this.messages = messages;
    this.channels = List.copyOf(channels);
    this.clock = clock;
  }

  /// A new one, with its first timer.
  Incident open(Handle transaction, News news, Transition opened, int firstStep) {
    Incident stored =
        opened.next().withId(transaction.attach(IncidentStore.class).add(opened.next()));
    events(transaction, news, stored.id(), opened.events());
    begin(transaction, stored, firstStep);
    return stored;
  }

  Incident apply(Handle transaction, News news, Incident before, Transition transition) {
    return apply(transaction, news, before, transition, 0);
  }

  /// @param firstStep with which a new round of the ladder begins
  Incident apply(
      Handle transaction, News news, Incident before, Transition transition, int firstStep) {
    Incident next = transition.next();
    if (!next.equals(before)) {
      transaction.attach(IncidentStore.class).put(next);
    }
    events(transaction, news, next.id(), transition.events());
    if (transition.calls()) {
      begin(transaction, next, firstStep);
    } else if (next.severity() != before.severity() && next.state() == IncidentState.OPEN) {
      climb(transaction, next);
    }
    return next;
  }

  private void begin(Handle transaction, Incident incident, int step) {
    Instant due =
        step == 0
            ? incident.roundAt()
            : Ladder.next(roster.get(), incident, step - 1, incident.roundAt());
    if (due != null) {
      transaction.attach(TimerStore.class).add(incident.id(), incident.round(), step, due);
    }
  }

  /// The step that is due next is due as its new severity wants it: never later than before, and
  /// not at all where only the first people are called.
  private void climb(Handle transaction, Incident incident) {
    TimerStore timers = transaction.attach(TimerStore.class);
    Timer waiting =
        timers.of(incident.id(), incident.round()).stream()
            .filter(one -> one.doneAt() == null && one.step() > 0)
            .findFirst()
            .orElse(null);
    if (waiting == null) {
      return; // the first people are called at once
    }
    Instant due = Ladder.next(roster.get(), incident, waiting.step() - 1, clock.instant());
    if (due == null) {
      timers.drop(incident.id(), incident.round(), waiting.step());
    } else if (due.isBefore(waiting.dueAt())) {
      timers.move(incident.id(), incident.round(), waiting.step(), due);
    }
  }

  void event(Handle transaction, News news, long incident, IncidentEvent event) {
    events(transaction, news, incident, List.of(event));
  }

  private static void events(
      Handle transaction, News news, long incident, List<IncidentEvent> events) {
    IncidentStore store = transaction.attach(IncidentStore.class);
    for (IncidentEvent event : events) {
      store.addEvent(
          incident,
          event.at(),
          event.kind(),
          event.actor().personId(),
          event.actor().via().word(),
          JSON.writeValueAsString(event.detail()));
    }
    news.tell(Topic.INCIDENT, Subject.nobody().ref(Long.toString(incident)));
  }

  /// Takes one step of the ladder: everybody whose turn it is is called, once.
  ///
  /// @param pictures by language, of what the incident's message tells in full
  void call(
      Handle transaction,
      News news,
      Incident incident,
      int step,
      Map<String, OutgoingFile> pictures,
      Instant now) {
    Roster people = roster.get();
    TimerStore timers = transaction.attach(TimerStore.class);
    NotificationStore store = transaction.attach(NotificationStore.class);
    Map<String, Notified> told = new HashMap<>();
    List<Notified> sent = store.messages(incident.id());
    sent.forEach(one -> told.put(one.target(), one));
    Ladder.Plan plan =
        Ladder.plan(people, incident, step, told.keySet(), store.reminders(now.minus(HOUR)), now);
    timers.add(incident.id(), incident.round(), step, now);
    timers.done(incident.id(), incident.round(), step, now);
    if (plan.next() != null) {
      timers.add(incident.id(), incident.round(), step + 1, plan.next());
    }
    Content content = content(transaction, incident, now);
    for (Ladder.Call call : plan.calls()) {
      call(transaction, news, content, step, call, told.get(call.target().id()), pictures);
    }
    if (plan.nobody()) {
      event(
          transaction,
          news,
          incident.id(),
          new IncidentEvent(now, "failed", Actor.BERRY, Map.of("why", "nobody", "step", step)));
    }
    if (plan.secondChannel()) {
      fallBack(transaction, news, incident.id(), incident.round(), step, now);
    }
    change(transaction, news, content, sent);
  }

  private void call(
      Handle transaction,
      News news,
      Content content,
      int step,
      Ladder.Call call,
      @Nullable Notified before,
      Map<String, OutgoingFile> pictures) {
    Incident incident = content.incident();
    Target target = call.target();
    NotificationStore store = transaction.attach(NotificationStore.class);
    boolean first = call.kind() == Ladder.Kind.MESSAGE;
    String kind = first ? Notified.MESSAGE : Notified.REPEAT;
    Long id =
        store
            .add(
                incident.id(),
                incident.round(),
                step,
                target.id(),
                kind,
                call.held() ? Notified.HELD : Notified.QUEUED,
                call.held() ? OFTEN : null,
                content.now())
            .orElse(null);
    if (id == null) {
      return;
    }
    event(transaction, news, incident.id(), called(step, call, kind, content.now()));
    if (call.held()) {
      return;
    }
    OutgoingFile picture = first ? pictures.get(target.language()) : null;
    Outgoing message =
        first
            ? messages.message(content, target.personId(), target.language(), picture)
            : messages.repeat(
                content,
                target.personId(),
                target.language(),
                before == null ? null : before.messageId(),
                step == 0);
    Outgoing sounding = call.silent() ? message.with("disable_notification", true) : message;
    String key =
        "incident:%d:%d:%d:%s".formatted(incident.id(), incident.round(), step, target.id());
    store.queued(id, outbox.queue(transaction, news, sounding.once(key)), picture != null);
  }

  private static IncidentEvent called(int step, Ladder.Call call, String kind, Instant now) {
    Map<String, Object> detail = new HashMap<>();
    detail.put("step", step);
    detail.put("target", call.target().id());
    detail.put("name", call.target().name());
    detail.put("kind", kind);
    if (call.held()) {
      detail.put("why", OFTEN);
    }
    return new IncidentEvent(now, call.held() ? "held" : "called", Actor.BERRY, detail);
  }

  /// The ways past Telegram, once for a step.
  void fallBack(Handle transaction, News news, long incident, int round, int step, Instant now) {
    NotificationStore store = transaction.attach(NotificationStore.class);
    for (String channel : channels) {
      boolean fresh =
          store
              .add(incident, round, step, channel, Notified.FALLBACK, Notified.QUEUED, null, now)
              .isPresent();
      if (fresh) {
        event(
            transaction,
            news,
            incident,
            new IncidentEvent(
                now,
                "called",
                Actor.BERRY,
                Map.of("step", step, "target", channel, "name", channel, "kind", "fallback")));
      }
    }
  }

  /// Every message of it says what is so now.
  void refresh(Handle transaction, News news, long id) {
    Incident incident = transaction.attach(IncidentStore.class).find(id).orElse(null);
    if (incident == null) {
      return;
    }
    List<Notified> sent = transaction.attach(NotificationStore.class).messages(id);
    if (sent.isEmpty()) {
      return;
    }
    change(transaction, news, content(transaction, incident, clock.instant()), sent);
  }

  private void change(Handle transaction, News news, Content content, Collection<Notified> sent) {
    for (Notified one : sent) {
      Long person = one.personId();
      Long outgoing = one.outgoingId();
      Long message = one.messageId();
      if (person == null || (outgoing == null && message == null)) {
        continue;
      }
      Outgoing change = messages.change(content, person, language.apply(person), one.picture());
      outbox.queue(
          transaction,
          news,
          outgoing == null ? change.message(Objects.requireNonNull(message)) : change.of(outgoing));
    }
  }

  Map<String, Object> buttons(Handle transaction, Incident incident, String wanted) {
    Content content = content(transaction, incident, clock.instant());
    return messages.buttons(incident, IncidentMessages.keyOf(content), wanted);
  }

  Content content(Handle transaction, Incident incident, Instant now) {
    IncidentStore store = transaction.attach(IncidentStore.class);
    List<Long> episodes =
        store.alerts(incident.id()).stream().map(IncidentAlert::episodeId).toList();
    List<Report> reports = newest(alerts.reports(transaction, episodes, now));
    Timer next =
        Incidents.next(
            incident, transaction.attach(TimerStore.class).of(incident.id(), incident.round()));
    return new Content(
        incident,
        reports,
        Incidents.name(store, incident.ownerId()),
        next == null ? null : next.dueAt(),
        roster.get().zone(),
        now);
  }

  List<Report> reports(Handle handle, List<Long> episodes, Instant now) {
    return alerts.reports(handle, episodes, now);
  }

  /// Of several episodes of one rule the last: one line for each rule.
  private static List<Report> newest(List<Report> reports) {
    Map<String, Report> byRule = new LinkedHashMap<>();
    reports.forEach(one -> byRule.put(one.rule().key(), one));
    return List.copyOf(byRule.values());
  }

  /// Asks somebody for words about what happened.
  void prompt(
      Handle transaction, News news, Incident incident, long personId, String wanted, Instant now) {
    NotificationStore store = transaction.attach(NotificationStore.class);
    long outgoing = outbox.queue(transaction, news, messages.prompt(incident, personId, wanted));
    store.prompt(incident.id(), incident.round(), Notified.target(personId), outgoing, now);
  }
}
