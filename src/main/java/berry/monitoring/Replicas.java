package berry.monitoring;

import berry.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who runs: every process of Berry on one database, as each notes it down of itself.
public final class Replicas {

  /// Between two signs of life.
  public static final Duration BEAT = Duration.ofSeconds(10);

  /// After this without a sign of life somebody is missed.
  public static final Duration SILENT = Duration.ofSeconds(30);

  private final Database database;

  public Replicas(Database database) {
    this.database = database;
  }

  /// What a process says of itself.
  ///
  /// @param name the same after a restart in the same place: host and port
  /// @param role `all`, `bot` or `dashboard`
  /// @param commit empty values are null
  public record Self(
      String name, String role, String version, @Nullable String commit, Instant startedAt) {}

  /// What is known of one.
  ///
  /// @param leader whether it judges the alert rules
  /// @param stoppedAt when it said that it ends; null while it runs, or was killed
  /// @param silentSeconds since its last sign of life, by the database's clock
  /// @param expected whether it should be there: it has neither said goodbye nor been followed by
  ///   another of its role
  public record Known(
      String name,
      String role,
      String version,
      @Nullable String commit,
      boolean leader,
      Instant startedAt,
      Instant heartbeatAt,
      @Nullable Instant stoppedAt,
      double silentSeconds,
      boolean expected) {

    /// Whether somebody should look where it is.
    public boolean silent() {
      return expected && silentSeconds > SILENT.toSeconds();
    }
  }

  public void beat(Self self, boolean leader) {
    database.jdbi().useExtension(ReplicaStore.class, store -> store.beat(self, leader));
  }

  public void stopped(Self self) {
    database
        .jdbi()
        .useExtension(ReplicaStore.class, store -> store.stopped(self.name(), self.startedAt()));
  }

  /// When each began its present or last life.
  public List<MetricsView.Mark> restarts(Instant from, Instant to) {
    return all().stream()
        .filter(one -> one.startedAt().isAfter(from) && one.startedAt().isBefore(to))
        .map(one -> new MetricsView.Mark(one.startedAt(), "restart", one.name()))
        .toList();
  }

  /// Of the last seven days, the newest first.
  public List<Known> all() {
    return database.jdbi().withExtension(ReplicaStore.class, ReplicaStore::all);
  }

  /// Whether one that sends for the bot has given a sign of life lately.
  public boolean sending() {
    return all().stream()
        .anyMatch(one ->
            !one.role().equals("dashboard")
                && one.stoppedAt() == null
                && one.silentSeconds() <= SILENT.toSeconds());
  }

  public void forgetOld() {
    database.jdbi().useExtension(ReplicaStore.class, ReplicaStore::forgetOld);
  }
}
