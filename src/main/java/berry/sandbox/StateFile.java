package berry.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// `data/sandbox/state.json`: written beside, flushed, then renamed, so that a power cut leaves the
/// old or the new one.
final class StateFile {

  private final Path file;

  StateFile(Path folder) {
    this.file = folder.resolve("state.json");
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot create the sandbox folder " + folder, failure);
    }
  }

  Optional<State> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Trees.MAPPER.readValue(file, State.class));
    } catch (JacksonException damaged) {
      throw new IllegalStateException(
          file + " cannot be read: move it away, and the sandbox begins anew", damaged);
    }
  }

  void write(byte[] json) {
    Path beside = file.resolveSibling("state.json.new");
    try {
      try (FileChannel out = open(beside)) {
        ByteBuffer left = ByteBuffer.wrap(json);
        while (left.hasRemaining()) {
          out.write(left);
        }
        out.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write " + file, failure);
    }
  }

  /// Readable by its owner only: the tokens are in it.
  private static FileChannel open(Path beside) throws IOException {
    Files.deleteIfExists(beside);
    if (beside.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          beside,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
