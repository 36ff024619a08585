package berry.recovery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which database is live and complete, and what restores have left beside it.
///
/// @param database the live one
/// @param complete whether it is open and tried, as it should be
/// @param says the same in one sentence
/// @param busy who restores now; null: nobody
/// @param kept complete ones from before, newest first
/// @param leftovers what killed restores began: not complete, and of no use
public record Standing(
    String database,
    boolean complete,
    String says,
    @Nullable String busy,
    List<Kept> kept,
    List<String> leftovers) {

  /// @param source what took its place
  /// @param at since when
  /// @param until when it is removed
  public record Kept(String database, String source, Instant at, Instant until, long bytes) {}
}
