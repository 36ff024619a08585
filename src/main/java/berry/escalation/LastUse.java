package berry.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the last use of a way past Telegram went.
///
/// @param ok whether the other side took it
/// @param why of what it did not take; null when it did
public record LastUse(Instant at, boolean ok, @Nullable String why) {}
