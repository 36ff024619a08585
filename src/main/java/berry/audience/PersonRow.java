package berry.audience;

import berry.telegram.Sender;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a batch tells about one person.
///
/// @param source payload of a `/start`
/// @param blocked whether the person blocked the bot; null when the batch doesn't tell
public record PersonRow(
    Sender sender,
    @Nullable String source,
    Instant firstAt,
    Instant lastAt,
    @Nullable Boolean blocked) {

  public long id() {
    return sender.id();
  }

  /// This and then, in the same batch, `later`.
  public PersonRow and(PersonRow later) {
    return new PersonRow(
        later.sender,
        source == null ? later.source : source,
        firstAt.isBefore(later.firstAt) ? firstAt : later.firstAt,
        lastAt.isAfter(later.lastAt) ? lastAt : later.lastAt,
        later.blocked == null ? blocked : later.blocked);
  }
}
