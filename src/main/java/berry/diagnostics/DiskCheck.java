package berry.diagnostics;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whether the data folder can be written and has room.
final class DiskCheck implements Check {

  private static final long TOO_LITTLE = 200L * 1024 * 1024;
  private static final double SHARE_LEFT = 0.2;

  private final Path data;

  DiskCheck(Path data) {
    this.data = data;
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public List<Finding> look() {
    Path folder = existing(data);
    if (!Files.isWritable(folder)) {
      return List.of(
          Finding.fail(
              name(),
              folder + " can't be written by this user",
              "Correct its owner, or name another folder in BERRY_DATA."));
    }
    try {
      FileStore store = Files.getFileStore(folder);
      return List.of(room(folder, store.getUsableSpace(), store.getTotalSpace()));
    } catch (IOException unreadable) {
      return List.of(
          Finding.warn(name(), folder + " tells nothing about its disk", "Look at df yourself."));
    }
  }

  Finding room(Path folder, long free, long all) {
    String seen = Bytes.text(free) + " of " + Bytes.text(all) + " free for " + folder;
    if (free < TOO_LITTLE) {
      return Finding.fail(name(), seen, "Free some space or move BERRY_DATA to a larger disk.");
    }
    return free < all * SHARE_LEFT
        ? Finding.warn(name(), seen, "More than 80 % is used; make room before it is full.")
        : Finding.ok(name(), seen);
  }

  /// The folder itself, or the nearest above it that is there already.
  private static Path existing(Path path) {
    Path folder = path;
    while (!Files.isDirectory(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    return folder;
  }
}
