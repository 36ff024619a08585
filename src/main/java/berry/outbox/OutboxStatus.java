package berry.outbox;

/// How the outbox stands.
///
/// @param queued not sent yet
/// @param oldestSeconds how long the oldest of them has waited; 0 when there is none
/// @param failed in the last 24 hours
/// @param unknown in the last 24 hours: sent, and nobody knows whether it arrived
public record OutboxStatus(long queued, double oldestSeconds, long failed, long unknown) {}
