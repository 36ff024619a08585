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

  /// For so long after a start nobody is blamed for what was before it: while all was stopped
  /// nobody received, and the first answer ends that.
  private static final Duration STARTING = Duration.ofMinutes(1);

  private final IntakeTotalsReader totals;
  private final ReceptionNotes notes;
  private final Clock clock;
  private final Instant begun;
  private @Nullable IntakeTotals before;
  private long beforeAt;

  public IntakeSensor(IntakeTotalsReader totals, ReceptionNotes notes, Clock clock) {
    this.totals = totals;
    this.notes = notes;
    this.clock = clock;
    this.begun = clock.instant();
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
    Instant now = clock.instant();
    Instant since = state.silent() ? state.goodAt() : state.troubleSince();
    if (since != null && since.isBefore(begun) && now.isBefore(begun.plus(STARTING))) {
      since = begun;
    }
    // At least a second: a trouble that has just begun is one.
    return since == null ? 1 : Math.max(1, Duration.between(since, now).toMillis() / 1e3);
  }

  /// After a restore there may be fewer.
  private static double grown(long before, long now) {
    return Math.max(0, (double) (now - before));
  }
}
