package berry.backup;

import berry.config.CopyTarget;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Copies to another folder. A copy counts once it was read back and has the same hash.
final class DirectoryCopies {

  /// File systems whose disks stand elsewhere, by the beginning of their type.
  private static final Set<String> REMOTE =
      Set.of(
          "nfs",
          "cifs",
          "smb",
          "fuse.sshfs",
          "fuse.rclone",
          "fuse.s3fs",
          "9p",
          "ceph",
          "glusterfs",
          "davfs");

  private DirectoryCopies() {}

  /// @param manifest of the file; its copy gets a name of the same, written last
  /// @param twice whether both the section and the copy say that it may leave unencrypted
  /// @throws IOException when it was not made, or did not read back
  static void copy(Path file, Manifest manifest, CopyTarget.Directory target, boolean twice)
      throws IOException {
    Files.createDirectories(target.path());
    if (!manifest.encrypted() && !twice && remote(Files.getFileStore(target.path()).type())) {
      throw new IOException(
          "%s is on another machine and the backup is not encrypted: name backup.recipients, or say"
                  .formatted(target.path())
              + " twice that you want it, backup.plainCopies: true and plain: true beside directory");
    }
    BackupFolder there = new BackupFolder(target.path());
    Path unfinished = there.unfinished(manifest.file());
    Files.deleteIfExists(unfinished);
    try {
      transfer(file, unfinished);
      // By the name of the unfinished one: what does not read back never looks like a backup.
      String hash = ArchiveReader.sha256(unfinished);
      if (!hash.equals(manifest.sha256())) {
        throw new IOException(
            "the copy in %s reads back as SHA-256 %s, not %s"
                .formatted(target.path(), hash, manifest.sha256()));
      }
      there.finish(unfinished, manifest.file());
    } finally {
      Files.deleteIfExists(unfinished);
    }
    BackupName name = BackupName.parse(manifest.name()).orElseThrow();
    there.write(name, manifest);
  }

  /// Whether a folder lies on another machine; one that is missing does not.
  static boolean elsewhere(Path folder) {
    try {
      return remote(Files.getFileStore(folder).type());
    } catch (IOException missing) {
      return false;
    }
  }

  static boolean remote(String type) {
    return REMOTE.stream().anyMatch(type::startsWith);
  }

  private static void transfer(Path from, Path to) throws IOException {
    try (FileChannel in = FileChannel.open(from);
        FileChannel out =
            FileChannel.open(to, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      long size = in.size();
      for (long done = 0; done < size; ) {
        done += in.transferTo(done, size - done, out);
      }
      out.force(true);
    }
  }
}
