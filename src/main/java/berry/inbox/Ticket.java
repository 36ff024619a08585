package berry.inbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The place in the line of updates that were handed over together.
final class Ticket {

  private final List<Arrival> arrivals;
  private final long bytes;
  private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();

  Ticket(List<Arrival> arrivals) {
    this.arrivals = List.copyOf(arrivals);
    long sum = 0;
    for (Arrival arrival : arrivals) {
      sum += arrival.body().length();
    }
    this.bytes = sum;
  }

  List<Arrival> arrivals() {
    return arrivals;
  }

  int rows() {
    return arrivals.size();
  }

  long bytes() {
    return bytes;
  }

  /// The first settlement counts; later ones change nothing.
  void settle(Receipt outcome) {
    receipt.complete(outcome);
  }

  boolean settled() {
    return receipt.isDone();
  }

  /// Waits, but not for ever: whoever gives up answers Unavailable, even if the batch is committed
  /// a moment later, for then the repeat is refused.
  Receipt await(Duration patience) {
    try {
      return receipt.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      settle(Inbox.unavailable("no commit within " + patience.toMillis() + " ms"));
    } catch (InterruptedException e) {
      settle(Inbox.unavailable("Berry is stopping"));
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a receipt is never completed by an exception", e);
    }
    return receipt.join();
  }
}
