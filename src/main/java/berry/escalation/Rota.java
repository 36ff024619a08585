package berry.escalation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A roster as it was read.
///
/// Where a role changes hands by the week, or somebody took it over, its step calls the one whose
/// turn it is and lets the others sleep; the step that calls all calls them, too. Otherwise a
/// role's step calls everybody of the role.
///
/// @param contacts those in force, in their order
/// @param owner who stands in where a role has nobody who can be reached; null: there is none yet
record Rota(
    List<Step> steps,
    ZoneId zone,
    QuietHours quietHours,
    Shifts shifts,
    List<Contact> contacts,
    @Nullable Target owner)
    implements Roster {

  /// A Monday; weeks are counted from it.
  private static final LocalDate FIRST_WEEK = LocalDate.of(1970, 1, 5);

  /// Whose turn it is.
  ///
  /// @param rotating roles that change hands each Monday
  /// @param taken who took a role over; only people who can be reached
  record Shifts(Set<Duty> rotating, Map<Duty, Taken> taken) {

    static final Shifts NONE = new Shifts(Set.of(), Map.of());

    Shifts {
      rotating = Set.copyOf(rotating);
      taken = Map.copyOf(taken);
    }
  }

  record Taken(Target target, Instant until) {}

  Rota {
    steps = List.copyOf(steps);
    contacts = List.copyOf(contacts);
  }

  @Override
  public List<Target> targets(Step step, Instant now) {
    Duty duty = step.to();
    if (duty != null) {
      List<Target> all = inTurn(duty, now);
      return relieved(duty, now) ? all.subList(0, Math.min(1, all.size())) : all;
    }
    Map<Long, Target> all = new LinkedHashMap<>();
    for (Duty one : Duty.values()) {
      inTurn(one, now).stream().limit(1).forEach(it -> all.putIfAbsent(it.personId(), it));
    }
    for (Duty one : Duty.values()) {
      inTurn(one, now).forEach(it -> all.putIfAbsent(it.personId(), it));
    }
    return List.copyOf(all.values());
  }

  @Override
  public boolean quiet(int severity, Instant now) {
    return quietUntil(severity, now) != null;
  }

  @Override
  public @Nullable Instant quietUntil(int severity, Instant now) {
    return quietHours.until(severity, now, zone);
  }

  @Override
  public boolean knows(long personId) {
    return contacts.stream()
        .anyMatch(one -> Objects.equals(one.personId(), personId) && one.reach() != Reach.ABSENT);
  }

  /// Who is called first for each role; a role without anybody is left out.
  List<OnCall> onCall(Instant now) {
    List<OnCall> all = new ArrayList<>();
    for (Duty duty : Duty.values()) {
      inTurn(duty, now).stream().findFirst().map(one -> onCall(duty, one, now)).ifPresent(all::add);
    }
    return all;
  }

  private OnCall onCall(Duty duty, Target first, Instant now) {
    Taken taken = taken(duty, now);
    boolean fallen = taken == null && reachable(duty, now).isEmpty();
    Instant until = taken != null ? taken.until() : rotates(duty) && !fallen ? monday(now) : null;
    boolean standsIn =
        fallen
            || contacts.stream()
                .anyMatch(one -> one.duty() == duty && one.standsIn() && taken == null);
    return new OnCall(duty, first, standsIn, until, taken != null);
  }

  /// All of a role who can be reached, the one whose turn it is first; else the owner.
  private List<Target> inTurn(Duty duty, Instant now) {
    Map<Long, Target> all = new LinkedHashMap<>();
    Taken taken = taken(duty, now);
    if (taken != null) {
      all.put(taken.target().personId(), taken.target());
    }
    reachable(duty, now).forEach(one -> all.putIfAbsent(one.personId(), one));
    if (all.isEmpty() && owner != null) {
      return List.of(owner);
    }
    return List.copyOf(all.values());
  }

  private Collection<Target> reachable(Duty duty, Instant now) {
    List<Contact> of = contacts.stream().filter(one -> one.duty() == duty).toList();
    int turn = rotates(duty) ? (int) Math.floorMod(week(now), (long) of.size()) : 0;
    Map<Long, Target> all = new LinkedHashMap<>();
    for (int next = 0; next < of.size(); next++) {
      Contact one = of.get((turn + next) % of.size());
      Target target = one.target();
      if (target != null && one.reach().good()) {
        all.putIfAbsent(target.personId(), target);
      }
    }
    return all.values();
  }

  private boolean relieved(Duty duty, Instant now) {
    return rotates(duty) || taken(duty, now) != null;
  }

  private boolean rotates(Duty duty) {
    return shifts.rotating().contains(duty)
        && contacts.stream().filter(one -> one.duty() == duty).count() > 1;
  }

  private @Nullable Taken taken(Duty duty, Instant now) {
    Taken taken = shifts.taken().get(duty);
    return taken != null && taken.until().isAfter(now) ? taken : null;
  }

  private long week(Instant now) {
    return ChronoUnit.WEEKS.between(FIRST_WEEK, LocalDate.ofInstant(now, zone));
  }

  private Instant monday(Instant now) {
    return LocalDate.ofInstant(now, zone)
        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
        .atStartOfDay(zone)
        .toInstant();
  }
}
