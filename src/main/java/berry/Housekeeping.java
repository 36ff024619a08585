package berry;

import berry.database.Jobs;
import berry.database.Partitions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is done every now and then, by one replica at a time.
final class Housekeeping {

  /// The menu's address changes with a start, and the job may have run just before it.
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Duration HOURLY = Duration.ofHours(1);
  private static final Duration DAILY = Duration.ofHours(24);

  private Housekeeping() {}

  static Jobs start(Core core, @Nullable BotPart bot) {
    Partitions partitions = new Partitions(core.database());
    Jobs jobs =
        new Jobs(core.database())
            .every("partitions", DAILY, () -> partitions.ensure(core.clock().instant()))
            .every("raw-retention", DAILY, () -> dropRaw(core, partitions))
            .every("outgoing-retention", DAILY, () -> dropOutgoing(core))
            .every("outgoing-paces", HOURLY, () -> core.outbox().forgetPaces())
            .every("changes", HOURLY, () -> core.changes().prune())
            .every("sessions", HOURLY, () -> core.sessions().forgetEnded())
            .every("codes", DAILY, () -> core.codes().forgetSpent());
    if (bot != null) {
      jobs.every("updates-seen", DAILY, () -> bot.inbox().prune())
          .every("menu", MINUTE, bot::publishMenu)
          .every("quarantine", MINUTE, bot::retryQuarantine);
    }
    jobs.start();
    return jobs;
  }

  private static void dropRaw(Core core, Partitions partitions) {
    int days = (int) Math.max(1, core.choices().rawRetention().toDays());
    partitions.dropIncoming(core.clock().instant(), days);
  }

  /// What was said is in `message`; how it was sent is kept as long as raw updates are.
  private static void dropOutgoing(Core core) {
    core.outbox().prune(core.clock().instant().minus(core.choices().rawRetention()));
  }
}
