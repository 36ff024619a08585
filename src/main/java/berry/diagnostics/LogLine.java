package berry.diagnostics;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How an event looks in `logs/app.log`: one line, then the stack if there is one.
///
/// ```
/// 2026-11-23T22:57:07.120Z WARN  inbox.Inbox [update=812] Update 812 not stored: …
/// ```
///
/// Text from outside can neither begin a new line nor move the cursor nor hide its direction, and
/// secrets are masked, in the stack's messages too.
final class LogLine extends LayoutBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final int DEEPEST = 8;

  private final Masking masking;

  LogLine(Masking masking) {
    this.masking = masking;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    line.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp()))).append(' ');
    line.append("%-5s ".formatted(event.getLevel())).append(shortened(event.getLoggerName()));
    if (!event.getMDCPropertyMap().isEmpty()) {
      line.append(' ').append(oneLine(new TreeMap<>(event.getMDCPropertyMap()).toString()));
    }
    line.append(' ').append(oneLine(event.getFormattedMessage())).append('\n');
    stack(line, event.getThrowableProxy(), "", 0);
    return line.toString();
  }

  private void stack(
      StringBuilder line, @Nullable IThrowableProxy failure, String label, int depth) {
    if (failure == null || depth > DEEPEST) {
      return;
    }
    line.append('\t').append(label).append(failure.getClassName());
    line.append(": ").append(oneLine(failure.getMessage())).append('\n');
    StackTraceElementProxy[] frames = failure.getStackTraceElementProxyArray();
    int own = frames.length - failure.getCommonFrames();
    for (int index = 0; index < own; index++) {
      line.append("\t\t").append(frames[index].getSTEAsString()).append('\n');
    }
    for (IThrowableProxy suppressed : failure.getSuppressed()) {
      stack(line, suppressed, "beside it: ", depth + 1);
    }
    stack(line, failure.getCause(), "because of ", depth + 1);
  }

  private String oneLine(@Nullable String text) {
    return text == null ? "" : escaped(masking.mask(text));
  }

  /// `berry.inbox.Inbox` → `inbox.Inbox`; of others the last two words.
  private static String shortened(String logger) {
    int last = logger.lastIndexOf('.');
    int before = logger.lastIndexOf('.', last - 1);
    return before < 0 ? logger : logger.substring(before + 1);
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(one -> {
          switch (one) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
              if (harmless(one)) {
                safe.appendCodePoint(one);
              } else {
                safe.append("\\u%04x".formatted(one));
              }
            }
          }
        });
    return safe.toString();
  }

  private static boolean harmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
