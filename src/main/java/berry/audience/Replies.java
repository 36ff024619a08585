package berry.audience;

import berry.database.Database;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long people wait for their first reply, and where one person stands in that.
public final class Replies {

  /// Of fewer a median would be one person's luck.
  private static final int ENOUGH = 5;

  private final Database database;

  public Replies(Database database) {
    this.database = database;
  }

  /// Empty when the person waits for no answer.
  public Optional<Instant> waitingSince(long personId) {
    return database.jdbi().withExtension(RepliesStore.class, store -> store.waitingSince(personId));
  }

  /// A question that got its answer.
  ///
  /// @param by the name of who gave it; null for the bot itself
  public record Answered(Instant at, @Nullable String by) {}

  /// The last question that was answered.
  public Optional<Answered> answered(long personId) {
    return database.jdbi().withExtension(RepliesStore.class, store -> store.answered(personId));
  }

  /// The median of what people of the team answered from this moment on, in seconds; null when
  /// there were fewer than five.
  public @Nullable Long usual(Instant from) {
    RepliesStore.Median found =
        database.jdbi().withExtension(RepliesStore.class, store -> store.median(from));
    Double median = found.median();
    return median == null || found.count() < ENOUGH ? null : Math.round(median);
  }
}
