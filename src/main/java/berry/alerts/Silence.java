package berry.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A time in which a rule fires without a word; of all rules it is a maintenance window.
///
/// @param key null: all of them
/// @param author as people know them
public record Silence(
    long id, @Nullable String key, Instant startsAt, Instant until, String reason, String author) {

  /// Whether it holds for that rule now.
  boolean covers(String rule, Instant now) {
    return (key == null || key.equals(rule)) && !startsAt.isAfter(now) && until.isAfter(now);
  }
}
