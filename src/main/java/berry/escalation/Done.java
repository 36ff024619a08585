package berry.escalation;

import org.jspecify.annotations.Nullable;

/// What came of what somebody wanted with an incident.
public sealed interface Done {

  /// @param incident as it is now
  record Ok(Incident incident) implements Done {}

  /// @param owner the name of who looks after it
  record Refused(Why why, Incident incident, @Nullable String owner) implements Done {}

  /// There is none of that id.
  record Missing() implements Done {}

  /// Why it was not done.
  enum Why {
    /// It is resolved or closed.
    OVER,
    /// Somebody else looks after it.
    TAKEN,
    /// It is so already, by the same person.
    SAME,
    /// It can be closed only with words about what happened.
    WORDS
  }
}
