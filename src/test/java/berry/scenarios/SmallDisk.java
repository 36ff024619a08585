package berry.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk of a few megabytes in a folder, to be filled: memory, where this user may mount it.
final class SmallDisk implements AutoCloseable {

  private static final int SIZE = 8 << 20;

  private final Path folder;
  private final long size;
  private final boolean small;

  private SmallDisk(Path folder, long size, boolean small) {
    this.folder = folder;
    this.size = size;
    this.small = small;
  }

  static SmallDisk mount(Path folder) {
    return mount(folder, SIZE);
  }

  /// @param size bytes
  static SmallDisk mount(Path folder, long size) {
    boolean small =
        done("mount", "-t", "tmpfs", "-o", "size=" + size, "berry-test", folder.toString());
    if (!small) {
      System.err.println("NOT TESTED: a disk that fills, for this user may not mount one");
    }
    return new SmallDisk(folder, size, small);
  }

  /// Whether there is one.
  boolean small() {
    return small;
  }

  /// Nine tenths of it.
  void fill() throws IOException {
    if (small) {
      Files.write(filler(), new byte[Math.toIntExact(size * 9 / 10)]);
    }
  }

  /// To the last byte.
  void fillUp() {
    if (small) {
      // It ends when there is no more room, and that is no success.
      done("dd", "if=/dev/zero", "of=" + filler(), "bs=64k");
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
