package berry.diagnostics;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.LoggerFactory;

/// The log of a process that begins, in the JVM of a test: as [QuietLogging] has it there, with a
/// stream for stderr.
public final class ProcessLog {

  private ProcessLog() {}

  public static void begin(OutputStream err) {
    LoggerContext context = context();
    context.reset();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setOutputStream(err);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(Logging.begun(appender, context, "err", new LogLine(new Masking(List.of()))));
  }

  /// Gives the log back to the tests.
  public static void end() {
    LoggerContext context = context();
    context.stop();
    context.reset();
    try {
      new ContextInitializer(context).autoConfig();
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }
}
