package berry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The wish to end, carried from the signal to the main thread, and the exit code back.
///
/// A signal starts the JVM's shutdown hooks while the main thread still runs; the hook asks here
/// and waits until everything is closed in order.
final class Stop {

  /// Railway and Kubernetes kill at 30 s at the earliest when asked to wait.
  private static final Duration PATIENCE = Duration.ofSeconds(28);

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private volatile boolean awaited;

  /// Blocks the main thread until somebody wants the end.
  void await() throws InterruptedException {
    awaited = true;
    asked.await();
  }

  /// Marks that there is something to close in order from now on, even before [#await()].
  void expect() {
    awaited = true;
  }

  /// The main thread is done.
  void ended(int exitCode) {
    code.complete(exitCode);
  }

  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /// Called by the hook: asks for the end and waits for it.
  ///
  /// @return the exit code to end with; empty when the process ends by itself already, or when
  ///   nothing ran that must be closed, so that the JVM's own code for the signal holds
  Optional<Integer> request() {
    asked.countDown();
    if (!awaited || code.isDone()) {
      return Optional.empty();
    }
    try {
      return Optional.of(code.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.of(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
