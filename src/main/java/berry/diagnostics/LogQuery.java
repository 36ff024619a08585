package berry.diagnostics;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which entries of the log are wanted. What can't be read is shown whatever its level was.
///
/// @param level this or worse; null: any
/// @param search in message, logger and stack, whatever the case
/// @param since nothing older
public record LogQuery(
    @Nullable String level,
    @Nullable String search,
    @Nullable Long update,
    @Nullable String request,
    @Nullable Instant since) {

  /// From the mildest to the worst.
  public static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");

  public static final LogQuery ALL = new LogQuery(null, null, null, null, null);

  boolean wants(LogEntry entry) {
    return level(entry.level())
        && (update == null || Objects.equals(update, entry.update()))
        && (request == null || request.isEmpty() || request.equals(entry.request()))
        && found(entry);
  }

  /// Whether everything before this entry is too old, too.
  boolean endsAt(LogEntry entry) {
    Instant at = entry.at();
    return since != null && at != null && at.isBefore(since);
  }

  private boolean level(@Nullable String of) {
    return level == null || of == null || LEVELS.indexOf(of) >= LEVELS.indexOf(level);
  }

  private boolean found(LogEntry entry) {
    if (search == null || search.isBlank()) {
      return true;
    }
    String wanted = search.strip().toLowerCase(Locale.ROOT);
    return contains(entry.message(), wanted)
        || contains(entry.logger(), wanted)
        || contains(entry.stack(), wanted);
  }

  private static boolean contains(@Nullable String text, String wanted) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
