package berry.monitoring;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands beside each name on the page for Prometheus.
final class MetricTexts {

  private static final Map<String, String> COUNTED =
      Map.ofEntries(
          Map.entry("berry.http", "Answered HTTP requests by the pattern of their route."),
          Map.entry("berry.answers", "Handling of a stored update, by how it ended."),
          Map.entry("berry.courier.calls", "Calls of the Bot API by the outbox."),
          Map.entry("berry.courier.slowed", "Answers 429 of Telegram, by whom they slow down."),
          Map.entry("berry.courier.telegram.away", "1 while calls pause, for Telegram is away."),
          Map.entry("berry.courier.under.way", "Messages that are being sent right now."),
          Map.entry("berry.intake.batch", "Storing of a batch of updates, up to its COMMIT."),
          Map.entry("berry.intake.batch.rows", "Updates in a batch."),
          Map.entry("berry.intake.updates", "Updates that arrived, by what became of them."),
          Map.entry("berry.intake.waiting", "Updates that wait for the next batch."),
          Map.entry("berry.live.viewers", "Open live streams of this process."),
          Map.entry("berry.outbox.failed", "Messages that were given up."),
          Map.entry(
              "berry.outbox.oldest.seconds", "How long the oldest message waits that is due."),
          Map.entry("berry.outbox.queued", "Messages that wait to be sent."),
          Map.entry("berry.outbox.unknown", "Messages of which nobody knows whether they arrived."),
          Map.entry("berry.reception.foreign", "1 while somebody else polls with the same token."),
          Map.entry("berry.reception.leading", "1 while this replica receives the updates."),
          Map.entry("berry.reception.quiet", "1 while updates are not known to come."),
          Map.entry("berry.reception.trouble", "1 while something keeps updates from coming."));

  private MetricTexts() {}

  /// @param name with dots
  /// @return null for a name that has none yet: `promtool check metrics` complains about it
  static @Nullable String of(String name) {
    return COUNTED.get(name);
  }

  static String of(Metric metric) {
    return switch (metric) {
      case CPU_USED -> "Used processor time, of what this container may use.";
      case CPU_THROTTLED -> "Time in which the container was held back by its processor limit.";
      case CPU_LIMIT -> "Cores that this container may use.";
      case MEMORY_USED -> "Memory in use, of the limit; files that are only cached don't count.";
      case MEMORY_BYTES -> "Memory in use; files that are only cached don't count.";
      case MEMORY_LIMIT -> "Memory that this container may use.";
      case DISK_USED -> "Used space of the fullest disk with data, logs or backups.";
      case DISK_FREE -> "Free space of the fullest disk.";
      case DISK_SIZE -> "Size of the fullest disk.";
      case DISK_INODES_USED -> "Used inodes of the fullest disk.";
      case DISK_FULL_IN -> "Time until the disk is full at the rate of the last day.";
      case REQUESTS_PER_MINUTE -> "Requests of Telegram and of people in the last minute.";
      case RESPONSE_WEBHOOK_P50 -> "Response time of the webhook in the last minute, median.";
      case RESPONSE_WEBHOOK_P95 -> "Response time of the webhook in the last minute, 95 of 100.";
      case RESPONSE_WEBHOOK_P99 -> "Response time of the webhook in the last minute, 99 of 100.";
      case RESPONSE_WEBHOOK_COUNT -> "Requests of the webhook in the last minute.";
      case RESPONSE_API_P50 -> "Response time of the API in the last minute, median.";
      case RESPONSE_API_P95 -> "Response time of the API in the last minute, 95 of 100.";
      case RESPONSE_API_P99 -> "Response time of the API in the last minute, 99 of 100.";
      case RESPONSE_API_COUNT -> "Requests of the API in the last minute.";
      case ERRORS_SHARE -> "Answers and updates that failed by Berry's own fault.";
      case HEAP_AFTER_COLLECTION -> "Heap in use after a collection, of its limit.";
      case COLLECTION_SHARE -> "Time that garbage collection took.";
      case COLLECTION_PAUSE -> "Mean length of a collection since the reading before.";
      case INTAKE_LAG -> "Time of updates from their receipt to COMMIT.";
      case INTAKE_STALLED -> "Time since updates come no more; 0 while they do.";
      case INTAKE_RECEIVED -> "Updates that were received.";
      case INTAKE_STORED -> "Updates that were stored.";
      case INTAKE_DUPLICATE -> "Updates that were known already.";
      case INTAKE_QUARANTINED -> "Updates that could not be understood and are kept aside.";
      case INTAKE_LOST -> "Updates that were acknowledged and are nowhere; must be 0.";
      case OUTBOX_QUEUED -> "Messages that wait to be sent.";
      case OUTBOX_OLDEST -> "How long the oldest message waits that is due.";
      case OUTBOX_LIMITED -> "Answers 429 of Telegram.";
      case LIVE_VIEWERS -> "Open live streams of this process.";
      case LIVE_DELAY -> "Time from the receipt of an update to its viewers, 95 of 100.";
      case DATABASE_CONNECTIONS_USED -> "Connections in use, of those the server allows.";
      case DATABASE_SIZE -> "Size of the database.";
      case DATABASE_WAL -> "Size of the write-ahead log.";
      case DATABASE_CACHE_HIT -> "Blocks that were found in PostgreSQL's cache.";
      case DATABASE_LONGEST_TRANSACTION -> "How long the oldest open transaction lasts.";
      case DATABASE_DEADLOCKS -> "Deadlocks.";
      case DATABASE_ROUND_TRIP -> "Time of a query of one row from here and back.";
      case DATABASE_DOWN -> "Time since the database answers no more; 0 while it does.";
      case DATABASE_POOL_WAITING -> "Threads that wait for a connection of the pool.";
      case WEBHOOK_PENDING -> "Updates that Telegram holds for the bot.";
      case WEBHOOK_BROKEN -> "Time since Telegram's deliveries fail; 0 while they don't.";
      case BACKUP_PROVED_AGE -> "Age of the newest proved backup; without one, of this Berry.";
      case BACKUPS_PROVED -> "Backups that were proved.";
      case CLOCK_SKEW -> "Difference between the clocks of this machine and of the database.";
      case REPLICA_SILENT -> "Silence of the most silent replica that has not said that it ends.";
      case SELF_GOOD -> "Time in which Berry found itself able to work.";
    };
  }
}
