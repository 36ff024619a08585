package berry.inbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The place in the line of updates that were handed over together.
final class Ticket {

  private final List<Arrival> arrivals;
  private final long bytes;
  private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();
  private final long came = System.nanoTime();

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

  /// How long ago it entered.
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - came);
  }

  /// The first settlement counts; later ones change nothing.
  void settle(Receipt outcome) {
    receipt.complete(outcome);
  }

  boolean settled() {
    return receipt.isDone();
  }

  /// Completed by one of the first settlement, never by an exception.
  CompletableFuture<Receipt> receipt() {
    return receipt;
  }

  /// Whoever waited for longer than that is told to come again, even if the batch is committed a
  /// moment later, for then the repeat is refused.
  ///
  /// @return whether it is over for this one
  boolean overdue(Duration patience) {
    if (System.nanoTime() - came <= patience.toNanos()) {
      return settled();
    }
    settle(Inbox.unavailable("no commit within " + patience.toMillis() + " ms"));
    return true;
  }
}
