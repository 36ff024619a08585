package berry.http;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers calls that come by the thousand a second: it sees headers and body, gives a status, and
/// no thread waits in between. Nothing of a servlet is built for them, which halves their cost.
public interface BodyHandler {

  /// Decides by the headers alone, before a byte of the body is read.
  ///
  /// @param header value of a header; null when it is absent
  /// @throws Problem to refuse the call
  void admit(Function<String, @Nullable String> header);

  /// Takes the body.
  ///
  /// @return the status of an empty answer; completed by a [Problem] to refuse. What depends on it
  ///   runs in the thread that completes it and does not block
  CompletionStage<Integer> take(byte[] body);
}
