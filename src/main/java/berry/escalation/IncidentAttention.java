package berry.escalation;

import berry.audience.Overview.Attention;
import java.time.Instant;
import java.util.List;

/// Incidents that go on, or want words about what happened, as one line among what needs a human.
public final class IncidentAttention implements Attention.Source {

  private final Incidents incidents;

  public IncidentAttention(Incidents incidents) {
    this.incidents = incidents;
  }

  @Override
  public List<Attention> now(Instant late, Instant yesterday) {
    Incidents.Figures figures = incidents.figures();
    return List.of(
        new Attention(
            "incidents",
            figures.open() + figures.unwritten(),
            incidents.waitingSince().orElse(null)));
  }
}
