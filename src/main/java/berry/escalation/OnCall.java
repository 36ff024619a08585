package berry.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who is called first for a role.
///
/// @param standsIn whether it is the owner, because nobody of the role can be reached
/// @param until when the turn ends; null: it does not by itself
/// @param taken whether they took the role over for a while
public record OnCall(
    Duty duty, Target target, boolean standsIn, @Nullable Instant until, boolean taken) {}
