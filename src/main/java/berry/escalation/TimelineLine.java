package berry.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line of an incident's timeline as it was written.
///
/// @param actorId Telegram id of who did it; null for Berry and the command line
/// @param actor their name now
/// @param via `berry`, `chat`, `screen` or `command`
/// @param detail a JSON object
public record TimelineLine(
    long id,
    Instant at,
    String kind,
    @Nullable Long actorId,
    @Nullable String actor,
    String via,
    String detail) {}
