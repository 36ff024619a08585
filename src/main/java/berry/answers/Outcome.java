package berry.answers;

import java.time.Instant;

/// What became of an answer, or of the wish to change one.
public sealed interface Outcome {

  /// It will be done, and is kept until it is.
  ///
  /// @param id by which the conversation knows it
  /// @param state how it stands at this moment: `queued`, or already `sent`, `failed` …
  record Accepted(String id, String state) implements Outcome {}

  /// There is no such conversation, or no such message in it.
  record Missing(String words) implements Outcome {}

  /// It breaks a rule that the words tell.
  record Wrong(String words) implements Outcome {}

  /// It can't be done as things stand.
  ///
  /// @param reason a code, such as `blocked` or `too_old`
  record Refused(String reason, String words) implements Outcome {}

  /// A colleague has answered meanwhile, which the writer had not seen.
  record Overtaken(String author, Instant at) implements Outcome {}
}
