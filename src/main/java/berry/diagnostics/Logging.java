package berry.diagnostics;

import berry.config.Configuration;
import berry.config.ConfigurationMistakes;
import berry.config.Mistake;
import berry.config.Secret;
import berry.config.Variable;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Where the log goes. Until this is called, warnings go to stderr (see [QuietLogging]).
///
/// Lines carry what the thread put into SLF4J's MDC: `update` and `request`.
public final class Logging {

  /// With its five packed predecessors about 20 MB, which a disk of 1 GB does not feel.
  private static final long LARGEST = 10L * 1024 * 1024;

  static final int KEPT = 5;

  private Logging() {}

  /// Sends the log of this process to [Configuration#logFile()].
  ///
  /// @throws ConfigurationMistakes when the file can't be written
  public static void begin(Configuration configuration) {
    Path file = configuration.logFile();
    requireWritable(file);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.start(); // or it would not end again, where it was ended before
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    // Libraries tell their life stories at INFO.
    root.setLevel(Level.WARN);
    context.getLogger("berry").setLevel(Level.INFO);
    // Tells of each broken connection with a stack; whoever used it says in a line what came of it.
    context.getLogger("com.zaxxer.hikari.pool.ProxyConnection").setLevel(Level.ERROR);
    quieten(context);
    root.addAppender(
        counted(context, file(context, file, layout(configuration, masking(configuration)))));
    if (!PrivateFile.narrow(file)) {
      context
          .getLogger(Logging.class)
          .warn("Others may be able to read the log {}: its rights could not be changed", file);
    }
  }

  /// From now on prints the log to stdout too: for a platform that collects it there, when no
  /// person is looking at a terminal.
  public static void print(Configuration configuration) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Appender<ILoggingEvent> console =
        console(context, "System.out", layout(configuration, masking(configuration)));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    if (root.getAppender(Repeats.NAME) instanceof Repeats repeats) {
      repeats.before(console);
    } else {
      root.addAppender(counted(context, console));
    }
  }

  /// Requests that strangers malform are their own trouble: HttpParser quotes them at WARN, up to 8
  /// KB a line, many on one connection. HostPort does so with a `Host`.
  static void quieten(LoggerContext context) {
    context.getLogger("org.eclipse.jetty.http").setLevel(Level.OFF);
    context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.OFF);
  }

  private static LayoutBase<ILoggingEvent> layout(Configuration configuration, Masking masking) {
    return switch (configuration.logFormat()) {
      case TEXT -> new LogLine(masking);
      case JSON -> new JsonLine(masking);
    };
  }

  private static Masking masking(Configuration configuration) {
    return new Masking(configuration.secrets().stream().map(Secret::reveal).toList());
  }

  /// Ends the log: what was written is on its way to the disk.
  public static void end() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  static Appender<ILoggingEvent> counted(LoggerContext context, Appender<ILoggingEvent> outlet) {
    Repeats repeats = new Repeats(context, Repeats.MINUTE).before(outlet);
    repeats.start();
    return repeats;
  }

  static Appender<ILoggingEvent> console(
      LoggerContext context, String target, LayoutBase<ILoggingEvent> layout) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setTarget(target);
    return begun(appender, context, target, layout);
  }

  private static Appender<ILoggingEvent> file(
      LoggerContext context, Path file, LayoutBase<ILoggingEvent> layout) {
    LogFile appender = new LogFile();
    appender.setFile(file.toString());
    Rotation rotation = new Rotation(file, KEPT);
    rotation.setContext(context);
    rotation.narrow();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(LARGEST));
    // Logback looks once a minute by default, in which a flood of lines can fill a small disk.
    size.setCheckIncrement(Duration.buildByMilliseconds(10));
    appender.setRollingPolicy(rotation);
    appender.setTriggeringPolicy(size);
    appender.setContext(context);
    rotation.start();
    size.start();
    return begun(appender, context, "file", layout);
  }

  static Appender<ILoggingEvent> begun(
      OutputStreamAppender<ILoggingEvent> appender,
      LoggerContext context,
      String name,
      LayoutBase<ILoggingEvent> layout) {
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    appender.setName(name);
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private static void requireWritable(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      PrivateFile.make(file);
      Files.newOutputStream(file, StandardOpenOption.APPEND).close();
    } catch (IOException refused) {
      String held = file + " (" + refused.getClass().getSimpleName() + ")";
      throw new ConfigurationMistakes(
          List.of(
              new Mistake(
                  Variable.LOG_FILE.name(),
                  held,
                  "a file that this user may write, on a disk that is not full or read-only",
                  Variable.LOG_FILE.example())));
    }
  }
}
