package berry.escalation;

import java.time.Instant;
import java.util.Map;

/// A line of an incident's timeline.
///
/// @param kind `opened`, `joined`, `called`, `acknowledged`, … as `docs/en/escalation.md` lists
///   them
/// @param detail what it is about, by name; values are numbers, texts and booleans
public record IncidentEvent(Instant at, String kind, Actor actor, Map<String, Object> detail) {

  public IncidentEvent {
    detail = Map.copyOf(detail);
  }

  static IncidentEvent of(Instant at, String kind, Actor actor) {
    return new IncidentEvent(at, kind, actor, Map.of());
  }
}
