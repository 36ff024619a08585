package berry.telegram;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What `sendMessage` and its like answer.
///
/// @param date seconds since 1970, as Telegram counts
public record SentMessage(long messageId, long date, @Nullable SentTo chat) {

  /// The chat it went to.
  public record SentTo(long id, @Nullable String type) {}

  /// When Telegram took it.
  public Instant sentAt() {
    return Instant.ofEpochSecond(date);
  }
}
