package berry.monitoring;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A figure that Berry watches over time, by the name that rules, screens and programs know it by.
///
/// The place of a constant is the place of its values in stored arrays: new ones go to the end, and
/// none is ever taken out of the middle.
public enum Metric {
  /// Of the processor time that the container may use.
  CPU_USED("cpu.used", Unit.SHARE, Rollup.MEAN, Across.MOST),
  /// Of the time in which it wanted to compute and was held back by its limit.
  CPU_THROTTLED("cpu.throttled", Unit.SHARE, Rollup.MEAN, Across.MOST),
  /// How many cores it may use; 0.5 for half of one.
  CPU_LIMIT("cpu.limit", Unit.COUNT, Rollup.LAST, Across.SUM),
  /// Of the memory the container may use, without files that are only cached.
  MEMORY_USED("memory.used", Unit.SHARE, Rollup.MEAN, Across.MOST),
  MEMORY_BYTES("memory.bytes", Unit.BYTES, Rollup.MEAN, Across.SUM),
  MEMORY_LIMIT("memory.limit", Unit.BYTES, Rollup.LAST, Across.SUM),
  /// Of the fullest of the disks that data, logs and backups lie on.
  DISK_USED("disk.used", Unit.SHARE, Rollup.LAST, Across.MOST),
  DISK_FREE("disk.free", Unit.BYTES, Rollup.LAST, Across.LEAST),
  DISK_SIZE("disk.size", Unit.BYTES, Rollup.LAST, Across.LEAST),
  DISK_INODES_USED("disk.inodes.used", Unit.SHARE, Rollup.LAST, Across.MOST),
  /// Until the disk is full, if it goes on filling as in the last day; absent while it doesn't.
  DISK_FULL_IN("disk.fullIn", Unit.SECONDS, Rollup.LAST, Across.LEAST),
  REQUESTS_PER_MINUTE("requests.perMinute", Unit.PER_MINUTE, Rollup.MEAN, Across.SUM),
  RESPONSE_WEBHOOK_P50("response.webhook.p50", Unit.SECONDS, Rollup.MEAN, Across.MOST),
  RESPONSE_WEBHOOK_P95("response.webhook.p95", Unit.SECONDS, Rollup.MAX, Across.MOST),
  RESPONSE_WEBHOOK_P99("response.webhook.p99", Unit.SECONDS, Rollup.MAX, Across.MOST),
  RESPONSE_WEBHOOK_COUNT("response.webhook.perMinute", Unit.PER_MINUTE, Rollup.MEAN, Across.SUM),
  RESPONSE_API_P50("response.api.p50", Unit.SECONDS, Rollup.MEAN, Across.MOST),
  RESPONSE_API_P95("response.api.p95", Unit.SECONDS, Rollup.MAX, Across.MOST),
  RESPONSE_API_P99("response.api.p99", Unit.SECONDS, Rollup.MAX, Across.MOST),
  RESPONSE_API_COUNT("response.api.perMinute", Unit.PER_MINUTE, Rollup.MEAN, Across.SUM),
  /// Of all answers and handled updates, those that failed by our own fault.
  ERRORS_SHARE("errors.share", Unit.SHARE, Rollup.MEAN, Across.MOST),
  HEAP_AFTER_COLLECTION("heap.afterCollection", Unit.SHARE, Rollup.MAX, Across.MOST),
  COLLECTION_SHARE("heap.collectionTime", Unit.SHARE, Rollup.MEAN, Across.MOST),
  /// How long a collection took on average since the reading before.
  COLLECTION_PAUSE("heap.pause", Unit.SECONDS, Rollup.MAX, Across.MOST),
  /// From the receipt of an update to its COMMIT: the longest since the reading before.
  INTAKE_LAG("intake.lag", Unit.SECONDS, Rollup.MAX, Across.MOST),
  /// Since updates come no more; 0 while they do.
  INTAKE_STALLED("intake.stalled", Unit.SECONDS, Rollup.MAX, Across.MOST),
  /// By all replicas together, like the two that follow.
  INTAKE_RECEIVED("intake.received", Unit.PER_MINUTE, Rollup.MEAN, Across.MOST),
  INTAKE_STORED("intake.stored", Unit.PER_MINUTE, Rollup.MEAN, Across.MOST),
  INTAKE_DUPLICATE("intake.duplicate", Unit.PER_MINUTE, Rollup.MEAN, Across.MOST),
  INTAKE_QUARANTINED("intake.quarantined", Unit.COUNT, Rollup.LAST, Across.MOST),
  /// Acknowledged, and neither stored nor a repeat nor set aside: must be 0.
  INTAKE_LOST("intake.lost", Unit.COUNT, Rollup.LAST, Across.MOST),
  OUTBOX_QUEUED("outbox.queued", Unit.COUNT, Rollup.MAX, Across.MOST),
  /// How long the oldest message waits that is due.
  OUTBOX_OLDEST("outbox.oldest", Unit.SECONDS, Rollup.MAX, Across.MOST),
  /// Answers of Telegram that ask for patience (429).
  OUTBOX_LIMITED("outbox.limited", Unit.PER_MINUTE, Rollup.MEAN, Across.SUM),
  LIVE_VIEWERS("live.viewers", Unit.COUNT, Rollup.MAX, Across.SUM),
  /// From the receipt of an update until viewers were told, 95 of 100.
  LIVE_DELAY("live.delay", Unit.SECONDS, Rollup.MAX, Across.MOST),
  DATABASE_CONNECTIONS_USED("database.connections.used", Unit.SHARE, Rollup.MAX, Across.MOST),
  DATABASE_SIZE("database.size", Unit.BYTES, Rollup.LAST, Across.MOST),
  /// Its write-ahead log, where we may see it.
  DATABASE_WAL("database.wal", Unit.BYTES, Rollup.LAST, Across.MOST),
  DATABASE_CACHE_HIT("database.cache.hit", Unit.SHARE, Rollup.MEAN, Across.LEAST),
  DATABASE_LONGEST_TRANSACTION(
      "database.longestTransaction", Unit.SECONDS, Rollup.MAX, Across.MOST),
  DATABASE_DEADLOCKS("database.deadlocks", Unit.PER_MINUTE, Rollup.MEAN, Across.MOST),
  /// How long a question of one row takes from here and back.
  DATABASE_ROUND_TRIP("database.roundTrip", Unit.SECONDS, Rollup.MAX, Across.MOST),
  /// Since it answers no more; 0 while it does.
  DATABASE_DOWN("database.down", Unit.SECONDS, Rollup.MAX, Across.MOST),
  /// How many of ours wait for a connection of the pool.
  DATABASE_POOL_WAITING("database.pool.waiting", Unit.COUNT, Rollup.MAX, Across.SUM),
  /// What Telegram holds for us.
  WEBHOOK_PENDING("webhook.pending", Unit.COUNT, Rollup.LAST, Across.MOST),
  /// Since Telegram's deliveries fail and none was accepted after; 0 while they don't.
  WEBHOOK_BROKEN("webhook.broken", Unit.SECONDS, Rollup.MAX, Across.MOST),
  /// Of the newest backup that was proved; of none at all, since the first start.
  BACKUP_PROVED_AGE("backup.provedAge", Unit.SECONDS, Rollup.LAST, Across.LEAST),
  /// How many backups there are that were proved.
  BACKUPS_PROVED("backup.proved", Unit.COUNT, Rollup.LAST, Across.MOST),
  /// How far the clocks of this machine and of the database differ.
  CLOCK_SKEW("clock.skew", Unit.SECONDS, Rollup.LAST, Across.MOST),
  /// Of the most silent replica that has not said that it ends.
  REPLICA_SILENT("replica.silent", Unit.SECONDS, Rollup.MAX, Across.MOST),
  /// How much of the time Berry found itself able to work: database there, updates coming.
  SELF_GOOD("self.good", Unit.SHARE, Rollup.COVERED, Across.MOST);

  private static final Map<String, Metric> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Metric::id, Function.identity()));

  /// What stands for several values when a longer time is told by one.
  public enum Rollup {
    MEAN,
    /// The mean, in which a step that nobody read counts as 0.
    COVERED,
    MAX,
    LAST
  }

  /// What stands for the values of several replicas.
  public enum Across {
    MOST,
    LEAST,
    SUM;

    /// @param one null for nothing
    @Nullable Double both(@Nullable Double one, @Nullable Double other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return switch (this) {
        case MOST -> Math.max(one, other);
        case LEAST -> Math.min(one, other);
        case SUM -> one + other;
      };
    }
  }

  private final String id;
  private final Unit unit;
  private final Rollup rollup;
  private final Across across;

  Metric(String id, Unit unit, Rollup rollup, Across across) {
    this.id = id;
    this.unit = unit;
    this.rollup = rollup;
    this.across = across;
  }

  /// Its public name: `cpu.used`.
  public String id() {
    return id;
  }

  /// Where its value stands in stored arrays.
  @SuppressWarnings("EnumOrdinal") // the order is a promise, see above
  int place() {
    return ordinal();
  }

  public Unit unit() {
    return unit;
  }

  public Rollup rollup() {
    return rollup;
  }

  public Across across() {
    return across;
  }

  /// Empty when there is no metric of that name.
  public static Optional<Metric> named(String id) {
    return Optional.ofNullable(BY_NAME.get(id));
  }
}
