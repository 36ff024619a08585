package berry.outbox;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Makes the calls for messages that were claimed, each in a thread of its own, and notes what
/// became of them.
final class Carrier {

  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int TRIES = 60;

  private final Call call;
  private final DeliveryRecorder recorder;
  private final UnderWay underWay;
  private final Runnable ended;
  private volatile boolean closing;

  /// @param ended told after each message, from any thread
  Carrier(Call call, DeliveryRecorder recorder, UnderWay underWay, Runnable ended) {
    this.call = call;
    this.recorder = recorder;
    this.underWay = underWay;
    this.ended = ended;
  }

  /// @param claimedAt `System.nanoTime()` before it was claimed
  void begin(ClaimedMessage claimed, long claimedAt) {
    underWay.began(claimed.id());
    Thread.ofVirtual().name("courier-" + claimed.id()).start(() -> deliver(claimed, claimedAt));
  }

  private void deliver(ClaimedMessage claimed, long claimedAt) {
    Long update = claimed.update();
    try (var _ = update == null ? null : MDC.putCloseable("update", Long.toString(update))) {
      write(claimed, outcome(claimed, claimedAt));
    } finally {
      underWay.ended(claimed.id());
      ended.run();
    }
  }

  private Delivery outcome(ClaimedMessage claimed, long claimedAt) {
    try {
      return call.make(claimed, claimedAt);
    } catch (RuntimeException e) {
      return new Delivery.Failed(Reason.UNWRITTEN.code(e.getClass().getSimpleName()), false);
    }
  }

  /// What Telegram did must not be forgotten because the database is away for a moment. If it stays
  /// away, the claim ends and the row is shown as unknown.
  private void write(ClaimedMessage claimed, Delivery delivery) {
    for (int tries = 1; ; tries++) {
      try {
        recorder.write(claimed, delivery);
        return;
      } catch (RuntimeException e) {
        if (closing || tries == TRIES) {
          LOG.error(
              "Outgoing {} ({}) ended as {}, which could not be noted at {} tries: {}",
              claimed.id(),
              claimed.method(),
              delivery.getClass().getSimpleName(),
              tries,
              e.getMessage());
          return;
        }
        pause(AGAIN);
      }
    }
  }

  /// From now on nothing is tried again.
  void closing() {
    closing = true;
  }

  /// Lets the calls under way end, for that long at most.
  void end(Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (underWay.size() > 0 && System.nanoTime() < end) {
      pause(Duration.ofMillis(20));
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
