package berry.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is called at which step, and when the next one is due. Pure: of the roster, the incident,
/// and what was told already.
final class Ladder {

  /// After its last step everybody is called again each time this has passed.
  static final Duration AGAIN = Duration.ofMinutes(30);

  /// How often one person is reminded within an hour, by all incidents together.
  static final int MOST_AN_HOUR = 6;

  /// Steps that came due while nobody could take them follow one another in this distance.
  private static final Duration APART = Duration.ofSeconds(30);

  private Ladder() {}

  /// How somebody is called.
  enum Kind {
    /// The incident's own message, which is changed from then on.
    MESSAGE,
    /// A reminder that answers it.
    REPEAT
  }

  /// @param silent without a sound
  /// @param held reminded too often within the hour: not this time
  record Call(Target target, Kind kind, boolean silent, boolean held) {}

  /// @param secondChannel whether the ways past Telegram are taken, too
  /// @param next when the step after this one is due; null when it is the last
  /// @param nobody whether there is nobody who could be called
  record Plan(List<Call> calls, boolean nobody, boolean secondChannel, @Nullable Instant next) {

    Plan {
      calls = List.copyOf(calls);
    }
  }

  /// @param step from 0
  /// @param told targets that have the incident's own message
  /// @param reminders of the last hour, by target
  static Plan plan(
      Roster roster,
      Incident incident,
      int step,
      Set<String> told,
      Map<String, Integer> reminders,
      Instant now) {
    List<Step> steps = roster.steps();
    Map<String, Target> targets = new LinkedHashMap<>();
    for (int n = Math.min(step, steps.size() - 1); n >= 0; n--) {
      roster.targets(steps.get(n), now).forEach(one -> targets.putIfAbsent(one.id(), one));
    }
    boolean silent = roster.quiet(incident.severity(), now);
    List<Call> calls = new ArrayList<>();
    for (Target target : targets.values()) {
      Kind kind = told.contains(target.id()) ? Kind.REPEAT : Kind.MESSAGE;
      if (kind == Kind.REPEAT && incident.state() != IncidentState.OPEN) {
        continue; // somebody is on it and wants more people: the others need no reminder
      }
      boolean held = kind == Kind.REPEAT && reminders.getOrDefault(target.id(), 0) >= MOST_AN_HOUR;
      calls.add(new Call(target, kind, silent, held));
    }
    boolean last = steps.size() > 1 && step == steps.size() - 1 && !minor(incident);
    boolean nobody = targets.isEmpty();
    return new Plan(calls, nobody, last || nobody, next(roster, incident, step, now));
  }

  /// When the step after that one is due; null when there is none.
  static @Nullable Instant next(Roster roster, Incident incident, int step, Instant now) {
    if (minor(incident)) {
      return null;
    }
    Instant due = due(roster.steps(), incident.roundAt(), step + 1);
    Instant least = now.plus(APART);
    Instant at = due.isBefore(least) && step >= 0 ? least : due;
    Instant quiet = roster.quietUntil(incident.severity(), at);
    return quiet == null ? at : quiet;
  }

  private static boolean minor(Incident incident) {
    return incident.severity() >= IncidentMachine.MINOR;
  }

  /// When a step is due, quiet hours aside.
  static Instant due(List<Step> steps, Instant roundAt, int step) {
    if (step < steps.size()) {
      return roundAt.plus(steps.get(step).after());
    }
    Duration last = steps.getLast().after();
    return roundAt.plus(last).plus(AGAIN.multipliedBy(step - steps.size() + 1L));
  }
}
