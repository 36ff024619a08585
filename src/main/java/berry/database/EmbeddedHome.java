package berry.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// `postgres` of the data folder, where the embedded server lives: `server-<version>` (its
/// programs), `cluster` (the data), `cluster.log`, `superuser` (its password, for repairs),
/// `connection` and, for psql, `pg_service.conf` (see [ConnectionFile]).
record EmbeddedHome(Path folder) {

  private static final long MEGABYTE = 1L << 20;

  static EmbeddedHome in(Path data) {
    return new EmbeddedHome(data.resolve("postgres"));
  }

  Path cluster() {
    return folder.resolve("cluster");
  }

  Path superuser() {
    return folder.resolve("superuser");
  }

  Path connection() {
    return folder.resolve("connection");
  }

  Path service() {
    return folder.resolve("pg_service.conf");
  }

  boolean holdsPrograms() {
    return Files.isDirectory(folder.resolve("server-" + PostgresBinaries.version()));
  }

  boolean holdsCluster() {
    return Files.exists(cluster());
  }

  /// Closed to others, unless PostgreSQL runs as somebody else and must find its way through.
  void make(ServerUser user) throws IOException {
    Files.createDirectories(folder);
    String rights = user.ownsFiles() ? "rwx--x--x" : "rwx------";
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
  }

  /// Asked at each start: with a full disk the server would end in the middle of its recovery.
  void requireSpace() throws IOException {
    long needed = holdsCluster() ? 20 * MEGABYTE : 200 * MEGABYTE;
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new DatabaseUnusable(
          "The data folder %s has %d MB free; the embedded database needs %d MB to start. Free some"
                  .formatted(folder.getParent(), free / MEGABYTE, needed / MEGABYTE)
              + " space, or name a folder on another disk in BERRY_DATA.");
    }
  }

  void requireSameVersion() throws IOException {
    String theirs = Files.readString(cluster().resolve("PG_VERSION")).strip();
    String ours = PostgresBinaries.version().replaceFirst("\\..*", "");
    if (!theirs.equals(ours)) {
      throw new DatabaseUnusable(
          "The data in %s was written by PostgreSQL %s; this Berry brings %s. Start it with the Berry"
                  .formatted(cluster(), theirs, ours)
              + " that wrote it, make a backup there, and restore that into a new BERRY_DATA.");
    }
  }
}
