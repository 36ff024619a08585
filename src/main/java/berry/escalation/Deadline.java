package berry.escalation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One limit for all of a conversation with another machine.
///
/// Timeouts of sockets count each read alone, and those of the HTTP client end with the headers and
/// leave out the name's lookup: whoever sends a byte now and then could hold a caller for ever.
final class Deadline {

  private Deadline() {}

  /// Does it in a thread of its own and waits so long at most. What takes longer is interrupted,
  /// which closes the socket that a virtual thread waits for.
  ///
  /// @throws IOException when it fails, or takes too long
  static <T> T within(Duration most, Callable<T> work) throws IOException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("outward").start(task);
    try {
      return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new InterruptedIOException("no answer within " + most.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } finally {
      task.cancel(true);
    }
  }
}
