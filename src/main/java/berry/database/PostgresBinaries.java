package berry.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL programs that travel inside Berry, unpacked once per version.
public final class PostgresBinaries {

  private PostgresBinaries() {}

  /// The version inside this build, such as `18.6.0`.
  static String version() {
    Properties versions = new Properties();
    try (InputStream in = PostgresBinaries.class.getResourceAsStream("/berry/version.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("version.properties of this build cannot be read", e);
    }
    return versions.getProperty("postgres");
  }

  /// Unpacks into `server-<version>` of that folder unless it is there already.
  ///
  /// The folder gets its name only when complete, so a start killed in between leaves nothing that
  /// looks usable, and two processes may unpack at the same time.
  ///
  /// @return the folder that holds `bin`
  public static Path unpack(Path folder) throws IOException {
    Path target = folder.resolve("server-" + version());
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(folder);
    removeLeftovers(folder);
    Path unfinished = Files.createTempDirectory(folder, "unpacking-");
    extract(unfinished);
    Files.setPosixFilePermissions(unfinished, permissions(0755));
    try {
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException
        | DirectoryNotEmptyException
        | AtomicMoveNotSupportedException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
      remove(unfinished);
    }
    return target;
  }

  private static void extract(Path target) throws IOException {
    try (InputStream packed = open();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, inside(target, target, entry.getName()), target);
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (entry.isSymbolicLink()) {
      inside(target, folder == null ? target : folder, entry.getLinkName());
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(content, path);
      Files.setPosixFilePermissions(path, permissions(entry.getMode()));
    }
  }

  /// Refuses a name that leads out of the folder.
  private static Path inside(Path target, Path from, String name) throws IOException {
    Path path = from.resolve(name).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("the packed PostgreSQL names a file outside its folder: " + name);
    }
    return path;
  }

  private static InputStream open() {
    for (String name : resources()) {
      InputStream in = PostgresBinaries.class.getResourceAsStream("/" + name);
      if (in != null) {
        return in;
      }
    }
    throw new DatabaseUnusable(
        "This build of Berry holds no PostgreSQL for %s on %s. Set DATABASE_URL to a PostgreSQL of"
                .formatted(system(), machine())
            + " yours.");
  }

  private static List<String> resources() {
    String name = "postgres-" + system() + "-" + machine();
    return List.of(name + ".txz", name + "-alpine_linux.txz");
  }

  private static String system() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name.replaceAll("\\W.*", "");
  }

  private static String machine() {
    String name = System.getProperty("os.arch", "");
    return switch (name) {
      case "amd64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> name;
    };
  }

  /// Half-unpacked folders of processes that were killed an hour ago or longer.
  private static void removeLeftovers(Path folder) throws IOException {
    long hourAgo = System.currentTimeMillis() - 3_600_000;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path one : all.filter(path -> name(path).startsWith("unpacking-")).toList()) {
        if (Files.getLastModifiedTime(one).toMillis() < hourAgo) {
          remove(one);
        }
      }
    }
  }

  /// Removes a folder and all it holds.
  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted((a, b) -> b.getNameCount() - a.getNameCount()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }

  private static String name(Path path) {
    @Nullable Path last = path.getFileName();
    return last == null ? "" : last.toString();
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> all = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] fromHighest = PosixFilePermission.values();
    for (int n = 0; n < fromHighest.length; n++) {
      if ((mode & (0400 >> n)) != 0) {
        all.add(fromHighest[n]);
      }
    }
    return all;
  }
}
