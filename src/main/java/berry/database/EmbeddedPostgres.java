package berry.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The PostgreSQL that Berry brings along, for those who give it no other.
///
/// Everything lies in `postgres` of the data folder: `server-<version>` (the programs), `cluster`
/// (the data), `cluster.log`, `superuser` (its password, for repairs), `connection` (see
/// [ConnectionFile]). The data is flushed to disk as a database of one's own should be; the server
/// listens on the loopback address only and wants a password there. One that dies is started again
/// at the same address.
public final class EmbeddedPostgres implements AutoCloseable {

  private static final String SUPERUSER = "postgres";
  private static final long MEGABYTE = 1L << 20;
  private static final List<String> CLUSTER =
      List.of("--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions");

  private final DataLock lock;
  private final KeptServer server;
  private final ConnectionFile connection;

  private EmbeddedPostgres(DataLock lock, KeptServer server, ConnectionFile connection) {
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
        return open(lock, data.resolve("postgres"), progress, user);
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
    Path home = dataFolder.toAbsolutePath().normalize().resolve("postgres");
    try {
      return PostgresServer.serves(home.resolve("cluster"))
          ? ConnectionFile.read(home.resolve("connection")).map(ConnectionFile::address)
          : Optional.empty();
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "How to reach the embedded database in %s cannot be read: %s. Run this as the user that"
                  .formatted(home, reason(e))
              + " runs Berry.",
          e);
    }
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
      DataLock lock, Path home, Consumer<String> progress, ServerUser user) throws IOException {
    makeHome(home, user);
    requireSpace(home);
    if (!Files.isDirectory(home.resolve("server-" + PostgresBinaries.version()))) {
      progress.accept("Unpacking PostgreSQL " + PostgresBinaries.version());
    }
    Path bin = PostgresBinaries.unpack(home).resolve("bin");
    Path cluster = home.resolve("cluster");
    Path superuser = home.resolve("superuser");
    if (Files.exists(cluster)) {
      requireSameVersion(cluster);
    } else {
      progress.accept("Creating the database in " + home);
      create(user, bin, cluster, superuser);
    }
    Path file = home.resolve("connection");
    Optional<ConnectionFile> before = ConnectionFile.read(file);
    int port =
        before
            .map(ConnectionFile::port)
            .filter(EmbeddedPostgres::free)
            .orElseGet(EmbeddedPostgres::freePort);
    Map<String, String> settings = EmbeddedSettings.detect();
    KeptServer server =
        new KeptServer(() -> PostgresServer.start(user, bin, cluster, port, settings));
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
      return new EmbeddedPostgres(lock, server, now);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// Asked at each start: with a full disk the server would end in the middle of its recovery.
  private static void requireSpace(Path home) throws IOException {
    boolean begun = Files.exists(home.resolve("cluster"));
    long needed = begun ? 20 * MEGABYTE : 200 * MEGABYTE;
    long free = Files.getFileStore(home).getUsableSpace();
    if (free < needed) {
      throw new DatabaseUnusable(
          "The data folder %s has %d MB free; the embedded database needs %d MB to start. Free some"
                  .formatted(home.getParent(), free / MEGABYTE, needed / MEGABYTE)
              + " space, or name a folder on another disk in BERRY_DATA.");
    }
  }

  /// Closed to others, unless PostgreSQL runs as somebody else and must find its way through.
  private static void makeHome(Path home, ServerUser user) throws IOException {
    Files.createDirectories(home);
    String rights = user.ownsFiles() ? "rwx--x--x" : "rwx------";
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString(rights));
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
      statement.execute("ALTER ROLE berry PASSWORD '" + connection.password() + "'");
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

  private static void requireSameVersion(Path cluster) throws IOException {
    String theirs = Files.readString(cluster.resolve("PG_VERSION")).strip();
    String ours = PostgresBinaries.version().replaceFirst("\\..*", "");
    if (!theirs.equals(ours)) {
      throw new DatabaseUnusable(
          "The data in %s was written by PostgreSQL %s; this Berry brings %s. Start it with the Berry"
                  .formatted(cluster, theirs, ours)
              + " that wrote it, make a backup there, and restore that into a new BERRY_DATA.");
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

  private static int freePort() {
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
