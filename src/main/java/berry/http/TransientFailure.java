package berry.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A failure that is nobody's mistake and passes by itself: what the handlers stand on is away.
///
/// @param detail for the caller
/// @param retryAfter when it may be over
/// @param again whether a read is worth a second try at once, because only the way there broke
public record TransientFailure(String detail, Duration retryAfter, boolean again) {

  /// Recognises such failures. The wiring plugs it in: nothing here knows what handlers stand on.
  @FunctionalInterface
  public interface Known {

    /// There is none.
    Known NONE = _ -> null;

    /// Called in the thread that failed, and more than once for the same failure.
    ///
    /// @return null for a mistake, which is answered with 500
    @Nullable TransientFailure of(Throwable failure);
  }
}
