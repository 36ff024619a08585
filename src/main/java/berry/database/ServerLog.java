package berry.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The messages of a server, beside its cluster.
///
/// @param from where those of the present start begin
record ServerLog(Path file, long from) {

  private static final long LIMIT = 10_000_000;

  /// To be asked before the start; a log that has grown large is begun anew.
  static ServerLog of(Path cluster) throws IOException {
    Path file = cluster.resolveSibling(cluster.getFileName() + ".log");
    if (Files.exists(file) && Files.size(file) > LIMIT) {
      Files.delete(file);
    }
    // The server quotes rows and statements that failed, so it is for the owner's eyes.
    if (Files.exists(file)) {
      Files.setPosixFilePermissions(file, ConnectionFile.OWNER);
    } else {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(ConnectionFile.OWNER));
    }
    return new ServerLog(file, Files.size(file));
  }

  /// What the server said about why it ended, without its time stamps.
  String lastWords() throws IOException {
    byte[] all = Files.readAllBytes(file);
    String text =
        new String(all, (int) from, (int) (all.length - from), StandardCharsets.UTF_8).strip();
    String telling = Programs.telling(text);
    return telling.isEmpty() ? "see " + file : telling;
  }
}
