package berry.database;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/// Brings the schema up to this version of Berry: forward only, one process at a time.
///
/// A schema newer than the code is accepted, because during a rolling update the old version runs
/// beside it for a while. Needs the right to create in schema `public` and, for schema `demo`, in
/// the database; never a superuser.
public final class Migrations {

  private static final int OLDEST_SERVER = 15;
  private static final String NO_SUCH_TABLE = "42P01";

  private final Address direct;

  /// @param direct past any pooler: the lock belongs to a session
  public Migrations(Address direct) {
    this.direct = direct;
  }

  /// Whether every migration of this build has been applied as it is. Takes one connection and some
  /// milliseconds.
  ///
  /// @throws DatabaseUnreachable when there is no connection
  /// @throws DatabaseUnusable when the server is too old
  public boolean current() {
    try (Connection connection = direct.connect(Duration.ofSeconds(30))) {
      requireServer(connection);
      return applied(connection).entrySet().containsAll(MigrationScripts.checksums().entrySet());
    } catch (SQLException e) {
      throw new DatabaseUnreachable(direct, e);
    }
  }

  /// Those that this build does not know: such a schema is a newer version's.
  ///
  /// @param scripts file names, such as `V001__first_tables.sql`
  public static List<String> unknown(List<String> scripts) {
    return scripts.stream()
        .filter(script -> script.startsWith("V"))
        .filter(script -> !MigrationScripts.checksums().containsKey(script))
        .toList();
  }

  /// When the schema was made, which is when there began to be something to lose.
  public static Optional<Instant> firstAt(Database database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT min(installed_on)::timestamptz FROM flyway_schema_history")
                .mapTo(Instant.class)
                .findOne());
  }

  /// What `migrate` would do, oldest first: version and description.
  ///
  /// @throws DatabaseUnreachable when there is no connection
  /// @throws DatabaseUnusable when the server is too old
  public List<String> pending() {
    return current()
        ? List.of()
        : Stream.of(flyway().info().pending()).map(Migrations::label).toList();
  }

  /// Applies what is pending, waiting for another process that is at it.
  ///
  /// @return how many were applied
  /// @throws DatabaseUnreachable when there is no connection
  /// @throws DatabaseUnusable when the server is too old or refuses; nothing of that step remains
  public int migrate() {
    return migrate(() -> {});
  }

  /// The same, with something to be done before an earlier version's schema is changed: by one
  /// process, and not where there is no schema yet.
  ///
  /// @param first what it throws keeps the schema from being touched
  public int migrate(Runnable first) {
    if (current()) {
      return 0;
    }
    try (Connection lock = direct.connect(Duration.ofSeconds(30))) {
      waitFor(lock);
      if (!current() && !applied(lock).isEmpty()) {
        first.run();
      }
      return flyway().migrate().migrationsExecuted;
    } catch (SQLException e) {
      throw new DatabaseUnreachable(direct, e);
    } catch (FlywayException e) {
      throw new DatabaseUnusable(
          "The schema of %s was not brought up to date: %s".formatted(direct, reason(e)), e);
    }
  }

  /// Flyway's own lock begins only after its history table was made, so two processes that start at
  /// once on an empty database trip over each other there. Asked for again and again instead of
  /// waited for in one statement, whose snapshot would hold up a `CREATE INDEX CONCURRENTLY` of the
  /// other.
  private static void waitFor(Connection lock) throws SQLException {
    while (!taken(lock)) {
      try {
        Thread.sleep(Duration.ofMillis(100));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DatabaseUnusable(
            "Interrupted while another process brings the schema up to date", e);
      }
    }
  }

  private static boolean taken(Connection lock) throws SQLException {
    try (Statement statement = lock.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pg_try_advisory_lock(hashtext('berry migrations'))")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private Flyway flyway() {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(direct.jdbcUrl(), direct.user(), direct.password())
        .locations("classpath:" + MigrationScripts.FOLDER)
        .schemas("public")
        .createSchemas(false)
        // Other tables may live beside ours; a name that collides fails on its own.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .loggers("slf4j")
        .load();
  }

  private void requireServer(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version_num")) {
      row.next();
      int number = row.getInt(1);
      if (number < OLDEST_SERVER * 10_000) {
        throw new DatabaseUnusable(
            "PostgreSQL at %s is version %d; Berry needs %d or newer. Update the server, or give"
                    .formatted(direct.hosts(), number / 10_000, OLDEST_SERVER)
                + " another one in DATABASE_URL.");
      }
    }
  }

  private static Map<String, Integer> applied(Connection connection) throws SQLException {
    Map<String, Integer> all = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT script, checksum FROM public.flyway_schema_history WHERE success")) {
      while (row.next()) {
        all.put(row.getString(1), row.getInt(2));
      }
    } catch (SQLException e) {
      if (!NO_SUCH_TABLE.equals(e.getSQLState())) {
        throw e;
      }
    }
    return all;
  }

  private static String label(MigrationInfo one) {
    return one.getVersion() + " " + one.getDescription();
  }

  private static String reason(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof SQLException refusal && refusal.getMessage() != null) {
        return refusal.getMessage().lines().findFirst().orElse("");
      }
    }
    // Of a changed script Flyway's second line tells which.
    return String.valueOf(failure.getMessage()).lines().limit(2).collect(joining(" "));
  }
}
