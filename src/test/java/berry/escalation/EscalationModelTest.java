package berry.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import berry.escalation.IncidentMachine.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A thousand lives of an incident, with two replicas that die in the middle of a transaction,
/// clocks that jump, people who acknowledge, and a Bot API that fails: nobody is called twice for
/// the same step, and nobody is forgotten. Each life can be run again by its seed.
final class EscalationModelTest {

  private static final int LIVES = 1_000;
  private static final int EVENTS = 120;

  @Test
  void nobody_is_called_twice_and_nobody_is_forgotten() {
    long base = Long.getLong("berry.test.seed", 20_261_130L);
    int calls = 0;
    int rounds = 0;
    for (int n = 0; n < LIVES; n++) {
      Life life = new Life(base + n);
      try {
        life.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dberry.test.seed=" + (base + n), e);
      }
      calls += life.tables.notifications.size();
      rounds += life.tables.incident == null ? 0 : life.tables.incident.round();
    }
    System.out.println(
        "incident lives from seed " + base + ": " + calls + " calls in " + rounds + " rounds");
    assertThat(calls).isGreaterThan(LIVES);
    assertThat(rounds).isGreaterThan(LIVES);
  }

  /// One call, as its unique key in the database names it.
  private record Key(int round, int step, String target) {}

  private record Due(int round, int step) {}

  /// What is stored: a transaction works on a copy, which counts when it is committed.
  private static final class Tables {

    @Nullable Incident incident;
    int firing;
    final Map<Due, Instant> timers = new HashMap<>();
    final Set<Due> done = new HashSet<>();
    final Map<Key, Ladder.Kind> notifications = new HashMap<>();
    final Map<Key, Instant> at = new HashMap<>();
    final Set<Key> failed = new HashSet<>();
    final Set<Due> fallbacks = new HashSet<>();

    Tables copy() {
      Tables copy = new Tables();
      copy.incident = incident;
      copy.firing = firing;
      copy.timers.putAll(timers);
      copy.done.addAll(done);
      copy.notifications.putAll(notifications);
      copy.at.putAll(at);
      copy.failed.addAll(failed);
      copy.fallbacks.addAll(fallbacks);
      return copy;
    }
  }

  private static final class Life {

    private final Random random;
    private final FixedRoster roster =
        new FixedRoster()
            .with(Duty.DEVELOPER, Target.of(1, "Ann", "en"))
            .with(Duty.DEVOPS, Target.of(2, "Omar", "en"), Target.of(1, "Ann", "en"))
            .with(Duty.SUPPORT, Target.of(3, "Sue", "en"));
    private final int severity;
    private Tables tables = new Tables();
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");

    Life(long seed) {
      random = new Random(seed);
      severity = 1 + random.nextInt(3);
    }

    void run() {
      for (int n = 0; n < EVENTS; n++) {
        happen();
        turn(random.nextInt(4) > 0);
        hold();
      }
      calm();
    }

    private void happen() {
      now = now.plusSeconds(1 + random.nextInt(90));
      switch (random.nextInt(40)) {
        case 0 -> now = now.plusSeconds(random.nextInt(20_000));
        case 1 -> now = now.minusSeconds(random.nextInt(20_000));
        case 2, 3, 4, 5 -> begins();
        case 6, 7, 8, 9 -> ends();
        case 10, 11 -> acts(IncidentMachine.acknowledge(known(), Actor.chat(1), now));
        case 12 -> acts(IncidentMachine.mitigate(known(), Actor.chat(2), now));
        case 13 -> acts(IncidentMachine.close(known(), Actor.screen(1), "done", now));
        case 14, 15 -> fails();
        default -> {
          // nothing
        }
      }
    }

    private Incident known() {
      Incident incident = tables.incident;
      return incident == null
          ? IncidentMachine.open("cpu", severity, now).next().change().closed(null, "x", now).done()
          : incident;
    }

    private void begins() {
      Tables next = tables.copy();
      Incident incident = next.incident;
      next.firing++;
      if (incident == null) {
        apply(next, IncidentMachine.open("cpu", severity, now));
      } else if (incident.state().active()) {
        apply(next, IncidentMachine.join(incident, "cpu", severity, now));
      } else {
        apply(next, IncidentMachine.reopen(incident, "cpu", severity, now));
      }
      commit(next);
    }

    private void ends() {
      Incident incident = tables.incident;
      if (incident == null || tables.firing == 0) {
        return;
      }
      Tables next = tables.copy();
      next.firing--;
      apply(next, IncidentMachine.ended(incident, "cpu", next.firing, now));
      commit(next);
    }

    private void acts(IncidentMachine.Outcome outcome) {
      Transition transition = outcome.transition();
      if (tables.incident == null || transition == null) {
        return;
      }
      Tables next = tables.copy();
      apply(next, transition);
      commit(next);
    }

    private static void apply(Tables next, Transition transition) {
      next.incident = transition.next();
      if (transition.calls()) {
        next.timers.putIfAbsent(new Due(transition.next().round(), 0), transition.next().roundAt());
      }
    }

    /// A killed replica leaves what was before.
    private void commit(Tables next) {
      if (random.nextInt(8) > 0) {
        tables = next;
      }
    }

    /// One of two replicas takes what is due; both work on the same rows.
    ///
    /// @param lives otherwise it is killed before its COMMIT
    private void turn(boolean lives) {
      List<Due> due =
          tables.timers.entrySet().stream()
              .filter(one -> !tables.done.contains(one.getKey()) && !one.getValue().isAfter(now))
              .map(Map.Entry::getKey)
              .toList();
      for (Due one : due) {
        Tables next = tables.copy();
        take(next, one);
        if (lives) {
          tables = next;
        }
      }
      if (lives) {
        settle();
      }
    }

    private void take(Tables next, Due due) {
      Incident incident = Objects.requireNonNull(next.incident);
      next.done.add(due);
      if (incident.state() != IncidentState.OPEN || incident.round() != due.round()) {
        return;
      }
      Set<String> told = new HashSet<>();
      Map<String, Integer> reminders = new TreeMap<>();
      next.notifications.forEach((key, kind) -> {
        if (kind == Ladder.Kind.MESSAGE && !next.failed.contains(key)) {
          told.add(key.target());
        } else if (kind == Ladder.Kind.REPEAT
            && Objects.requireNonNull(next.at.get(key)).isAfter(now.minusSeconds(3_600))) {
          reminders.merge(key.target(), 1, Integer::sum);
        }
      });
      Ladder.Plan plan = Ladder.plan(roster, incident, due.step(), told, reminders, now);
      for (Ladder.Call call : plan.calls()) {
        Key key = new Key(due.round(), due.step(), call.target().id());
        assertThat(next.notifications).as("called twice").doesNotContainKey(key);
        next.notifications.put(key, call.kind());
        next.at.put(key, now);
      }
      if (plan.next() != null) {
        assertThat(plan.next()).isAfter(now);
        next.timers.putIfAbsent(new Due(due.round(), due.step() + 1), plan.next());
      }
    }

    /// The Bot API does not take one of the newest calls.
    private void fails() {
      List<Key> all = new ArrayList<>(tables.notifications.keySet());
      if (!all.isEmpty()) {
        tables.failed.add(all.get(random.nextInt(all.size())));
      }
    }

    /// What failed goes past Telegram, once for its step.
    private void settle() {
      tables.failed.forEach(one -> tables.fallbacks.add(new Due(one.round(), one.step())));
    }

    private void hold() {
      Incident incident = tables.incident;
      if (incident == null) {
        return;
      }
      if (tables.firing > 0) {
        assertThat(incident.state())
            .as("well while an alert goes on")
            .isNotEqualTo(IncidentState.RESOLVED);
      }
      if (incident.state() == IncidentState.OPEN) {
        boolean begun =
            tables.timers.keySet().stream().anyMatch(one -> one.round() == incident.round());
        assertThat(begun).as("a round without a ladder").isTrue();
      }
      if (incident.state() == IncidentState.CLOSED && incident.wantsResolution()) {
        assertThat(incident.resolution()).isNotBlank();
      }
    }

    /// In quiet times an open incident climbs the whole ladder, in its times.
    private void calm() {
      now = now.plusSeconds(100_000);
      turn(true);
      tables.firing = 0;
      tables.incident = null;
      Instant began = now;
      Tables next = tables.copy();
      int base = next.timers.keySet().stream().mapToInt(Due::round).max().orElse(0) + 1;
      Incident fresh = IncidentMachine.open("cpu", severity, now).next();
      for (int n = 1; n <= base; n++) {
        fresh = fresh.change().newRound(now).done();
      }
      next.incident = fresh;
      next.firing = 1;
      next.notifications.clear();
      next.failed.clear();
      next.timers.put(new Due(fresh.round(), 0), now);
      tables = next;
      while (now.isBefore(began.plus(Duration.ofMinutes(50)))) {
        turn(random.nextInt(5) > 0);
        now = now.plusSeconds(1);
      }
      int round = fresh.round();
      List<Integer> steps =
          tables.notifications.keySet().stream()
              .filter(one -> one.round() == round)
              .map(Key::step)
              .distinct()
              .sorted()
              .toList();
      assertThat(steps).isEqualTo(severity == 3 ? List.of(0) : List.of(0, 1, 2, 3));
      if (severity < 3) {
        Instant second = Objects.requireNonNull(tables.at.get(new Key(round, 1, "person:2")));
        assertThat(Duration.between(began, second))
            .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plusSeconds(20));
      }
    }
  }
}
