package berry.inbox;

import berry.database.Database;
import java.time.Instant;
import java.util.Optional;

/// Times when messages had to wait at Telegram, as people are told of them afterwards.
public final class Outages {

  private final Database database;

  public Outages(Database database) {
    this.database = database;
  }

  /// An outage whose messages came later.
  ///
  /// @param from when the oldest message that had to wait was written
  /// @param to when the first of them came
  public record CaughtUp(Instant from, Instant to, long messages) {}

  /// The last that ended after this moment.
  public Optional<CaughtUp> latest(Instant since) {
    return database.jdbi().withHandle(handle -> OutageStore.latest(handle, since));
  }
}
