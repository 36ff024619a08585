package berry.inbox;

import berry.monitoring.Metric;
import berry.monitoring.Readings;
import berry.monitoring.Sensor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What comes in, by the counters of all replicas, and since when nothing does.
public final class IntakeSensor implements Sensor {

  private final IntakeTotalsReader totals;
  private final ReceptionNotes notes;
  private final Clock clock;
  private @Nullable IntakeTotals before;
  private long beforeAt;

  public IntakeSensor(IntakeTotalsReader totals, ReceptionNotes notes, Clock clock) {
    this.totals = totals;
    this.notes = notes;
    this.clock = clock;
  }

  @Override
  public void read(Readings into) {
    // Where nobody has ever received, such as a dashboard that was started first, nothing stalls.
    notes.now().ifPresent(state -> into.put(Metric.INTAKE_STALLED, stalled(state)));
    IntakeTotals now = totals.now();
    long at = System.nanoTime();
    into.put(Metric.INTAKE_QUARANTINED, now.quarantined()).put(Metric.INTAKE_LOST, now.lost());
    IntakeTotals last = before;
    if (last != null && at > beforeAt) {
      double minutes = (at - beforeAt) / 60e9;
      into.put(Metric.INTAKE_RECEIVED, grown(last.received(), now.received()) / minutes)
          .put(Metric.INTAKE_STORED, grown(last.stored(), now.stored()) / minutes)
          .put(Metric.INTAKE_DUPLICATE, grown(last.repeated(), now.repeated()) / minutes);
    }
    before = now;
    beforeAt = at;
  }

  private double stalled(ReceptionState state) {
    if (state.cause() == null) {
      return 0;
    }
    Instant since = state.silent() ? state.goodAt() : state.troubleSince();
    // At least a second: a trouble that has just begun is one.
    return since == null
        ? 1
        : Math.max(1, Duration.between(since, clock.instant()).toMillis() / 1e3);
  }

  /// After a restore there may be fewer.
  private static double grown(long before, long now) {
    return Math.max(0, (double) (now - before));
  }
}
