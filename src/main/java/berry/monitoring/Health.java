package berry.monitoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// How Berry is, in one word and by its parts, as the newest readings of all replicas tell it.
///
/// @param state `working`, `degraded` or `down`
/// @param since when this process saw it begin
public record Health(String state, Instant since, List<Component> components) {

  public static final String WORKING = "working";
  public static final String DEGRADED = "degraded";
  public static final String DOWN = "down";
  public static final String UNKNOWN = "unknown";

  private static final double LATE = 1;
  private static final double FULL = 0.8;
  private static final double HOUR = 3600;

  /// @param key `intake`, `sender`, `live`, `api`, `database`, `backups` or `disk`
  /// @param state as of the whole, or `unknown`
  /// @param value the one number that tells most; null when nobody knows it
  /// @param unit as of a [Metric]
  /// @param detail what else there is to know, by name
  public record Component(
      String key,
      String state,
      @Nullable Double value,
      String unit,
      Map<String, @Nullable Double> detail) {}

  /// @param now of all replicas together
  static List<Component> components(Readings now) {
    List<Component> all = new ArrayList<>();
    double stalled = value(now, Metric.INTAKE_STALLED);
    all.add(
        component("intake", now, Metric.INTAKE_LAG, state(stalled > 60, stalled > 0))
            .with(now, "stalledSeconds", Metric.INTAKE_STALLED)
            .with(now, "pending", Metric.WEBHOOK_PENDING)
            .with(now, "webhookBrokenSeconds", Metric.WEBHOOK_BROKEN)
            .made());
    all.add(
        component(
                "sender",
                now,
                Metric.OUTBOX_QUEUED,
                state(false, value(now, Metric.OUTBOX_OLDEST) > 60))
            .with(now, "oldestSeconds", Metric.OUTBOX_OLDEST)
            .with(now, "limitedPerMinute", Metric.OUTBOX_LIMITED)
            .made());
    all.add(
        component(
                "live",
                now,
                Metric.LIVE_DELAY,
                state(false, value(now, Metric.LIVE_DELAY) > 2 * LATE))
            .with(now, "viewers", Metric.LIVE_VIEWERS)
            .made());
    all.add(
        component(
                "api",
                now,
                Metric.RESPONSE_API_P95,
                state(false, value(now, Metric.RESPONSE_API_P95) > LATE))
            .with(now, "perMinute", Metric.RESPONSE_API_COUNT)
            .with(now, "errorsShare", Metric.ERRORS_SHARE)
            .made());
    all.add(
        component(
                "database",
                now,
                Metric.DATABASE_SIZE,
                state(
                    value(now, Metric.DATABASE_DOWN) > 0,
                    value(now, Metric.DATABASE_CONNECTIONS_USED) > FULL))
            .with(now, "connectionsShare", Metric.DATABASE_CONNECTIONS_USED)
            .with(now, "downSeconds", Metric.DATABASE_DOWN)
            .with(now, "roundTripSeconds", Metric.DATABASE_ROUND_TRIP)
            .made());
    all.add(
        component(
                "backups",
                now,
                Metric.BACKUP_PROVED_AGE,
                state(false, value(now, Metric.BACKUP_PROVED_AGE) > 26 * HOUR))
            .with(now, "proved", Metric.BACKUPS_PROVED)
            .unless(now.get(Metric.BACKUPS_PROVED).orElse(1) == 0)
            .made());
    all.add(
        component(
                "disk",
                now,
                Metric.DISK_FULL_IN,
                state(
                    value(now, Metric.DISK_USED) > 0.97,
                    value(now, Metric.DISK_USED) > FULL
                        || now.get(Metric.DISK_FULL_IN).orElse(1e12) < 72 * HOUR))
            .with(now, "usedShare", Metric.DISK_USED)
            .with(now, "freeBytes", Metric.DISK_FREE)
            .made());
    return all;
  }

  /// The worst of its parts: one that is down takes all of it along only if nothing works without.
  static String state(List<Component> components) {
    boolean down =
        components.stream()
            .anyMatch(one ->
                one.state().equals(DOWN)
                    && (one.key().equals("database") || one.key().equals("intake")));
    boolean degraded =
        components.stream()
            .anyMatch(one -> one.state().equals(DOWN) || one.state().equals(DEGRADED));
    return down ? DOWN : degraded ? DEGRADED : WORKING;
  }

  private static String state(boolean down, boolean degraded) {
    return down ? DOWN : degraded ? DEGRADED : WORKING;
  }

  private static double value(Readings now, Metric metric) {
    return now.get(metric).orElse(0);
  }

  private static Draft component(String key, Readings now, Metric metric, String state) {
    return new Draft(key, state, now.get(metric), metric.unit().word());
  }

  /// One that is being written.
  private static final class Draft {

    private final String key;
    private final String state;
    private final OptionalDouble value;
    private final String unit;
    private final Map<String, @Nullable Double> detail = new LinkedHashMap<>();
    private boolean untold;

    private Draft(String key, String state, OptionalDouble value, String unit) {
      this.key = key;
      this.state = state;
      this.value = value;
      this.unit = unit;
    }

    private Draft with(Readings now, String name, Metric metric) {
      now.get(metric).ifPresent(figure -> detail.put(name, figure));
      return this;
    }

    /// The age of a backup that is not there is no number to be shown.
    private Draft unless(boolean nothing) {
      untold = nothing;
      return this;
    }

    private Component made() {
      Double known = value.isPresent() && !untold ? (Double) value.getAsDouble() : null;
      boolean nothing = known == null && detail.isEmpty();
      return new Component(key, nothing ? UNKNOWN : state, known, unit, detail);
    }
  }
}
