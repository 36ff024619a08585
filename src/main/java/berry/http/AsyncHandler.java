package berry.http;

import java.util.concurrent.CompletionStage;

/// Answers calls that come by the thousand a second: it takes the body, gives a status, and no
/// thread waits in between.
///
/// Mostly it runs in the thread that reads all connections, so nothing in it may wait. Measured on
/// two cores: a virtual thread for each such call costs 1.4 times as much.
@FunctionalInterface
public interface AsyncHandler {

  /// Takes the body; must not wait.
  ///
  /// @return the status of an empty answer; completed by a [Problem] to refuse. What depends on it
  ///   runs in the thread that completes it and does not block
  CompletionStage<Integer> take(byte[] body);
}
