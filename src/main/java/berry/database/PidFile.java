package berry.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// `postmaster.pid` of a cluster: who serves it, or did. PostgreSQL writes it; the first line is
/// the process, the eighth says `ready` when connections are taken.
///
/// @param lines none when there is no such file
record PidFile(Path cluster, List<String> lines) {

  private static final String NAME = "postmaster.pid";

  static PidFile of(Path cluster) throws IOException {
    try {
      return new PidFile(cluster, Files.readAllLines(cluster.resolve(NAME)));
    } catch (NoSuchFileException e) {
      return new PidFile(cluster, List.of());
    }
  }

  boolean exists() {
    return !lines.isEmpty();
  }

  boolean ready() {
    return lines.size() >= 8 && lines.get(7).strip().equals("ready");
  }

  /// Whether that process takes connections.
  boolean ready(long pid) {
    return ready() && pid().equals(Long.toString(pid));
  }

  /// Whether the process that wrote it runs, and over this folder: its number may be another's now.
  boolean lives() {
    if (!exists() || !pid().matches("\\d+")) {
      return false;
    }
    return ProcessHandle.of(Long.parseLong(pid()))
        .flatMap(process -> process.info().commandLine())
        .filter(line -> line.contains(cluster.toString()))
        .isPresent();
  }

  void remove() throws IOException {
    Files.deleteIfExists(cluster.resolve(NAME));
  }

  private String pid() {
    return lines.getFirst().strip();
  }
}
