package berry.diagnostics;

import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/// Packs a log that has grown large: `app.log` becomes `app.log.1.gz`, that becomes `app.log.2.gz`
/// …
///
/// Logback's `FixedWindowRollingPolicy` does the same, but leaves it to the umask who may read what
/// it packs. Called by one thread at a time.
final class Rotation extends ContextAwareBase implements RollingPolicy {

  private final Path file;
  private final int kept;
  private boolean started;

  Rotation(Path file, int kept) {
    this.file = file;
    this.kept = kept;
  }

  @Override
  public void rollover() {
    Path draft = file.resolveSibling(file.getFileName() + ".gz.new");
    try {
      // First, because it makes room.
      Files.deleteIfExists(packed(kept));
      pack(draft);
      for (int number = kept - 1; number > 0; number--) {
        if (Files.exists(packed(number))) {
          Files.move(packed(number), packed(number + 1), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Files.move(draft, packed(1), StandardCopyOption.REPLACE_EXISTING);
      Files.delete(file);
    } catch (IOException e) {
      throw new RolloverFailure(file + " was not packed: " + e.getMessage(), e);
    }
  }

  private void pack(Path draft) throws IOException {
    Files.deleteIfExists(draft);
    PrivateFile.make(draft);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(draft), 65_536)) {
      Files.copy(file, out);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  /// Takes the rights of others from what an earlier version packed.
  void narrow() {
    for (int number = 1; number <= kept; number++) {
      PrivateFile.narrow(packed(number));
    }
  }

  private Path packed(int number) {
    return file.resolveSibling(file.getFileName() + "." + number + ".gz");
  }

  @Override
  public String getActiveFileName() {
    return file.toString();
  }

  /// What Logback itself should do: nothing, we pack.
  @Override
  public CompressionMode getCompressionMode() {
    return CompressionMode.NONE;
  }

  @Override
  public void setParent(FileAppender<?> appender) {
    // There is one file, and we know its name.
  }

  @Override
  public void start() {
    started = true;
  }

  @Override
  public void stop() {
    started = false;
  }

  @Override
  public boolean isStarted() {
    return started;
  }
}
