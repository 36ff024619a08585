package berry.outbox;

import berry.audience.Activity;
import berry.database.Database;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the outbox stands: the one place where its messages are counted.
///
/// @param queued not sent yet
/// @param oldestQueued when the oldest of them was queued; null when there is none
/// @param oldestSeconds how long that one has waited; 0 when there is none
/// @param failed in the last 24 hours
/// @param unknown in the last 24 hours: sent, and nobody knows whether it arrived
/// @param slowedDown how often Telegram asked to wait, in the last hour or a little more
public record OutboxStatus(
    long queued,
    @Nullable Instant oldestQueued,
    double oldestSeconds,
    long failed,
    long unknown,
    long slowedDown) {

  /// Before anything was queued.
  static final OutboxStatus NOTHING = new OutboxStatus(0, null, 0, 0, 0, 0);

  /// An hour, and the quarter in which it began.
  private static final Duration LATELY = Duration.ofMinutes(75);

  public static OutboxStatus read(Database database) {
    OutboxStatusStore.Counts counts =
        database.jdbi().withExtension(OutboxStatusStore.class, OutboxStatusStore::counts);
    return new OutboxStatus(
        counts.queued(),
        counts.oldestQueued(),
        counts.oldestSeconds(),
        counts.failed(),
        counts.unknown(),
        Activity.last(database, "slow_down", LATELY));
  }
}
