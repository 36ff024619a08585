package berry.audience;

import berry.database.Database;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who is there.
///
/// @param newest when anybody was last heard of
/// @param waiting chats where somebody waits for an answer, however briefly
public record AudienceStatus(long people, @Nullable Instant newest, long waiting) {

  public static AudienceStatus read(Database database) {
    return database.jdbi().withExtension(AudienceStatusStore.class, AudienceStatusStore::status);
  }
}
