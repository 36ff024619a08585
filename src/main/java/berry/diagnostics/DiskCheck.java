package berry.diagnostics;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the folders that Berry writes to can be written, and the fullest has room: the same that
/// the metric `disk.used` looks at.
final class DiskCheck implements Check {

  private static final long TOO_LITTLE = 200L * 1024 * 1024;
  private static final double SHARE_LEFT = 0.2;

  private final List<Path> folders;

  /// @param folders where data, logs and backups lie
  DiskCheck(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    @Nullable Finding fullest = null;
    double least = Double.MAX_VALUE;
    for (Path folder : folders.stream().map(DiskCheck::existing).distinct().toList()) {
      if (!Files.isWritable(folder)) {
        findings.add(
            Finding.fail(
                name(),
                folder + " can't be written by this user",
                "Correct its owner, or name another folder in BERRY_DATA."));
        continue;
      }
      try {
        FileStore store = Files.getFileStore(folder);
        long all = store.getTotalSpace();
        double left = all <= 0 ? 1 : (double) store.getUsableSpace() / all;
        Finding found = room(folder, store.getUsableSpace(), all);
        if (fullest == null || worse(found, left, fullest, least)) {
          least = left;
          fullest = found;
        }
      } catch (IOException unreadable) {
        findings.add(
            Finding.warn(name(), folder + " tells nothing about its disk", "Look at df yourself."));
      }
    }
    if (fullest != null) {
      findings.add(fullest);
    }
    return findings;
  }

  private static boolean worse(Finding one, double left, Finding other, double least) {
    int level = one.level().compareTo(other.level());
    return level > 0 || (level == 0 && left < least);
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
