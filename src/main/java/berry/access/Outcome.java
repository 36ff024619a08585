package berry.access;

/// What became of a wish about the team.
public enum Outcome {
  DONE,
  /// There is no such person in the team, or no such invitation.
  UNKNOWN,
  /// Whoever wished it may not handle that role.
  NOT_ALLOWED
}
