package berry.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Sessions of a PostgreSQL that was killed: they end by themselves, but not before their statement
/// does, and two servers over one folder would destroy it.
final class Orphans {

  private static final Path PROCESSES = Path.of("/proc");

  private Orphans() {}

  /// Processes that work in the folder; none where the system doesn't tell.
  static List<ProcessHandle> of(Path cluster) throws IOException {
    if (!Files.isDirectory(PROCESSES)) {
      return List.of();
    }
    Path folder = cluster.toRealPath();
    try (Stream<Path> all = Files.list(PROCESSES)) {
      return all.filter(one -> one.getFileName().toString().matches("\\d+"))
          .filter(one -> worksIn(one, folder))
          .flatMap(one -> ProcessHandle.of(Long.parseLong(one.getFileName().toString())).stream())
          .toList();
    }
  }

  private static boolean worksIn(Path process, Path folder) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).equals(folder);
    } catch (IOException othersOrGone) {
      return false;
    }
  }
}
