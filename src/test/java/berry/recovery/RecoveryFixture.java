package berry.recovery;

import berry.backup.Backup;
import berry.backup.Backups;
import berry.backup.Progress;
import berry.backup.RestoringStore;
import berry.backup.Site;
import berry.config.BackupRules;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import berry.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Restores of a test's database, with people in it, and what is left beside it.
final class RecoveryFixture implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  final TestDatabase database = TestDatabase.fresh();
  final Rows rows = new Rows(database);
  final Path machine;

  RecoveryFixture(Path machine) {
    this.machine = machine;
  }

  /// As many people with a message each, from that number on.
  void people(int from, int count) {
    for (int n = from; n < from + count; n++) {
      rows.person(n, "Person " + n, NOON);
      rows.said(n, n, 1, NOON.plusSeconds(n), "message of " + n);
    }
  }

  long people() {
    return Long.parseLong(one("SELECT count(*) FROM person"));
  }

  /// By a connection that no restore has ended.
  String one(String sql) {
    database.database().distrust();
    return database.one(sql);
  }

  Backup backup() {
    return backups().create(false, Progress.NONE).backup();
  }

  RestoringStore source(Backup backup) {
    return recovery().named(backup.name(), null);
  }

  String name() {
    return database.address().database();
  }

  Recovery recovery() {
    return recovery(step -> {});
  }

  Recovery recovery(Consumer<Step> passed) {
    return new Recovery(site(), database.address(), backups(), Clock.systemUTC(), passed);
  }

  Recovery recovery(Clock clock) {
    return new Recovery(site(), database.address(), backups(), clock);
  }

  Backups backups() {
    return new Backups(site(), BackupRules.USUAL, database.database(), Clock.systemUTC());
  }

  Site site() {
    Path data = machine.resolve("data");
    return new Site(database.address(), false, data, data.resolve("backups"), "1.2.3", "host/4711");
  }

  /// Databases of our restores, by the live one's name in their mark, and those without one.
  List<String> beside() {
    return asSuperuser(
        """
        SELECT datname FROM pg_database
        WHERE datname ~ '^berry_(restore|before)_'
          AND shobj_description(oid, 'pg_database') LIKE '%"live":"'
            || current_setting('berry.live') || '"%'
        ORDER BY datname
        """);
  }

  List<String> asSuperuser(String sql) {
    List<String> found = new ArrayList<>();
    try (Connection connection = TestServer.shared().superuser().connect(Duration.ofMinutes(1));
        var statement = connection.createStatement()) {
      statement.execute("SET berry.live = '" + name() + "'");
      if (statement.execute(sql)) {
        try (ResultSet row = statement.getResultSet()) {
          while (row.next()) {
            found.add(row.getString(1));
          }
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    for (String name : beside()) {
      asSuperuser("DROP DATABASE \"" + name + "\" WITH (FORCE)");
    }
    asSuperuser("ALTER DATABASE " + name() + " ALLOW_CONNECTIONS true");
    database.close();
  }
}
