package berry.diagnostics;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Stands before the file and stdout, so that what repeats is counted there instead of written.
///
/// The first few events of a kind are written as they are; when the minute is over, one line tells
/// how many more there were. Whoever can make Berry complain can then not fill the disk or hide
/// other lines. Logback's own `DuplicateMessageFilter` knows neither time nor number nor logger:
/// what it has seen five times is never told again.
final class Repeats extends UnsynchronizedAppenderBase<ILoggingEvent> {

  static final String NAME = "repeats";
  static final Duration MINUTE = Duration.ofMinutes(1);

  /// Names of loggers come from the code, so there are only so many.
  private record Source(String logger, Level level) {}

  private final LoggerContext loggers;
  private final Duration span;
  private final AppenderAttachableImpl<ILoggingEvent> outlets = new AppenderAttachableImpl<>();
  private final Map<Source, Tally> tallies = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  /// @param span how long is counted before the number is told
  Repeats(LoggerContext loggers, Duration span) {
    this.loggers = loggers;
    this.span = span;
    setContext(loggers);
    setName(NAME);
  }

  /// @return this
  Repeats before(Appender<ILoggingEvent> outlet) {
    outlets.addAppender(outlet);
    return this;
  }

  @Override
  protected void append(ILoggingEvent event) {
    Source source = new Source(event.getLoggerName(), event.getLevel());
    List<String> told = new ArrayList<>();
    boolean admitted;
    lock.lock();
    try {
      long now = event.getTimeStamp();
      Tally tally = tallies.get(source);
      if (tally != null && tally.over(now, span.toMillis())) {
        told = tally.lines();
        tally = null;
      }
      if (tally == null) {
        tally = new Tally(now);
        tallies.put(source, tally);
      }
      boolean before = tally.counting();
      admitted = tally.admits(event.getMessage(), now);
      if (!before && tally.counting()) {
        tellLater(source, tally);
      }
    } finally {
      lock.unlock();
    }
    tell(source, told);
    if (admitted) {
      outlets.appendLoopOnAppenders(event);
    }
  }

  /// Tells what is still counted.
  @Override
  public void stop() {
    if (!isStarted()) {
      return;
    }
    super.stop();
    Map<Source, Tally> left;
    lock.lock();
    try {
      left = new HashMap<>(tallies);
      tallies.clear();
    } finally {
      lock.unlock();
    }
    left.forEach((source, tally) -> tell(source, tally.lines()));
    outlets.detachAndStopAllAppenders();
  }

  /// Nothing more may come from that source, and the number is wanted all the same.
  private void tellLater(Source source, Tally tally) {
    Future<?> _ =
        loggers
            .getScheduledExecutorService()
            .schedule(() -> tellNow(source, tally), span.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tellNow(Source source, Tally tally) {
    List<String> told;
    lock.lock();
    try {
      told = tallies.remove(source, tally) ? tally.lines() : List.of();
    } finally {
      lock.unlock();
    }
    tell(source, told);
  }

  private void tell(Source source, List<String> lines) {
    for (String line : lines) {
      LoggingEvent event =
          new LoggingEvent(
              Repeats.class.getName(),
              loggers.getLogger(source.logger()),
              source.level(),
              line,
              null,
              null);
      // Not the update or the request that this thread happens to be at.
      event.setMDCPropertyMap(Map.of());
      outlets.appendLoopOnAppenders(event);
    }
  }
}
