package berry.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a message says that may change.
///
/// @param silent whether there has been no figure for long
/// @param at when it was first so
public record MessageState(
    State state,
    @Nullable Double worst,
    boolean silent,
    @Nullable Instant silencedUntil,
    @Nullable String inhibitedBy,
    Instant at) {

  /// A worse value alone is told at most once a minute, and only if it differs visibly.
  private static final Duration CALM = Duration.ofMinutes(1);

  private static final double VISIBLE = 0.05;

  boolean differs(MessageState shown) {
    if (state != shown.state
        || silent != shown.silent
        || !Objects.equals(silencedUntil, shown.silencedUntil)
        || !Objects.equals(inhibitedBy, shown.inhibitedBy)) {
      return true;
    }
    if (worst == null || shown.worst == null) {
      return worst != null;
    }
    boolean calm = Duration.between(shown.at, at).abs().compareTo(CALM) < 0;
    return !calm && Math.abs(worst - shown.worst) > VISIBLE * Math.abs(shown.worst);
  }
}
