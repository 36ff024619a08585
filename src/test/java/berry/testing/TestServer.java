package berry.testing;

import berry.database.Address;
import berry.database.Migrations;
import berry.database.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// The PostgreSQL that the tests of one JVM share. It forgets everything: nothing is flushed to
/// disk.
public final class TestServer {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 1L << 30;
  private static final String TEMPLATE = "migrated";
  private static final String PASSWORD = "a password for tests";

  /// Started by the first test that needs it, stopped when the JVM ends.
  private static final class Shared {
    private static final TestServer SERVER = start();
  }

  private final PostgresServer server;
  private final Address superuser;
  private final Address everyday;
  private boolean migrated;

  private TestServer(PostgresServer server, int port) {
    this.server = server;
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    this.superuser = new Address(url, "postgres", PASSWORD);
    this.everyday = new Address(url, "berry", PASSWORD);
    run("CREATE ROLE berry LOGIN CREATEDB PASSWORD '" + PASSWORD + "'");
  }

  public static TestServer shared() {
    return Shared.SERVER;
  }

  /// The superuser's way in, for tests that break things.
  public Address superuser() {
    return superuser;
  }

  /// The process, for tests that break things.
  public long pid() {
    return server.pid();
  }

  /// A new database that belongs to the everyday user `berry`.
  synchronized Address create(String name, boolean withSchema) {
    if (withSchema && !migrated) {
      run("CREATE DATABASE " + TEMPLATE + " OWNER berry");
      new Migrations(everyday.withDatabase(TEMPLATE)).migrate();
      migrated = true;
    }
    String template = withSchema ? TEMPLATE : "template1";
    // By way of files: less to write than by way of the log, which nobody reads here.
    run("CREATE DATABASE " + name + " OWNER berry STRATEGY file_copy TEMPLATE " + template);
    return everyday.withDatabase(name);
  }

  public void drop(String name) {
    run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private void run(String sql) {
    try (Connection connection =
            DriverManager.getConnection(
                superuser.jdbcUrl(), superuser.user(), superuser.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("the test server refused: " + sql, e);
    }
  }

  private static TestServer start() {
    try {
      Path folder = folder();
      Path bin = bin();
      Path cluster = folder.resolve("cluster");
      TestCluster.create(bin, cluster, "postgres", PASSWORD, options());
      int port = Ports.free();
      PostgresServer server = PostgresServer.start(bin, cluster, port, settings());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
      return new TestServer(server, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// In memory where there is room: each database is some hundred files, and a file system that has
  /// deleted thousands a moment ago (ext4 without a journal) is slow to find a place for the next.
  private static Path folder() throws IOException {
    String prefix = "berry-test-postgres-";
    return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM
        ? Files.createTempDirectory(MEMORY, prefix)
        : Files.createTempDirectory(prefix);
  }

  /// Letters as the embedded server of the product knows them: ILIKE must find more than ASCII.
  private static List<String> options() {
    String version = System.getProperty("berry.test.postgres", "embedded");
    return version.equals("embedded")
        ? List.of("--locale-provider=builtin", "--locale=C.UTF-8")
        : List.of("--locale=C.UTF-8");
  }

  private static Path bin() {
    String version = System.getProperty("berry.test.postgres", "embedded");
    if (version.equals("embedded")) {
      return PostgresPrograms.unpacked().resolve("bin");
    }
    Path installed = Path.of("/usr/lib/postgresql", version, "bin");
    if (!Files.isDirectory(installed)) {
      System.err.println("NOT TESTED: PostgreSQL " + version + ", for it is not in " + installed);
      Assumptions.abort("there is no PostgreSQL " + version + " in " + installed);
    }
    return installed;
  }

  private static Map<String, String> settings() {
    return Map.of(
        "fsync", "off",
        "synchronous_commit", "off",
        "full_page_writes", "off",
        "shared_buffers", "32MB",
        "max_connections", "60",
        "max_wal_size", "128MB",
        "autovacuum", "off",
        "log_checkpoints", "off",
        "jit", "off");
  }

  private static void stop(PostgresServer server, Path folder) {
    server.close();
    try {
      TestCluster.remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
