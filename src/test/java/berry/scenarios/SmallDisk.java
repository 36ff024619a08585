package berry.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk of a few megabytes in a folder, to be filled: memory, where this user may mount it.
final class SmallDisk implements AutoCloseable {

  private static final int SIZE = 8 << 20;

  private final Path folder;
  private final boolean small;

  private SmallDisk(Path folder, boolean small) {
    this.folder = folder;
    this.small = small;
  }

  static SmallDisk mount(Path folder) {
    boolean small =
        done("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "berry-test", folder.toString());
    if (!small) {
      System.err.println("NOT TESTED: a disk that fills, for this user may not mount one");
    }
    return new SmallDisk(folder, small);
  }

  /// Whether there is one.
  boolean small() {
    return small;
  }

  void fill() throws IOException {
    if (small) {
      Files.write(filler(), new byte[SIZE * 9 / 10]);
    }
  }

  void empty() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  /// Also when something still has a file open there.
  @Override
  public void close() {
    if (small && !done("umount", "-l", folder.toString())) {
      throw new IllegalStateException("still mounted: " + folder);
    }
  }

  private static boolean done(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
