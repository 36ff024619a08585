package berry.audience;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Counts what happens, by quarters of an hour, within the transaction in which it happens. Of that
/// transaction and of its thread.
public final class Counters {

  private final CounterStore store;

  public Counters(Handle transaction) {
    this.store = transaction.attach(CounterStore.class);
  }

  /// One more. The row stays locked until the end of the transaction, so this comes after whatever
  /// else is written, and is not for what happens often: the intake counts many at once.
  public void count(String metric, Instant at) {
    store.count(metric, at);
  }
}
