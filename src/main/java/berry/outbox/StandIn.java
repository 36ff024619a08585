package berry.outbox;

import berry.database.Threads;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what waits while no process of the bot's is there to do so: a dashboard that runs as a
/// service of its own would otherwise note that the bot is gone, and could tell nobody.
///
/// It sends as any courier does, so a bot that comes back meanwhile disturbs nothing.
public final class StandIn implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StandIn.class);
  private static final Duration LOOKS = Duration.ofSeconds(5);

  /// How often in a row nobody must be there: a bot that is deployed anew is not gone.
  private static final int TIMES = 6;

  private final BooleanSupplier present;
  private final Supplier<Courier> courier;
  private final Thread thread;
  private @Nullable Courier sending;
  private int missed;
  private volatile boolean over;

  /// @param present whether a process of the bot's is there; asks the database
  /// @param courier one that has not started
  public StandIn(BooleanSupplier present, Supplier<Courier> courier) {
    this.present = present;
    this.courier = courier;
    this.thread = Thread.ofPlatform().name("outbox-stand-in").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    while (!over) {
      try {
        Thread.sleep(LOOKS);
        look();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.debug("Whether the bot is there is not known now", e);
      }
    }
  }

  /// One look.
  void look() {
    boolean there = present.getAsBoolean();
    missed = there ? 0 : missed + 1;
    Courier mine = sending;
    if (mine == null && missed >= TIMES) {
      LOG.warn("No process of the bot's gives a sign of life: this one sends what waits");
      Courier fresh = courier.get();
      fresh.start();
      sending = fresh;
    } else if (mine != null && there) {
      LOG.info("The bot is back and sends by itself");
      sending = null;
      mine.close();
    }
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
    Threads.join(thread, Duration.ofSeconds(2));
    Courier mine = sending;
    if (mine != null) {
      mine.close();
    }
  }
}
