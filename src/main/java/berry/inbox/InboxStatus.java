package berry.inbox;

import berry.database.Database;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the inbox stands.
///
/// @param quarantined updates kept raw only, as long as they are kept; what was ever set aside and
///   not taken in later is in [IntakeTotals]
/// @param oldestQuarantined when the oldest of them came
/// @param seenIds how many of the bot's newest update ids were looked at, 10,000 at most
/// @param unseenIds ids between those that never came. Telegram leaves some out itself, and another
///   program with the same token takes some away; no loss of ours
public record InboxStatus(
    long quarantined, @Nullable Instant oldestQuarantined, long seenIds, long unseenIds) {

  public static InboxStatus read(Database database) {
    return database
        .jdbi()
        .withExtension(
            InboxStatusStore.class,
            store -> {
              InboxStatusStore.Aside aside = store.aside();
              InboxStatusStore.Ids ids = store.ids();
              return new InboxStatus(aside.count(), aside.since(), ids.seen(), ids.unseen());
            });
  }
}
