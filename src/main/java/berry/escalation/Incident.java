package berry.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that is, or was, wrong: one or more alerts that people look after as one.
///
/// @param id 0 until it is stored
/// @param severity 1 (worst) to 3
/// @param cause key of the rule that opened it
/// @param round counts from 1; each reopening begins the ladder anew
/// @param roundAt when this round began
/// @param firstAcknowledgedAt in any round
/// @param acknowledgedAt in this round
/// @param ownerId who looks after it
/// @param resolution what happened and what was done about it
public record Incident(
    long id,
    int severity,
    IncidentState state,
    String cause,
    Instant openedAt,
    int round,
    Instant roundAt,
    @Nullable Instant firstAcknowledgedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Long ownerId,
    @Nullable Instant mitigatedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    @Nullable Long closedBy,
    @Nullable String resolution) {

  /// Whether it may be closed only with words about what happened.
  public boolean wantsResolution() {
    return severity < 3;
  }

  /// Whether it is over and those words are missing.
  public boolean needsResolution() {
    return state == IncidentState.RESOLVED && wantsResolution();
  }

  /// From its opening until somebody looked after it; empty while nobody did.
  public Optional<Duration> toAcknowledge() {
    return Optional.ofNullable(firstAcknowledgedAt).map(at -> since(openedAt, at));
  }

  /// From its opening until all was well; empty while it is not.
  public Optional<Duration> toResolve() {
    return Optional.ofNullable(resolvedAt).map(at -> since(openedAt, at));
  }

  /// A clock that was set back makes no negative time.
  private static Duration since(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }

  Incident withId(long stored) {
    return change().id(stored).done();
  }

  Change change() {
    return new Change(this);
  }

  /// The next state of one, piece by piece.
  static final class Change {

    private long id;
    private int severity;
    private IncidentState state;
    private final String cause;
    private final Instant openedAt;
    private int round;
    private Instant roundAt;
    private @Nullable Instant firstAcknowledgedAt;
    private @Nullable Instant acknowledgedAt;
    private @Nullable Long ownerId;
    private @Nullable Instant mitigatedAt;
    private @Nullable Instant resolvedAt;
    private @Nullable Instant closedAt;
    private @Nullable Long closedBy;
    private @Nullable String resolution;

    private Change(Incident from) {
      id = from.id;
      severity = from.severity;
      state = from.state;
      cause = from.cause;
      openedAt = from.openedAt;
      round = from.round;
      roundAt = from.roundAt;
      firstAcknowledgedAt = from.firstAcknowledgedAt;
      acknowledgedAt = from.acknowledgedAt;
      ownerId = from.ownerId;
      mitigatedAt = from.mitigatedAt;
      resolvedAt = from.resolvedAt;
      closedAt = from.closedAt;
      closedBy = from.closedBy;
      resolution = from.resolution;
    }

    private Change id(long stored) {
      id = stored;
      return this;
    }

    Change severity(int to) {
      severity = to;
      return this;
    }

    Change owner(@Nullable Long personId) {
      ownerId = personId;
      return this;
    }

    Change acknowledged(@Nullable Long personId, Instant at) {
      state = IncidentState.ACKNOWLEDGED;
      acknowledgedAt = at;
      if (firstAcknowledgedAt == null) {
        firstAcknowledgedAt = at;
      }
      ownerId = personId;
      return this;
    }

    Change mitigated(Instant at) {
      state = IncidentState.MITIGATED;
      mitigatedAt = at;
      return this;
    }

    Change resolved(Instant at) {
      state = IncidentState.RESOLVED;
      resolvedAt = at;
      return this;
    }

    Change closed(@Nullable Long by, @Nullable String words, Instant at) {
      state = IncidentState.CLOSED;
      if (resolvedAt == null) {
        resolvedAt = at;
      }
      closedAt = at;
      closedBy = by;
      resolution = words;
      return this;
    }

    /// Everything that was done about it in the last round has to be done again.
    Change newRound(Instant at) {
      state = IncidentState.OPEN;
      round++;
      roundAt = at;
      acknowledgedAt = null;
      ownerId = null;
      mitigatedAt = null;
      resolvedAt = null;
      closedAt = null;
      closedBy = null;
      resolution = null;
      return this;
    }

    Incident done() {
      return new Incident(
          id,
          severity,
          state,
          cause,
          openedAt,
          round,
          roundAt,
          firstAcknowledgedAt,
          acknowledgedAt,
          ownerId,
          mitigatedAt,
          resolvedAt,
          closedAt,
          closedBy,
          resolution);
    }
  }
}
