package berry.diagnostics;

import berry.database.Address;
import berry.database.Database;
import berry.database.DatabaseUnreachable;
import berry.inbox.InboxStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether every update could be understood.
final class InboxCheck implements Check {

  private final @Nullable Address everyday;

  InboxCheck(@Nullable Address everyday) {
    this.everyday = everyday;
  }

  @Override
  public String name() {
    return "inbox";
  }

  @Override
  public List<Finding> look() {
    if (everyday == null) {
      return List.of(Finding.ok(name(), "not looked at, the database is not running"));
    }
    try (Database database = Database.open(everyday, 1)) {
      boolean there = database.jdbi().withExtension(InboxStore.class, InboxStore::there);
      return List.of(there ? found(InboxStatus.read(database)) : nothing());
    } catch (DatabaseUnreachable gone) {
      return List.of(Finding.ok(name(), "not looked at, the database can't be reached"));
    }
  }

  private Finding nothing() {
    return Finding.ok(name(), "nothing yet");
  }

  private Finding found(InboxStatus inbox) {
    long aside = inbox.quarantined();
    String unseen =
        "of the newest %d update ids %d never came (information: Telegram leaves some out)"
            .formatted(inbox.seenIds() + inbox.unseenIds(), inbox.unseenIds());
    return aside == 0
        ? Finding.ok(name(), "every update was understood; " + unseen)
        : Finding.warn(
            name(),
            aside + " updates are kept raw only (quarantined); " + unseen,
            "berry inbox list says why; berry inbox retry reads them again, as an upgrade does.");
  }
}
