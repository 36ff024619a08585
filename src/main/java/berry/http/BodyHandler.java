package berry.http;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers calls that come by the thousand a second: it sees headers and body, gives a status, and
/// no thread waits in between. Nothing of a servlet is built for them, which halves their cost.
public interface BodyHandler {

  /// Whether the headers alone show that the call is welcome, without asking anybody who might let
  /// us wait. Such a call is taken by the thread that reads all connections: nothing may block
  /// there. The others are given to [#admit] in a thread of their own.
  ///
  /// @param header value of a header; null when it is absent
  boolean knows(Function<String, @Nullable String> header);

  /// Decides by the headers alone, before a byte of the body is read. May wait.
  ///
  /// @param header value of a header; null when it is absent
  /// @throws Problem to refuse the call
  void admit(Function<String, @Nullable String> header);

  /// Takes the body; must not wait.
  ///
  /// @return the status of an empty answer; completed by a [Problem] to refuse. What depends on it
  ///   runs in the thread that completes it and does not block
  CompletionStage<Integer> take(byte[] body);
}
