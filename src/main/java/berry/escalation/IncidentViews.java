package berry.escalation;

import berry.access.Role;
import berry.alerts.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Incidents as programs read them, by the API and by the command line.
public final class IncidentViews {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};

  private final Incidents incidents;

  public IncidentViews(Incidents incidents) {
    this.incidents = incidents;
  }

  public record Who(long id, String name) {}

  /// @param keys of the rules of its alerts
  /// @param firing how many of its alerts go on
  /// @param needsResolution whether it is over and wants words about what happened
  public record Item(
      long id,
      int severity,
      String state,
      String cause,
      Instant openedAt,
      @Nullable Instant acknowledgedAt,
      @Nullable Who owner,
      @Nullable Instant mitigatedAt,
      @Nullable Instant resolvedAt,
      @Nullable Instant closedAt,
      int round,
      List<String> keys,
      int firing,
      boolean needsResolution) {}

  /// @param open how many go on
  /// @param unwritten how many are over and want words
  /// @param mttaSeconds mean time to acknowledge of the last 90 days; null: nothing to count
  /// @param mttrSeconds mean time to resolve
  public record Page(
      List<Item> items,
      @Nullable String next,
      int open,
      int unwritten,
      @Nullable Double mttaSeconds,
      @Nullable Double mttrSeconds) {}

  public record Alert(
      String key,
      String metric,
      String unit,
      Instant beganAt,
      @Nullable Instant endedAt,
      @Nullable Double worst,
      double threshold,
      boolean above,
      @Nullable String replica) {}

  /// @param via `berry`, `chat`, `screen` or `command`
  public record Line(
      long id,
      Instant at,
      String kind,
      @Nullable Who actor,
      String via,
      Map<String, Object> detail) {}

  /// @param target `person:<id>`, `webhook` or `mail`
  public record Call(
      String target, String name, String kind, String state, @Nullable String why, Instant at) {}

  /// @param to a role, or `all`
  public record Rung(
      int step,
      long afterSeconds,
      String to,
      @Nullable Instant dueAt,
      @Nullable Instant doneAt,
      List<Call> calls) {}

  public record Next(int step, Instant dueAt) {}

  /// @param stopped the state that ended it; null while it goes on
  public record LadderView(@Nullable String stopped, @Nullable Next next, List<Rung> steps) {}

  /// What the caller may do now.
  public record Can(
      boolean ack, boolean mitigate, boolean escalate, boolean close, boolean restart) {}

  public record Whole(
      long id,
      int severity,
      String state,
      String cause,
      Instant openedAt,
      @Nullable Instant acknowledgedAt,
      @Nullable Who owner,
      @Nullable Instant mitigatedAt,
      @Nullable Instant resolvedAt,
      @Nullable Instant closedAt,
      int round,
      List<String> keys,
      int firing,
      boolean needsResolution,
      @Nullable String resolution,
      List<Alert> alerts,
      List<Line> timeline,
      LadderView ladder,
      List<String> checklist,
      Can can) {}

  public Page page(Incidents.Page page, Incidents.Figures figures) {
    Long next = page.next();
    return new Page(
        page.items().stream().map(IncidentViews::item).toList(),
        next == null ? null : Long.toString(next),
        figures.open(),
        figures.unwritten(),
        figures.toAcknowledge(),
        figures.toResolve());
  }

  public static Item item(Incidents.Item one) {
    Incident incident = one.incident();
    return new Item(
        incident.id(),
        incident.severity(),
        incident.state().word(),
        incident.cause(),
        incident.openedAt(),
        incident.acknowledgedAt(),
        owner(one),
        incident.mitigatedAt(),
        incident.resolvedAt(),
        incident.closedAt(),
        incident.round(),
        one.keys(),
        one.firing(),
        incident.needsResolution());
  }

  public Whole whole(Incidents.Details found, Role role) {
    Map<Long, String> names = new HashMap<>();
    Item item = item(found.item());
    Incident incident = found.item().incident();
    boolean active = incident.state().active();
    return new Whole(
        item.id(),
        item.severity(),
        item.state(),
        item.cause(),
        item.openedAt(),
        item.acknowledgedAt(),
        item.owner(),
        item.mitigatedAt(),
        item.resolvedAt(),
        item.closedAt(),
        item.round(),
        item.keys(),
        item.firing(),
        item.needsResolution(),
        incident.resolution(),
        incidents.reports(found).stream().map(IncidentViews::alert).toList(),
        found.timeline().stream()
            .map(line ->
                new Line(
                    line.id(),
                    line.at(),
                    line.kind(),
                    line.actorId() == null
                        ? null
                        : new Who(
                            line.actorId(),
                            line.actor() == null ? Long.toString(line.actorId()) : line.actor()),
                    line.via(),
                    named(JSON.readValue(line.detail(), DETAIL), names)))
            .toList(),
        ladder(found),
        checklist(found),
        new Can(
            incident.state() == IncidentState.OPEN,
            active && incident.state() != IncidentState.MITIGATED,
            active,
            incident.state() != IncidentState.CLOSED,
            active && role.atLeast(Role.OPERATOR)));
  }

  /// With the name of whom it is about as it is now: when they were called, Berry may have known no
  /// name of theirs.
  private Map<String, Object> named(Map<String, Object> detail, Map<Long, String> names) {
    Long person = detail.get("target") instanceof String target ? Notified.personId(target) : null;
    if (person == null) {
      return detail;
    }
    Map<String, Object> named = new LinkedHashMap<>(detail);
    named.put("name", names.computeIfAbsent(person, incidents::name));
    return named;
  }

  private static @Nullable Who owner(Incidents.Item one) {
    Long id = one.incident().ownerId();
    return id == null ? null : new Who(id, one.owner() == null ? Long.toString(id) : one.owner());
  }

  private static Alert alert(Report one) {
    return new Alert(
        one.rule().key(),
        one.rule().metric().id(),
        one.rule().metric().unit().word(),
        one.episode().beganAt(),
        one.episode().endedAt(),
        one.episode().worst(),
        one.episode().threshold(),
        one.rule().above(),
        one.episode().replica());
  }

  private LadderView ladder(Incidents.Details found) {
    Incident incident = found.item().incident();
    Timer next = found.next();
    List<Step> steps = found.roster().steps();
    List<Rung> rungs = new ArrayList<>();
    int last = found.timers().stream().mapToInt(Timer::step).max().orElse(-1);
    for (int step = 0; step < Math.max(steps.size(), last + 1); step++) {
      rungs.add(rung(found, steps, step));
    }
    return new LadderView(
        incident.state() == IncidentState.OPEN ? null : incident.state().word(),
        next == null ? null : new Next(next.step(), next.dueAt()),
        rungs);
  }

  private Rung rung(Incidents.Details found, List<Step> steps, int step) {
    Incident incident = found.item().incident();
    Timer timer =
        found.timers().stream().filter(one -> one.step() == step).findFirst().orElse(null);
    Step planned = steps.get(Math.min(step, steps.size() - 1));
    Duty to = step < steps.size() ? planned.to() : null;
    List<Call> calls = new ArrayList<>();
    for (Notified one : found.notified()) {
      if (one.round() == incident.round() && one.step() == step) {
        Long person = one.personId();
        calls.add(
            new Call(
                one.target(),
                person == null ? one.target() : incidents.name(person),
                one.kind(),
                one.state(),
                one.why(),
                one.at()));
      }
    }
    return new Rung(
        step,
        incidents.after(steps, step).toSeconds(),
        to == null ? "all" : to.word(),
        timer == null ? null : timer.dueAt(),
        timer == null ? null : timer.doneAt(),
        calls);
  }

  /// The steps whose last word is that they are done.
  private static List<String> checklist(Incidents.Details found) {
    Set<String> done = new LinkedHashSet<>();
    found.timeline().stream()
        .filter(line -> line.kind().equals("checked"))
        .map(line -> JSON.readValue(line.detail(), DETAIL))
        .forEach(detail -> {
          String step = String.valueOf(detail.get("step"));
          if (Boolean.TRUE.equals(detail.get("done"))) {
            done.add(step);
          } else {
            done.remove(step);
          }
        });
    return List.copyOf(done);
  }
}
