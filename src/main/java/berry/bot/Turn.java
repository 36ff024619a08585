package berry.bot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How one turn of receiving went.
///
/// @param pause how long to wait before the next
/// @param trouble why updates don't come, with what to do about it; null when they do
record Turn(Duration pause, @Nullable String trouble) {

  static final Turn GOOD = new Turn(Duration.ZERO, null);
}
