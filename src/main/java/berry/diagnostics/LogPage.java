package berry.diagnostics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One look into the log.
///
/// @param items newest first
/// @param next where older ones are looked for; null: there are none. Not every look finds
///   something, for each reads so much and no more
/// @param newest where what is not yet written will stand; null while there is no log
public record LogPage(List<LogEntry> items, @Nullable String next, @Nullable String newest) {}
