package berry.backup;

import berry.monitoring.Metric;
import berry.monitoring.Readings;
import berry.monitoring.Sensor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// How old the newest proved backup is: what came since is in none. Looked at once a minute.
public final class BackupSensor implements Sensor {

  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final Supplier<List<Backup>> backups;
  private final Instant firstStart;
  private final Clock clock;
  private Instant since;
  private int count;
  private Instant askedAt = Instant.MIN;

  /// @param firstStart when there began to be something to lose
  public BackupSensor(Supplier<List<Backup>> backups, Instant firstStart, Clock clock) {
    this.backups = backups;
    this.firstStart = firstStart;
    this.since = firstStart;
    this.clock = clock;
  }

  @Override
  public void read(Readings into) {
    Instant now = clock.instant();
    if (askedAt.equals(Instant.MIN) || !askedAt.plus(BETWEEN).isAfter(now)) {
      List<Backup> proved =
          backups.get().stream().filter(one -> one.state() == BackupState.PROVED).toList();
      since = proved.stream().map(Backup::at).max(Comparator.naturalOrder()).orElse(firstStart);
      count = proved.size();
      askedAt = now;
    }
    into.put(Metric.BACKUPS_PROVED, count);
    into.put(Metric.BACKUP_PROVED_AGE, Math.max(0, Duration.between(since, now).toSeconds()));
  }
}
