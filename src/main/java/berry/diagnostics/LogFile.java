package berry.diagnostics;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Path;

/// Writes to a file that is private whenever it is begun, the first time and after each [Rotation].
final class LogFile extends RollingFileAppender<ILoggingEvent> {

  @Override
  public void openFile(String name) throws IOException {
    PrivateFile.make(Path.of(name));
    super.openFile(name);
  }
}
