package berry.access;

/// What became of an invitation.
public sealed interface Accepted {

  /// The person is of the team now. The same person using the same code again hears the same, for
  /// Telegram may deliver an update twice.
  record Member(Role role) implements Accepted {}

  /// They were that, or more, before: nothing changed, and the link is still good for another.
  record Already(Role role) implements Accepted {}

  /// Nothing changed.
  record Refused(Reason reason) implements Accepted {}

  /// Why an invitation was refused.
  enum Reason {
    /// Berry made no such code, or long ago.
    UNKNOWN,
    /// Somebody has used it.
    USED,
    /// Its 24 hours are over, it was taken back, or who made it has left the team.
    EXPIRED
  }
}
