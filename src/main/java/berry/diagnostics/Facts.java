package berry.diagnostics;

import berry.access.Staff;
import berry.audience.AudienceStatus;
import berry.database.Database;
import berry.inbox.InboxStatus;
import berry.inbox.IntakeTotals;
import berry.outbox.OutboxStatus;
import berry.settings.BotIdentity;
import org.jspecify.annotations.Nullable;

/// What the database says about Berry on one page. Each owner of a table counts its own, one after
/// the other.
///
/// @param bot whose database it is; null before the first start
/// @param owner Telegram id; null while nobody has claimed it
/// @param received updates taken in, ever
/// @param bytes size of the database
public record Facts(
    BotIdentity.@Nullable Bot bot,
    @Nullable Long owner,
    AudienceStatus audience,
    InboxStatus inbox,
    OutboxStatus outbox,
    long received,
    long bytes) {

  /// Needs the schema to be up to date.
  public static Facts read(Database database) {
    return new Facts(
        new BotIdentity(database).owner().orElse(null),
        Staff.owner(database).orElse(null),
        AudienceStatus.read(database),
        InboxStatus.read(database),
        OutboxStatus.read(database),
        IntakeTotals.read(database).received(),
        database.jdbi().withExtension(FactsStore.class, FactsStore::bytes));
  }
}
