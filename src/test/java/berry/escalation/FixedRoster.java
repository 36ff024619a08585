package berry.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The usual ladder with people who are always there, for tests.
public final class FixedRoster implements Roster {

  private final Map<Duty, List<Target>> people = new HashMap<>();
  private final List<Step> steps;
  private int quietSeverity = 9;
  private @Nullable Instant quietUntil;

  public FixedRoster() {
    this(
        List.of(
            new Step(Duration.ZERO, Duty.DEVELOPER),
            new Step(Duration.ofMinutes(5), Duty.DEVOPS),
            new Step(Duration.ofMinutes(15), null)));
  }

  FixedRoster(List<Step> steps) {
    this.steps = steps;
  }

  /// One person is all there is.
  public static FixedRoster alone(long personId) {
    Target only = Target.of(personId, "Vera", "en");
    return new FixedRoster()
        .with(Duty.DEVELOPER, only)
        .with(Duty.DEVOPS, only)
        .with(Duty.SUPPORT, only);
  }

  public FixedRoster with(Duty duty, Target... targets) {
    people.put(duty, List.of(targets));
    return this;
  }

  FixedRoster hush(int severity, Instant until) {
    quietSeverity = severity;
    quietUntil = until;
    return this;
  }

  @Override
  public List<Step> steps() {
    return steps;
  }

  @Override
  public List<Target> targets(Step step, Instant now) {
    Stream<Duty> duties = step.to() == null ? Stream.of(Duty.values()) : Stream.of(step.to());
    return duties
        .flatMap(duty -> people.getOrDefault(duty, List.of()).stream())
        .distinct()
        .toList();
  }

  @Override
  public boolean quiet(int severity, Instant now) {
    return quietUntil(severity, now) != null;
  }

  @Override
  public @Nullable Instant quietUntil(int severity, Instant now) {
    Instant until = quietUntil;
    return severity >= quietSeverity && until != null && now.isBefore(until) ? until : null;
  }

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public boolean knows(long personId) {
    return people.values().stream()
        .flatMap(List::stream)
        .anyMatch(one -> one.personId() == personId);
  }
}
