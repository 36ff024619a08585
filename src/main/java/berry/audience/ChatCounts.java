package berry.audience;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// How many people wait, and how many conversations are over.
///
/// @param unanswered everybody who waits and is not snoozed, the team left out
/// @param overLimit those of them who have waited too long: the tile of the overview
/// @param done conversations that somebody of the team has closed
public record ChatCounts(long unanswered, long overLimit, long done) {

  /// @param late who waits since then or longer is over the limit
  public static ChatCounts read(Handle handle, Instant late, Instant now) {
    return handle.attach(ChatCountStore.class).counts(late, now);
  }
}
