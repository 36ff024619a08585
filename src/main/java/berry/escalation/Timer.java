package berry.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A step of an incident's ladder, and when it is due.
///
/// @param step from 0
/// @param doneAt null: not yet
public record Timer(
    long incidentId, int round, int step, Instant dueAt, @Nullable Instant doneAt) {}
