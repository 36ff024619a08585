package berry.diagnostics;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file that its owner alone may read: a log tells who writes to the bot, and when.
final class PrivateFile {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  /// Makes it if it is missing; never readable by others, not even for a moment.
  ///
  /// @return whether it is private now, see [#narrow]
  static boolean make(Path file) throws IOException {
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
    } catch (FileAlreadyExistsException e) {
      return narrow(file);
    }
    return true;
  }

  /// Takes the rights of others away. Only from a file: `LOG_FILE` may be `/dev/null`, which
  /// everybody needs.
  ///
  /// @return false when it belongs to somebody else, or its disk knows no rights
  static boolean narrow(Path file) {
    try {
      if (Files.isRegularFile(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        Files.setPosixFilePermissions(file, OWNER);
      }
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
