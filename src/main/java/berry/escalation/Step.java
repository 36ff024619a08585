package berry.escalation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One rung of the ladder.
///
/// @param after counted from the beginning of the incident, or of its reopening
/// @param to whose turn it is; null: all
public record Step(Duration after, @Nullable Duty to) {}
