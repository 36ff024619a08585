package berry.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// One Berry per data folder: `lock` inside it, held by the kernel until the process ends, however
/// it ends. The file itself stays; it tells who holds it.
final class DataLock implements AutoCloseable {

  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws DatabaseUnusable naming the process that has it
  /// @throws IOException when the folder cannot be made or written
  static DataLock take(Path dataFolder) throws IOException {
    Files.createDirectories(dataFolder);
    Path file = dataFolder.resolve("lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new DataInUse(
          "The data folder %s is in use by another Berry (process %s). Stop that one, or give this"
                  .formatted(dataFolder, Files.readString(file).strip())
              + " one a folder of its own in BERRY_DATA.");
    }
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
    return new DataLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process holds it already
    }
  }
}
