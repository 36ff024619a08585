package berry.diagnostics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one logger says at one level for a while: some of it is written, the rest counted.
///
/// A message whose pattern is composed is new each time, so there is a limit to all patterns
/// together, too. It is also what bounds the memory. To be used by one thread at a time.
final class Tally {

  /// Enough to see what differs from one to the next.
  static final int OF_A_KIND = 10;

  static final int ALTOGETHER = 100;

  private static final int LONGEST = 200;

  private static final class Kind {
    private int written;
    private long counted;
  }

  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final long begun;
  private long last;
  private int written;
  private long others;
  private boolean counting;

  /// @param now in milliseconds, the time stamp of the first event
  Tally(long now) {
    begun = now;
    last = now;
  }

  /// Whether its time is over; also when the clock was set back meanwhile. Threads come a little
  /// out of order, so a little before the beginning is no sign of that.
  boolean over(long now, long span) {
    return Math.abs(now - begun) >= span;
  }

  /// @param pattern of the message, before its arguments are filled in
  /// @return whether the event is to be written
  boolean admits(@Nullable String pattern, long now) {
    last = now;
    String key = pattern == null ? "" : pattern.substring(0, Math.min(LONGEST, pattern.length()));
    Kind kind = kinds.get(key);
    if (kind == null && written < ALTOGETHER) {
      kind = new Kind();
      kinds.put(key, kind);
    }
    if (kind != null && kind.written < OF_A_KIND && written < ALTOGETHER) {
      kind.written++;
      written++;
      return true;
    }
    if (kind == null) {
      others++;
    } else {
      kind.counted++;
    }
    counting = true;
    return false;
  }

  /// Whether anything was counted instead of written.
  boolean counting() {
    return counting;
  }

  /// One line for each kind that was counted.
  List<String> lines() {
    long seconds = Math.max(1, Math.ceilDiv(last - begun, 1_000L));
    List<String> lines = new ArrayList<>();
    kinds.forEach((pattern, kind) -> {
      if (kind.counted > 0) {
        lines.add("… and %,d more like it in %d s: %s".formatted(kind.counted, seconds, pattern));
      }
    });
    if (others > 0) {
      lines.add("… and %,d others from here in %d s".formatted(others, seconds));
    }
    return lines;
  }
}
