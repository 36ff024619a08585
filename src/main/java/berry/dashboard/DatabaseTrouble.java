package berry.dashboard;

import berry.database.Database;
import berry.database.DatabaseAway;
import berry.http.TransientFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tells the HTTP server which failures mean that the database is away.
public final class DatabaseTrouble implements TransientFailure.Known {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Database database;

  public DatabaseTrouble(Database database) {
    this.database = database;
  }

  @Override
  public @Nullable TransientFailure of(Throwable failure) {
    if (!DatabaseAway.behind(failure)) {
      return null;
    }
    boolean cut = DatabaseAway.cut(failure);
    if (cut) {
      // The others in the pool were most likely cut with it; a second try shall not meet one.
      database.distrust();
    }
    return new TransientFailure("the database cannot be reached at the moment", RETRY_AFTER, cut);
  }
}
