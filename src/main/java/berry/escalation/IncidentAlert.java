package berry.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An episode of an alert that belongs to an incident.
///
/// @param key of its rule
/// @param endedAt null while it goes on
public record IncidentAlert(
    long incidentId, long episodeId, String key, Instant joinedAt, @Nullable Instant endedAt) {}
