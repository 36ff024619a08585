package berry.diagnostics;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes to a file that is private whenever it is begun, the first time and after each [Rotation].
///
/// A file that somebody removed, or moved away as logrotate does, is begun anew: Logback would go
/// on writing where nobody can read, without an end, for what it measures is no longer there. To
/// look for it costs a fraction of what a line costs.
final class LogFile extends RollingFileAppender<ILoggingEvent> {

  private @Nullable Object opened;
  private boolean lost;

  @Override
  public void openFile(String name) throws IOException {
    PrivateFile.make(Path.of(name));
    super.openFile(name);
    opened = key(Path.of(name));
  }

  @Override
  protected void subAppend(ILoggingEvent event) {
    streamWriteLock.lock();
    try {
      beginAnew(Path.of(getFile()));
    } finally {
      streamWriteLock.unlock();
    }
    super.subAppend(event);
  }

  private void beginAnew(Path file) {
    try {
      if (Files.exists(file) && Objects.equals(opened, key(file))) {
        return;
      }
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      openFile(file.toString());
      lost = false;
    } catch (IOException e) {
      if (!lost) { // Logback's own list of what went wrong: there is no log to say it in
        addError(file + " is gone and could not be begun anew", e);
      }
      lost = true;
    }
  }

  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }
}
