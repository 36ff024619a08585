package berry.monitoring;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A figure that Berry watches over time, by the name that rules, screens and programs know it by.
///
/// The place of a constant is the place of its values in stored arrays: new ones go to the end, and
/// none is ever taken out of the middle.
public enum Metric {
  /// Of the processor time that the container may use.
  CPU_USED("cpu.used", Unit.SHARE, Rollup.MEAN),
  /// Of the time in which it wanted to compute and was held back by its limit.
  CPU_THROTTLED("cpu.throttled", Unit.SHARE, Rollup.MEAN),
  /// Of the memory the container may use, without files that are only cached.
  MEMORY_USED("memory.used", Unit.SHARE, Rollup.MEAN),
  MEMORY_BYTES("memory.bytes", Unit.BYTES, Rollup.MEAN),
  /// Of the fullest of the disks that data, logs and backups lie on.
  DISK_USED("disk.used", Unit.SHARE, Rollup.LAST),
  DISK_FREE("disk.free", Unit.BYTES, Rollup.LAST),
  DISK_INODES_USED("disk.inodes.used", Unit.SHARE, Rollup.LAST),
  REQUESTS_PER_MINUTE("requests.perMinute", Unit.PER_MINUTE, Rollup.MEAN),
  RESPONSE_WEBHOOK_P50("response.webhook.p50", Unit.SECONDS, Rollup.MEAN),
  RESPONSE_WEBHOOK_P95("response.webhook.p95", Unit.SECONDS, Rollup.MAX),
  RESPONSE_WEBHOOK_P99("response.webhook.p99", Unit.SECONDS, Rollup.MAX),
  RESPONSE_WEBHOOK_COUNT("response.webhook.perMinute", Unit.PER_MINUTE, Rollup.MEAN),
  RESPONSE_API_P50("response.api.p50", Unit.SECONDS, Rollup.MEAN),
  RESPONSE_API_P95("response.api.p95", Unit.SECONDS, Rollup.MAX),
  RESPONSE_API_P99("response.api.p99", Unit.SECONDS, Rollup.MAX),
  RESPONSE_API_COUNT("response.api.perMinute", Unit.PER_MINUTE, Rollup.MEAN),
  /// Of all answers and handled updates, those that failed by our own fault.
  ERRORS_SHARE("errors.share", Unit.SHARE, Rollup.MEAN),
  HEAP_AFTER_COLLECTION("heap.afterCollection", Unit.SHARE, Rollup.MAX),
  COLLECTION_SHARE("heap.collectionTime", Unit.SHARE, Rollup.MEAN),
  /// Since the oldest update came that is not understood yet.
  INTAKE_LAG("intake.lag", Unit.SECONDS, Rollup.MAX),
  OUTBOX_QUEUED("outbox.queued", Unit.COUNT, Rollup.MAX),
  LIVE_VIEWERS("live.viewers", Unit.COUNT, Rollup.MAX),
  DATABASE_CONNECTIONS_USED("database.connections.used", Unit.SHARE, Rollup.MAX),
  DATABASE_SIZE("database.size", Unit.BYTES, Rollup.LAST),
  DATABASE_CACHE_HIT("database.cache.hit", Unit.SHARE, Rollup.MEAN),
  DATABASE_LONGEST_TRANSACTION("database.longestTransaction", Unit.SECONDS, Rollup.MAX),
  DATABASE_DEADLOCKS("database.deadlocks", Unit.PER_MINUTE, Rollup.MEAN),
  /// How long a question of one row takes from here and back.
  DATABASE_ROUND_TRIP("database.roundTrip", Unit.SECONDS, Rollup.MAX);

  private static final Map<String, Metric> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Metric::id, Function.identity()));

  /// What stands for several values when a longer time is told by one.
  public enum Rollup {
    MEAN,
    MAX,
    LAST
  }

  private final String id;
  private final Unit unit;
  private final Rollup rollup;

  Metric(String id, Unit unit, Rollup rollup) {
    this.id = id;
    this.unit = unit;
    this.rollup = rollup;
  }

  /// Its public name: `cpu.used`.
  public String id() {
    return id;
  }

  public Unit unit() {
    return unit;
  }

  public Rollup rollup() {
    return rollup;
  }

  /// Empty when there is no metric of that name.
  public static Optional<Metric> named(String id) {
    return Optional.ofNullable(BY_NAME.get(id));
  }
}
