package berry.diagnostics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was written into the log at once, as it is read back.
///
/// A line that can't be understood, half written or of another program, is an entry of its own: its
/// text is the message, and nothing else is known.
///
/// @param id where it lies; the same after the file was packed
/// @param level `error`, `warn`, `info`, `debug` or `trace`
/// @param request during which it was written
/// @param update in whose handling it was written
/// @param stack lines of the exception
public record LogEntry(
    String id,
    @Nullable Instant at,
    @Nullable String level,
    @Nullable String logger,
    String message,
    @Nullable Long update,
    @Nullable String request,
    @Nullable String stack) {

  LogEntry with(String where, @Nullable String lines) {
    return new LogEntry(where, at, level, logger, message, update, request, lines);
  }
}
