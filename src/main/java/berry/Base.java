package berry;

import berry.config.Configuration;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Job;
import berry.database.Partitions;
import berry.database.Storage;
import berry.monitoring.Metrics;
import berry.telegram.Token;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// What every part stands on: the settings of this start, the time, the bot's token, the database,
/// its news, and what is measured.
final class Base implements Part {

  private final Configuration configuration;
  private final Clock clock;
  private final Token token;
  private final Storage storage;
  private final Changes changes;
  private final Metrics metrics = new Metrics();

  /// @param storage closed by whoever opened it
  Base(Configuration configuration, Clock clock, Token token, Storage storage) {
    this.configuration = configuration;
    this.clock = clock;
    this.token = token;
    this.storage = storage;
    this.changes = new Changes(storage.database(), storage.direct());
    changes.start();
  }

  Configuration configuration() {
    return configuration;
  }

  Clock clock() {
    return clock;
  }

  Token token() {
    return token;
  }

  Storage storage() {
    return storage;
  }

  Database database() {
    return storage.database();
  }

  Changes changes() {
    return changes;
  }

  Metrics metrics() {
    return metrics;
  }

  @Override
  public List<Job> jobs() {
    Partitions partitions = DatabaseSetup.partitions(database());
    return List.of(
        new Job("partitions", Duration.ofHours(24), () -> partitions.ensure(clock.instant())),
        new Job("changes", Duration.ofHours(1), changes::prune));
  }

  @Override
  public void close() {
    changes.close();
    metrics.close();
  }
}
