package berry.outbox;

import berry.audience.Overview.Attention;
import berry.database.Database;
import java.time.Instant;
import java.util.List;

/// What failed, what perhaps arrived, and what waits for too long.
public final class OutboxAttention implements Attention.Source {

  private final Database database;

  public OutboxAttention(Database database) {
    this.database = database;
  }

  @Override
  public List<Attention> now(Instant late, Instant yesterday) {
    return database
        .jdbi()
        .withExtension(OutboxStatusStore.class, store -> store.attention(late, yesterday));
  }
}
