package berry.escalation;

/// Whether Berry is well, as whoever watches it from outside is to know.
///
/// @param well false: an incident of severity 1 is not over, or this process is not well itself
public record Wellness(boolean well) {}
