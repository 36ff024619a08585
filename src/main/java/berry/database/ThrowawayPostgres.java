package berry.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A PostgreSQL of its own for work that may be lost, such as to try whether a backup restores. It
/// flushes nothing to disk, listens on the loopback address, wants a password that only this
/// process knows, and is gone with its data when closed.
///
/// Programs and data lie in `postgres` of the data folder, beside the embedded database if there is
/// one: the disk that was meant for data.
public final class ThrowawayPostgres implements AutoCloseable {

  private static final String FOLDER = "throwaway-";
  private static final String SUPERUSER = "postgres";

  private final Path folder;
  private final PostgresServer server;
  private final Address address;

  private ThrowawayPostgres(Path folder, PostgresServer server, Address address) {
    this.folder = folder;
    this.server = server;
    this.address = address;
  }

  /// @param dataFolder made when missing
  /// @throws DatabaseUnusable when it cannot be started there
  public static ThrowawayPostgres start(Path dataFolder) {
    Path data = dataFolder.toAbsolutePath().normalize();
    ServerUser user = ServerUser.detect();
    EmbeddedHome home = EmbeddedHome.in(data);
    try {
      home.make(user);
      Path bin = PostgresBinaries.unpack(home.folder()).resolve("bin");
      Path folder = Files.createTempDirectory(home.folder(), FOLDER);
      try {
        return open(user, bin, folder);
      } catch (IOException | RuntimeException e) {
        PostgresBinaries.remove(folder);
        throw e;
      }
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "No PostgreSQL can be started in " + data + ": " + e.getMessage(), e);
    }
  }

  /// Removes what processes left behind that were killed, with a server that outlived its own.
  /// Nobody else may be using one under that folder.
  public static void removeLeftovers(Path dataFolder) throws IOException {
    EmbeddedHome home = EmbeddedHome.in(dataFolder.toAbsolutePath().normalize());
    if (!Files.isDirectory(home.folder())) {
      return;
    }
    List<Path> left;
    try (Stream<Path> all = Files.list(home.folder())) {
      left = all.filter(one -> String.valueOf(one.getFileName()).startsWith(FOLDER)).toList();
    }
    for (Path one : left) {
      Path cluster = one.resolve("cluster");
      if (home.holdsPrograms() && Files.exists(cluster)) {
        Path bin = PostgresBinaries.unpack(home.folder()).resolve("bin");
        PostgresServer.clear(ServerUser.detect(), bin, cluster);
      }
      PostgresBinaries.remove(one);
    }
  }

  /// The superuser's way in.
  public Address address() {
    return address;
  }

  @Override
  public void close() {
    server.close();
    try {
      PostgresBinaries.remove(folder);
    } catch (IOException e) {
      throw new DatabaseUnusable("The throw-away database in " + folder + " was not removed", e);
    }
  }

  private static ThrowawayPostgres open(ServerUser user, Path bin, Path folder) throws IOException {
    Path cluster = folder.resolve("cluster");
    Path secret = folder.resolve("superuser");
    String password = ConnectionFile.newPassword();
    ConnectionFile.writeSecret(secret, password + "\n");
    user.own(folder);
    List<String> options = new ArrayList<>(EmbeddedPostgres.CLUSTER);
    options.add("--no-sync");
    PostgresServer.initialize(user, bin, cluster, SUPERUSER, secret, options);
    int port = EmbeddedPostgres.freePort();
    PostgresServer server = PostgresServer.start(user, bin, cluster, port, settings());
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    return new ThrowawayPostgres(folder, server, new Address(url, SUPERUSER, password));
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(EmbeddedSettings.detect());
    settings.put("cluster_name", "berry-throwaway");
    settings.put("fsync", "off");
    settings.put("synchronous_commit", "off");
    settings.put("full_page_writes", "off");
    settings.put("wal_level", "minimal");
    settings.put("max_wal_senders", "0");
    settings.put("autovacuum", "off");
    return settings;
  }
}
