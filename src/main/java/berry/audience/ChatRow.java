package berry.audience;

import berry.telegram.Chat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a batch tells about one chat.
///
/// @param waitingSince when a person of a private chat wrote something that wants an answer
/// @param reachable whether the bot can write there; null when the batch doesn't tell
/// @param migratedTo the supergroup it became
public record ChatRow(
    Chat chat,
    Instant firstAt,
    Instant lastAt,
    @Nullable Instant waitingSince,
    @Nullable Boolean reachable,
    @Nullable Long migratedTo) {

  public long id() {
    return chat.id();
  }

  /// This and then, in the same batch, `later`.
  public ChatRow and(ChatRow later) {
    return new ChatRow(
        later.chat,
        firstAt.isBefore(later.firstAt) ? firstAt : later.firstAt,
        lastAt.isAfter(later.lastAt) ? lastAt : later.lastAt,
        waitingSince == null ? later.waitingSince : waitingSince,
        later.reachable == null ? reachable : later.reachable,
        later.migratedTo == null ? migratedTo : later.migratedTo);
  }
}
