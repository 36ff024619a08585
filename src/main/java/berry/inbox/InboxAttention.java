package berry.inbox;

import berry.audience.Overview.Attention;
import berry.database.Database;
import java.time.Instant;
import java.util.List;

/// Updates nobody could read need a human: perhaps an upgrade.
public final class InboxAttention implements Attention.Source {

  private final Database database;

  public InboxAttention(Database database) {
    this.database = database;
  }

  @Override
  public List<Attention> now(Instant late, Instant yesterday) {
    InboxStatusStore.Aside aside =
        database.jdbi().withExtension(InboxStatusStore.class, InboxStatusStore::aside);
    return List.of(new Attention("quarantined", aside.count(), aside.since()));
  }
}
