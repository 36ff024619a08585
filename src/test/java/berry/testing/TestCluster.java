package berry.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import berry.database.PostgresServer;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// What `initdb` makes, made once on this machine and copied for each server: a copy takes a tenth
/// of the time.
///
/// A cluster is kept by what it was made of and gets its name only when complete, so several JVMs
/// may make the same one at once.
final class TestCluster {

  private static final String USER = System.getProperty("user.name");
  private static final Path MACHINE = Path.of(System.getProperty("java.io.tmpdir"));

  private TestCluster() {}

  /// A cluster in a folder that does not exist yet.
  ///
  /// @param password the superuser's
  /// @param options further words for `initdb`
  static void create(
      Path bin, Path cluster, String superuser, String password, List<String> options)
      throws IOException {
    copy(kept(bin, superuser, password, options), cluster);
  }

  private static Path kept(Path bin, String superuser, String password, List<String> options)
      throws IOException {
    // Not beside the programs: those are for every user of the machine, this is for one.
    Path folder = Files.createDirectories(MACHINE.resolve("berry-test-clusters-" + USER));
    List<String> all = new ArrayList<>(options);
    all.add("--no-sync");
    byte[] madeOf =
        (bin.toRealPath() + " " + superuser + " " + password + " " + all).getBytes(UTF_8);
    Path cluster = folder.resolve(UUID.nameUUIDFromBytes(madeOf).toString());
    if (Files.isDirectory(cluster)) {
      return cluster;
    }
    Path unfinished = Files.createTempDirectory(folder, "making-");
    try {
      Path made = unfinished.resolve("cluster");
      Path file = Files.writeString(unfinished.resolve("password"), password);
      PostgresServer.initialize(bin, made, superuser, file, all);
      Files.move(made, cluster, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another JVM was first.
    } finally {
      remove(unfinished);
    }
    return cluster;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /// Removes a folder and all it holds.
  static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
