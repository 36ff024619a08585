package berry.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why a rule says nothing at the moment.
///
/// @param silencedUntil by a person, or by a maintenance window
/// @param inhibitedBy the rule whose effect this one is
record Muting(@Nullable Instant silencedUntil, @Nullable String inhibitedBy) {

  static final Muting NOT = new Muting(null, null);
}
