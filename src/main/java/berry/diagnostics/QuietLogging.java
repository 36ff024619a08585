package berry.diagnostics;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;

/// What Logback does before [Logging#begin], and for every verb but `start`: warnings to stderr,
/// nothing to stdout. Found by Logback through `META-INF/services`, after any logback.xml.
@ConfiguratorRank(QuietLogging.AFTER_FILES)
public final class QuietLogging extends ContextAwareBase implements Configurator {

  /// Between Logback's own search for files (0) and its last resort (-10).
  static final int AFTER_FILES = -5;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    Logging.quieten(context);
    root.addAppender(
        Logging.counted(
            context, Logging.console(context, "System.err", new LogLine(new Masking(List.of())))));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
