package berry.diagnostics;

import berry.http.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Understands lines as [LogLine] and [JsonLine] write them. All that comes out is masked and made
/// harmless once more: the file may be of an earlier configuration, or somebody else's.
final class LogParser {

  private static final Pattern LINE =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z) (ERROR|WARN|INFO|DEBUG|TRACE) {1,2}"
              + "(\\S+) (?:\\{(?:request=([A-Za-z0-9._-]{1,64}))?(?:, )?(?:update=(-?\\d{1,18}))?}"
              + " )?(.*)");

  private static final int MESSAGE = 2 * LogLine.MESSAGE;
  private static final int NAME = 200;

  private final OneLine oneLine;

  LogParser(Masking masking) {
    this.oneLine = new OneLine(masking);
  }

  /// Whether an entry begins with this line, and not a line of a stack.
  static boolean begins(String line) {
    return !line.startsWith("\t");
  }

  /// An entry without its place.
  LogEntry parse(String line) {
    if (line.startsWith("{")) {
      LogEntry read = json(line);
      if (read != null) {
        return read;
      }
    }
    Matcher parts = LINE.matcher(line);
    Instant at = parts.matches() ? time(parts.group(1)) : null;
    if (at == null) {
      return new LogEntry("", null, null, null, safe(line), null, null, null);
    }
    String update = parts.group(5);
    return new LogEntry(
        "",
        at,
        parts.group(2).toLowerCase(Locale.ROOT),
        oneLine.of(parts.group(3), NAME),
        safe(parts.group(6)),
        update == null ? null : Long.valueOf(update),
        parts.group(4),
        null);
  }

  /// Lines under an entry.
  String stack(String lines) {
    return lines
        .lines()
        .map(line -> indent(line) + oneLine.of(line.strip(), MESSAGE))
        .collect(Collectors.joining("\n"));
  }

  private @Nullable LogEntry json(String line) {
    try {
      JsonNode read = Json.mapper().readTree(line);
      String at = text(read, "at");
      String level = text(read, "level");
      String message = text(read, "message");
      Instant time = at == null ? null : time(at);
      if (time == null || level == null || message == null) {
        return null;
      }
      String word = level.toLowerCase(Locale.ROOT);
      String update = text(read, LogMark.UPDATE);
      String request = text(read, LogMark.REQUEST);
      String logger = text(read, "logger");
      String stack = text(read, "stack");
      return new LogEntry(
          "",
          time,
          LogQuery.LEVELS.contains(word) ? word : null,
          logger == null ? null : oneLine.of(logger, NAME),
          safe(message),
          update != null && update.matches("-?\\d{1,18}") ? Long.valueOf(update) : null,
          request == null ? null : oneLine.of(request, NAME),
          stack == null ? null : stack(stack));
    } catch (JacksonException halfWritten) {
      return null;
    }
  }

  private static @Nullable String text(JsonNode of, String name) {
    JsonNode value = of.get(name);
    return value == null || !value.isString() ? null : value.stringValue();
  }

  private String safe(String text) {
    return oneLine.of(text, MESSAGE);
  }

  private static String indent(String line) {
    return line.startsWith("\t\t") ? "    " : "  ";
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException damaged) {
      return null;
    }
  }
}
