package berry.diagnostics;

import berry.database.Database;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the database says about Berry on one page.
///
/// @param bot username of the bot it belongs to; null before the first start
/// @param sandbox whether that is the sandbox's own bot
/// @param owner Telegram id; null while nobody has claimed it
/// @param received updates taken in, ever
/// @param newest when anybody was last heard of
/// @param waiting chats where somebody waits for an answer
/// @param quarantined updates kept raw only
/// @param queued messages not sent yet
/// @param unseen ids of updates of the last 24 hours that never came between those that did.
///   Telegram leaves some out itself, and another program with the same token takes some away; no
///   loss of ours
/// @param oldestQueued when the oldest of them was queued
/// @param failed messages that could not be sent, in the last 24 hours
/// @param unknown messages that perhaps arrived, in the last 24 hours
/// @param slowedDown how often Telegram asked to wait, in the last hour or a little more
/// @param bytes size of the database
public record Facts(
    @Nullable String bot,
    boolean sandbox,
    @Nullable Long owner,
    long people,
    long received,
    @Nullable Instant newest,
    long waiting,
    long quarantined,
    long queued,
    long unseen,
    @Nullable Instant oldestQueued,
    long failed,
    long unknown,
    long slowedDown,
    long bytes) {

  /// Needs the schema to be up to date.
  public static Facts read(Database database) {
    return database.jdbi().withExtension(FactsStore.class, FactsStore::facts);
  }
}
