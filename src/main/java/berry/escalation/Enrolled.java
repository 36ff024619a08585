package berry.escalation;

/// What became of a contact's link that somebody opened.
public sealed interface Enrolled {

  /// They are the contact now, or were already.
  record Done(Duty duty) implements Enrolled {}

  record Refused(Reason reason) implements Enrolled {}

  /// Why not.
  enum Reason {
    UNKNOWN,
    USED,
    EXPIRED,
    /// The contact is somebody else, by their id or by their username.
    SOMEBODY_ELSE
  }
}
