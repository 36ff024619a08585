package berry.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files as the kernel of some machine shows them.
final class BoxFixture {

  private final Path root;
  private String membership = "";

  BoxFixture(Path root) {
    this.root = root;
  }

  /// @param path below `/sys/fs/cgroup`
  BoxFixture file(String path, String content) {
    try {
      Path file = root.resolve("cgroup").resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A line of `/proc/self/cgroup`.
  BoxFixture in(String line) {
    membership += line + "\n";
    return this;
  }

  Cgroups groups() {
    try {
      Path file = root.resolve("self");
      Files.writeString(file, membership);
      Files.createDirectories(root.resolve("cgroup"));
      return Cgroups.of(root.resolve("cgroup"), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
