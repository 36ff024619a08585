package berry.diagnostics;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.TreeMap;

/// How an event looks in `logs/app.log`: one line, then the stack if there is one.
///
/// ```
/// 2026-11-23T22:57:07.120Z WARN  inbox.Inbox [update=812] Update 812 not stored: …
/// ```
///
/// See [OneLine] and [StackLines] for what text from outside can't do there. With all its parts an
/// event takes at most about 30,000 characters.
final class LogLine extends LayoutBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  static final int MESSAGE = 8_192;
  static final int CIRCUMSTANCES = 1_024;

  private final OneLine oneLine;

  LogLine(Masking masking) {
    this.oneLine = new OneLine(masking);
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    line.append(time(event)).append(' ');
    line.append("%-5s ".formatted(event.getLevel())).append(shortened(event.getLoggerName()));
    if (!event.getMDCPropertyMap().isEmpty()) {
      String circumstances = new TreeMap<>(event.getMDCPropertyMap()).toString();
      line.append(' ').append(oneLine.of(circumstances, CIRCUMSTANCES));
    }
    line.append(' ').append(oneLine.of(event.getFormattedMessage(), MESSAGE)).append('\n');
    return line.append(StackLines.of(event.getThrowableProxy(), oneLine)).toString();
  }

  static String time(ILoggingEvent event) {
    return TIME.format(Instant.ofEpochMilli(event.getTimeStamp()));
  }

  /// `berry.inbox.Inbox` → `inbox.Inbox`; of others the last two words.
  static String shortened(String logger) {
    int last = logger.lastIndexOf('.');
    int before = logger.lastIndexOf('.', last - 1);
    return before < 0 ? logger : logger.substring(before + 1);
  }
}
