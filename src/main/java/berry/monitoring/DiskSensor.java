package berry.monitoring;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/// The fullest of the disks that Berry writes to. Room that only root may use counts as used: what
/// Berry can't write is no room.
final class DiskSensor implements Sensor {

  private final List<Path> folders;

  /// @param folders where data, logs and backups lie; those that don't exist yet are passed over
  DiskSensor(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  @Override
  public void read(Readings into) throws IOException {
    double fullest = -1;
    double most = -1;
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      FileStore store = Files.getFileStore(folder);
      long all = store.getTotalSpace();
      long free = store.getUsableSpace();
      double used = all <= 0 ? -1 : (double) (all - free) / all;
      if (used > fullest) {
        fullest = used;
        into.put(Metric.DISK_USED, used)
            .put(Metric.DISK_FREE, (double) free)
            .put(Metric.DISK_SIZE, (double) all);
      }
      OptionalDouble inodes = Inodes.used(folder);
      if (inodes.isPresent() && inodes.getAsDouble() > most) {
        most = inodes.getAsDouble();
        into.put(Metric.DISK_INODES_USED, most);
      }
    }
  }
}
