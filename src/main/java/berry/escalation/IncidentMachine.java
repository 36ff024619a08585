package berry.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What becomes of an incident when something happens to it. Pure: of the incident, the event and
/// the time.
final class IncidentMachine {

  /// Alerts that begin within this time of each other belong together.
  static final Duration TOGETHER = Duration.ofMinutes(10);

  /// An alert that comes back within this time opens its old incident again.
  static final Duration REOPENS = Duration.ofMinutes(30);

  /// A minor one that stays well for this time needs nobody to close it.
  static final Duration CLOSES = Duration.ofMinutes(30);

  /// Of this severity only the first people are called, once.
  static final int MINOR = 3;

  private IncidentMachine() {}

  /// What follows.
  ///
  /// @param calls whether a round of the ladder begins
  record Transition(Incident next, List<IncidentEvent> events, boolean calls) {

    Transition {
      events = List.copyOf(events);
    }

    static Transition of(Incident next, IncidentEvent... events) {
      return new Transition(next, List.of(events), false);
    }
  }

  /// Either of the two is there.
  record Outcome(@Nullable Transition transition, Done.@Nullable Why refusal) {

    static Outcome of(Transition transition) {
      return new Outcome(transition, null);
    }

    static Outcome no(Done.Why refusal) {
      return new Outcome(null, refusal);
    }
  }

  static Transition open(String key, int severity, Instant at) {
    Incident fresh =
        new Incident(
            0,
            severity,
            IncidentState.OPEN,
            key,
            at,
            1,
            at,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new Transition(
        fresh,
        List.of(event(at, "opened", Actor.BERRY, Map.of("key", key, "severity", severity))),
        true);
  }

  /// One more alert belongs to one that goes on. A worse one calls people anew, because what they
  /// took on was less.
  static Transition join(Incident incident, String key, int severity, Instant at) {
    List<IncidentEvent> events = new ArrayList<>();
    events.add(event(at, "joined", Actor.BERRY, Map.of("key", key)));
    if (severity >= incident.severity()) {
      return new Transition(incident, events, false);
    }
    events.add(
        event(at, "severity", Actor.BERRY, Map.of("from", incident.severity(), "to", severity)));
    Incident worse = incident.change().severity(severity).done();
    return climbs(incident)
        ? new Transition(worse, events, false)
        : new Transition(worse.change().newRound(at).done(), events, true);
  }

  /// Whether its ladder goes on by itself, and so need not begin anew when it gets worse. A minor
  /// one has none, and who was told of it may sleep.
  private static boolean climbs(Incident incident) {
    return incident.state() == IncidentState.OPEN && incident.severity() < MINOR;
  }

  /// An alert of one that was over came back.
  static Transition reopen(Incident incident, String key, int severity, Instant at) {
    int worst = Math.min(severity, incident.severity());
    return new Transition(
        incident.change().newRound(at).severity(worst).done(),
        List.of(event(at, "reopened", Actor.BERRY, Map.of("key", key))),
        true);
  }

  /// An alert of it is over.
  ///
  /// @param others how many of its alerts go on
  static Transition ended(Incident incident, String key, int others, Instant at) {
    IncidentEvent ended = event(at, "ended", Actor.BERRY, Map.of("key", key));
    if (others > 0 || !incident.state().active()) {
      return Transition.of(incident, ended);
    }
    return Transition.of(
        incident.change().resolved(at).done(),
        ended,
        IncidentEvent.of(at, "resolved", Actor.BERRY));
  }

  static Outcome acknowledge(Incident incident, Actor actor, Instant at) {
    return switch (incident.state()) {
      case OPEN ->
          Outcome.of(
              Transition.of(
                  incident.change().acknowledged(actor.personId(), at).done(),
                  IncidentEvent.of(at, "acknowledged", actor)));
      case ACKNOWLEDGED, MITIGATED -> {
        Long owner = incident.ownerId();
        boolean own = owner == null ? actor.personId() == null : owner.equals(actor.personId());
        yield Outcome.no(own ? Done.Why.SAME : Done.Why.TAKEN);
      }
      case RESOLVED, CLOSED -> Outcome.no(Done.Why.OVER);
    };
  }

  /// Who says so looks after it, unless somebody does already.
  static Outcome mitigate(Incident incident, Actor actor, Instant at) {
    if (!incident.state().active()) {
      return Outcome.no(Done.Why.OVER);
    }
    if (incident.state() == IncidentState.MITIGATED) {
      return Outcome.no(Done.Why.SAME);
    }
    Incident taken =
        incident.state() == IncidentState.OPEN
            ? incident.change().acknowledged(actor.personId(), at).done()
            : incident;
    return Outcome.of(
        Transition.of(
            taken.change().mitigated(at).done(), IncidentEvent.of(at, "mitigated", actor)));
  }

  /// @param words null or blank: none
  static Outcome close(Incident incident, Actor actor, @Nullable String words, Instant at) {
    if (incident.state() == IncidentState.CLOSED) {
      return Outcome.no(Done.Why.SAME);
    }
    String told = words == null || words.isBlank() ? null : words.strip();
    if (incident.wantsResolution() && told == null) {
      return Outcome.no(Done.Why.WORDS);
    }
    return Outcome.of(
        Transition.of(
            incident.change().closed(actor.personId(), told, at).done(),
            event(at, "closed", actor, told == null ? Map.of() : Map.of("resolution", told))));
  }

  /// Only from one that is over: nothing is closed while it is wrong, but by a person.
  static Outcome closeByTime(Incident incident, Instant now) {
    Instant resolved = incident.resolvedAt();
    if (incident.state() != IncidentState.RESOLVED
        || incident.wantsResolution()
        || resolved == null
        || now.isBefore(resolved.plus(CLOSES))) {
      return Outcome.no(Done.Why.SAME);
    }
    return close(incident, Actor.BERRY, null, now);
  }

  static Outcome severity(Incident incident, Actor actor, int severity, Instant at) {
    if (incident.state() == IncidentState.CLOSED) {
      return Outcome.no(Done.Why.OVER);
    }
    if (incident.severity() == severity) {
      return Outcome.no(Done.Why.SAME);
    }
    IncidentEvent event =
        event(at, "severity", actor, Map.of("from", incident.severity(), "to", severity));
    Incident next = incident.change().severity(severity).done();
    boolean calls = incident.state() == IncidentState.OPEN && !climbs(incident);
    return Outcome.of(
        calls
            ? new Transition(next.change().newRound(at).done(), List.of(event), true)
            : Transition.of(next, event));
  }

  private static IncidentEvent event(
      Instant at, String kind, Actor actor, Map<String, Object> detail) {
    return new IncidentEvent(at, kind, actor, detail);
  }
}
