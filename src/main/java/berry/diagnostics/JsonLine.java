package berry.diagnostics;

import berry.http.Json;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// How an event looks in `logs/app.log` with `LOG_FORMAT=json`: one object on one line, its stack
/// in it.
///
/// ```
/// {"at":"2026-11-23T22:57:07.120Z","level":"WARN","logger":"inbox.Inbox","update":"812","message":…}
/// ```
///
/// Texts are masked, bounded and on one line just as in [LogLine], so that whoever takes them out
/// of the JSON again is as safe.
final class JsonLine extends LayoutBase<ILoggingEvent> {

  private final OneLine oneLine;

  JsonLine(Masking masking) {
    this.oneLine = new OneLine(masking);
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("at", LogLine.time(event));
    line.put("level", event.getLevel().toString());
    line.put("logger", LogLine.shortened(event.getLoggerName()));
    Map<String, String> circumstances = event.getMDCPropertyMap();
    put(line, LogMark.UPDATE, circumstances.get(LogMark.UPDATE));
    put(line, LogMark.REQUEST, circumstances.get(LogMark.REQUEST));
    line.put("message", oneLine.of(event.getFormattedMessage(), LogLine.MESSAGE));
    String stack = StackLines.of(event.getThrowableProxy(), oneLine).toString();
    put(line, "stack", stack.isEmpty() ? null : stack);
    return line + "\n";
  }

  private void put(ObjectNode line, String name, @Nullable String text) {
    if (text != null) {
      line.put(name, name.equals("stack") ? text : oneLine.of(text, LogLine.CIRCUMSTANCES));
    }
  }
}
