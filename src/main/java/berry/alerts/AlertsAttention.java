package berry.alerts;

import berry.audience.Overview.Attention;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The rules that fire now, as one line among what needs a human. One that was silenced is known.
public final class AlertsAttention implements Attention.Source {

  private final Alerts alerts;

  public AlertsAttention(Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public List<Attention> now(Instant late, Instant yesterday) {
    List<Standing> firing =
        alerts.all().stream()
            .filter(one -> one.fires() && one.silence() == null)
            .map(Alerts.Item::standing)
            .filter(one -> one != null)
            .toList();
    Instant since =
        firing.stream().map(Standing::since).min(Comparator.naturalOrder()).orElse(null);
    return List.of(new Attention("alerts", firing.size(), since));
  }
}
