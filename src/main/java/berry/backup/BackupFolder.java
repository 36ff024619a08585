package berry.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of backups, which is the truth about them: whatever lies there with its manifest is a
/// backup, wherever it was made.
final class BackupFolder {

  /// What such a name begins with is removed when it is left over.
  static final String UNFINISHED = ".unfinished-";

  private final Path path;

  BackupFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /// A backup as it lies there.
  ///
  /// @param manifest null: only the file is there, or its manifest is damaged
  /// @param trouble what is wrong with it as it lies there, in words; null: nothing
  record Entry(BackupName name, @Nullable Manifest manifest, @Nullable String trouble) {}

  /// Makes it, for its owner alone, when it is missing.
  void make() {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new BackupRefused(
          "the folder of backups %s cannot be made: %s. Put that right, or name another in BACKUP_DIR."
              .formatted(path, reason(e)),
          e);
    }
  }

  /// One process at a time writes here, held by the kernel until it ends, however it ends.
  AutoCloseable lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve(".lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      // another thread of this process has it
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (lock == null) {
      channel.close();
      throw new BackupBusy("another process works in " + path + "; try again when it has ended");
    }
    return channel;
  }

  /// Newest first.
  List<Entry> entries() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    List<BackupName> names = new ArrayList<>();
    try (Stream<Path> all = Files.list(path)) {
      all.map(one -> BackupName.parse(String.valueOf(one.getFileName())))
          .flatMap(Optional::stream)
          .distinct()
          .sorted(Comparator.comparing(BackupName::madeAt).thenComparing(BackupName::id).reversed())
          .forEach(names::add);
    }
    List<Entry> entries = new ArrayList<>();
    for (BackupName name : names) {
      entries.add(entry(name));
    }
    return entries;
  }

  Entry entry(BackupName name) throws IOException {
    Path manifest = path.resolve(name.manifest());
    if (!Files.exists(manifest)) {
      return new Entry(name, null, "its manifest is missing");
    }
    try {
      Manifest read = ManifestFile.read(manifest);
      Path file = path.resolve(String.valueOf(Path.of(read.file()).getFileName()));
      if (!Files.exists(file)) {
        return new Entry(name, read, "its file is missing");
      }
      long bytes = Files.size(file);
      String cut =
          bytes == read.bytes()
              ? null
              : "its file has %d bytes, not %d".formatted(bytes, read.bytes());
      return new Entry(name, read, cut);
    } catch (Damaged damaged) {
      return new Entry(name, null, damaged.getMessage());
    }
  }

  /// Of the backup itself, by its name alone.
  Path file(Manifest manifest) {
    return path.resolve(String.valueOf(Path.of(manifest.file()).getFileName()));
  }

  /// Where a file is written before it gets its name.
  Path unfinished(String name) {
    return path.resolve(UNFINISHED + name);
  }

  /// Gives a file that is on the disk its name, all at once.
  void finish(Path unfinished, String name) throws IOException {
    Files.move(unfinished, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    sync();
  }

  void write(BackupName name, Manifest manifest) throws IOException {
    Path unfinished = unfinished(name.manifest());
    Files.deleteIfExists(unfinished);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer text = ByteBuffer.wrap(ManifestFile.write(manifest));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    finish(unfinished, name.manifest());
  }

  /// The file first: a manifest without it is listed as missing, and removed by the next try.
  void remove(BackupName name) throws IOException {
    Files.deleteIfExists(path.resolve(name.file(true)));
    Files.deleteIfExists(path.resolve(name.file(false)));
    Files.deleteIfExists(path.resolve(name.manifest()));
    sync();
  }

  /// What a killed process began. Only under [#lock].
  void removeUnfinished() throws IOException {
    try (Stream<Path> all = Files.list(path)) {
      for (Path one :
          all.filter(file -> String.valueOf(file.getFileName()).startsWith(UNFINISHED)).toList()) {
        Files.delete(one);
      }
    }
  }

  long free() throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  long disk() throws IOException {
    FileStore store = Files.getFileStore(path);
    return store.getTotalSpace();
  }

  /// A new name is on the disk only when its folder is.
  private void sync() throws IOException {
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    } catch (AccessDeniedException e) {
      // not a file system that lets folders be opened
    }
  }

  static String reason(IOException e) {
    return e instanceof AccessDeniedException
        ? "this user may not write " + e.getMessage()
        : String.valueOf(e.getMessage());
  }
}
