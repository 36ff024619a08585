package berry.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/// The PostgreSQL that Berry brings along, for those who give it no other.
///
/// Everything lies in [EmbeddedHome]. The data is flushed to disk as a database of one's own should
/// be; the server listens on the loopback address only and wants a password there. One that dies is
/// started again at the same address.
public final class EmbeddedPostgres implements AutoCloseable {

  private static final String SUPERUSER = "postgres";
  static final List<String> CLUSTER =
      List.of("--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions");

  private final DataLock lock;
  private final SupervisedPostgres server;
  private final ConnectionFile connection;

  private EmbeddedPostgres(DataLock lock, SupervisedPostgres server, ConnectionFile connection) {
    this.lock = lock;
    this.server = server;
    this.connection = connection;
  }

  /// Starts what the folder holds, or makes it.
  public static EmbeddedPostgres start(Path dataFolder) {
    return start(dataFolder, progress -> {});
  }

  /// @param dataFolder made when missing; everything of ours is in its `postgres`
  /// @param progress hears what takes long the first time
  /// @throws DatabaseUnusable when the folder is in use, read-only, full, of another version …
  public static EmbeddedPostgres start(Path dataFolder, Consumer<String> progress) {
    return start(dataFolder, progress, ServerUser.detect());
  }

  static EmbeddedPostgres start(Path dataFolder, Consumer<String> progress, ServerUser user) {
    Path data = dataFolder.toAbsolutePath().normalize();
    try {
      DataLock lock = DataLock.take(data);
      try {
        return open(lock, EmbeddedHome.in(data), progress, user);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "The data folder %s cannot be used: %s. It must be a folder that this user may write, with"
                  .formatted(data, reason(e))
              + " 200 MB free; put that right, or name another one in BERRY_DATA.",
          e);
    }
  }

  /// The address of the server that another process runs over this folder, if one does.
  public static Optional<Address> running(Path dataFolder) {
    EmbeddedHome home = EmbeddedHome.in(dataFolder.toAbsolutePath().normalize());
    try {
      return PostgresServer.serves(home.cluster())
          ? ConnectionFile.read(home.connection()).map(ConnectionFile::address)
          : Optional.empty();
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "How to reach the embedded database in %s cannot be read: %s. Run this as the user that"
                  .formatted(home.folder(), reason(e))
              + " runs Berry.",
          e);
    }
  }

  /// A line for a shell that opens psql over that folder: it holds no password, and stays the same
  /// when the port changes.
  public static String psql(Path dataFolder) {
    Path file = EmbeddedHome.in(dataFolder.toAbsolutePath().normalize()).service();
    String quoted = "'" + file.toString().replace("'", "'\\''") + "'";
    return "PGSERVICEFILE=" + quoted + " psql service=" + ConnectionFile.SERVICE;
  }

  public Address address() {
    return connection.address();
  }

  public int port() {
    return connection.port();
  }

  /// Puts the database aside under the name `berry_sandbox` (with a number if that is taken) and
  /// makes an empty one in its place. Nobody may be connected.
  ///
  /// @return the name it has now
  public String putAside() {
    try (Connection everyday = address().withDatabase("postgres").connect(Duration.ofMinutes(1));
        Statement statement = everyday.createStatement()) {
      String name = "berry_sandbox";
      for (int n = 2; exists(statement, name); n++) {
        name = "berry_sandbox_" + n;
      }
      statement.execute("ALTER DATABASE " + ConnectionFile.DATABASE + " RENAME TO " + name);
      statement.execute("CREATE DATABASE " + ConnectionFile.DATABASE);
      return name;
    } catch (SQLException e) {
      throw new DatabaseUnusable("The sandbox's database was not put aside: " + e.getMessage(), e);
    }
  }

  /// Stops the server in order; the folder may be used by another Berry then.
  @Override
  public void close() {
    try (lock) {
      server.close();
    } catch (IOException e) {
      throw new DatabaseUnusable("The lock of the data folder was not released", e);
    }
  }

  private static EmbeddedPostgres open(
      DataLock lock, EmbeddedHome home, Consumer<String> progress, ServerUser user)
      throws IOException {
    home.make(user);
    home.requireSpace();
    if (!home.holdsPrograms()) {
      progress.accept("Unpacking PostgreSQL " + PostgresBinaries.version());
    }
    Path bin = PostgresBinaries.unpack(home.folder()).resolve("bin");
    Path cluster = home.cluster();
    Path superuser = home.superuser();
    if (home.holdsCluster()) {
      home.requireSameVersion();
    } else {
      progress.accept("Creating the database in " + home.folder());
      create(user, bin, cluster, superuser);
    }
    Path file = home.connection();
    Optional<ConnectionFile> before = ConnectionFile.read(file);
    int port =
        before
            .map(ConnectionFile::port)
            .filter(EmbeddedPostgres::free)
            .orElseGet(EmbeddedPostgres::freePort);
    Map<String, String> settings = EmbeddedSettings.detect();
    SupervisedPostgres server =
        new SupervisedPostgres(() -> PostgresServer.start(user, bin, cluster, port, settings));
    try {
      ConnectionFile now =
          new ConnectionFile(
              port, before.map(ConnectionFile::password).orElseGet(ConnectionFile::newPassword));
      if (before.isEmpty()) {
        prepare(now, Files.readString(superuser).strip());
      }
      if (!before.equals(Optional.of(now))) {
        now.write(file);
      }
      // Always: the folder may come from a version that did not write it.
      now.writeService(home.service());
      return new EmbeddedPostgres(lock, server, now);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// The cluster gets its name when complete: a start killed in between begins anew.
  private static void create(ServerUser user, Path bin, Path cluster, Path superuser)
      throws IOException {
    Path unfinished = cluster.resolveSibling("cluster.unfinished");
    PostgresBinaries.remove(unfinished);
    ConnectionFile.writeSecret(superuser, ConnectionFile.newPassword() + "\n");
    PostgresServer.initialize(user, bin, unfinished, SUPERUSER, superuser, CLUSTER);
    Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The everyday user and its database. May have been done in part by a start that was killed.
  private static void prepare(ConnectionFile connection, String superuser) throws IOException {
    Address maintenance = connection.address().withDatabase("postgres");
    Address admin = new Address(maintenance.jdbcUrl(), SUPERUSER, superuser);
    try (Connection session = admin.connect(Duration.ofMinutes(1));
        Statement statement = session.createStatement()) {
      statement.execute(
          """
          DO $$ BEGIN
            CREATE ROLE berry LOGIN CREATEDB;
          EXCEPTION WHEN duplicate_object THEN NULL;
          END $$
          """);
      // Sends a hash: the server quotes a statement that fails in its log.
      session
          .unwrap(PGConnection.class)
          .alterUserPassword(
              ConnectionFile.USER, connection.password().toCharArray(), "scram-sha-256");
      if (!exists(statement, ConnectionFile.DATABASE)) {
        statement.execute("CREATE DATABASE " + ConnectionFile.DATABASE + " OWNER berry");
      }
    } catch (SQLException e) {
      throw new DatabaseUnreachable(admin, e);
    }
  }

  private static boolean exists(Statement statement, String database) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
      return found.next();
    }
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new DatabaseUnusable("No free port on 127.0.0.1: " + e.getMessage(), e);
    }
  }

  private static String reason(IOException e) {
    String text = e instanceof java.nio.file.FileSystemException file ? file.getReason() : null;
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "this user may not write " + e.getMessage();
    }
    return text == null ? String.valueOf(e.getMessage()) : text.toLowerCase(java.util.Locale.ROOT);
  }
}
