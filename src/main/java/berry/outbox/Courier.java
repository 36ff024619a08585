package berry.outbox;

import berry.database.Changes;
import berry.database.Database;
import berry.database.Topic;
import berry.monitoring.Metrics;
import berry.monitoring.Sensor;
import berry.telegram.BotApi;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what is queued in `outgoing`, in order within each chat, at the pace Telegram allows.
///
/// Every replica may run one; the table says who sends what. A message is sent once, or its end is
/// shown as unknown; it is never repeated blindly, for `sendMessage` has no idempotency key.
public final class Courier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /// Should a wake-up be lost.
  private static final Duration ROUND = Duration.ofSeconds(5);

  /// Claims hold for eight seconds. While calls are under way, or Telegram is away, one looks
  /// often.
  private static final Duration BUSY = Duration.ofSeconds(1);

  private static final Duration RENEW = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration LAST = Duration.ofSeconds(10);

  private final Database database;
  private final Changes changes;
  private final long botId;
  private final DeliveryRecorder recorder;
  private final SendQueue queue;
  private final TelegramBreaker breaker;
  private final UnderWay underWay;
  private final Call call;
  private final Carrier carrier;
  private final OutboxGauges backlog;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread dispatcher;
  private final Changes.Subscription subscription;
  private volatile boolean closed;
  private boolean down;
  private long renewedAt = System.nanoTime();

  public Courier(Database database, Changes changes, Clock clock, BotApi api, Metrics metrics) {
    this(database, changes, clock, api, metrics, BotApi.USUAL);
  }

  /// @param patience how long a call may take
  Courier(
      Database database,
      Changes changes,
      Clock clock,
      BotApi api,
      Metrics metrics,
      Duration patience) {
    this.database = database;
    this.changes = changes;
    this.botId = api.botId();
    this.recorder = new DeliveryRecorder(changes, clock);
    this.queue = new SendQueue(changes, recorder, botId);
    this.breaker = new TelegramBreaker(clock);
    this.underWay = new UnderWay(clock);
    this.call = new Call(database, clock, api, metrics, breaker, patience);
    this.carrier = new Carrier(call, recorder, underWay, wakeUps::release);
    this.backlog = new OutboxGauges(database, metrics);
    this.dispatcher = Thread.ofVirtual().name("courier").unstarted(this::run);
    this.subscription = changes.subscribe(this::heard);
    metrics.gauge("berry.courier.under.way", underWay::size);
    metrics.gauge("berry.courier.telegram.away", () -> breaker.isOut() ? 1 : 0);
  }

  /// What waits, and how often this process was asked to be slower.
  public Sensor sensor() {
    return new OutboxSensor(database, call::slowedDown);
  }

  public void start() {
    dispatcher.start();
  }

  private void heard(List<Changes.Change> all) {
    if (all.stream().anyMatch(change -> change.topic() == Topic.OUTGOING)) {
      wakeUps.release();
    }
  }

  private void run() {
    while (!closed) {
      try {
        Duration wait = round();
        down = false;
        rest(wait);
      } catch (RuntimeException e) {
        if (!down) {
          LOG.warn("Nothing is sent while the table can't be read: {}", e.getMessage());
        }
        down = true;
        rest(AGAIN);
      }
    }
  }

  /// @return how long there is nothing to do unless somebody wakes us
  private Duration round() {
    renew();
    takeOver();
    backlog.refresh();
    if (underWay.manyLate() && breaker.silent(UnderWay.LATE)) {
      breaker.out();
    }
    if (breaker.ask()) {
      Thread.ofVirtual().name("courier-asks").start(this::ask);
    }
    int room = breaker.isOut() ? 0 : underWay.room();
    long asked = System.nanoTime();
    List<ClaimedMessage> claims = room == 0 ? List.of() : queue.claim(room);
    claims.forEach(claimed -> carrier.begin(claimed, asked));
    if (room > 0 && queue.hasMore()) {
      return Duration.ZERO;
    }
    return nothingToDo();
  }

  /// What a dead process was sending.
  private void takeOver() {
    if (database.jdbi().withHandle(handle -> CourierStore.anyAbandoned(handle, botId))) {
      changes.useTransaction((transaction, news) -> {
        for (ClaimedMessage claimed : CourierStore.abandoned(transaction, botId)) {
          recorder.write(transaction, news, claimed, abandoned(claimed));
        }
      });
    }
  }

  private static Delivery abandoned(ClaimedMessage claimed) {
    return claimed.repeatable()
        ? new Delivery.Later(Duration.ZERO, Reason.STOPPED)
        : new Delivery.Unknown(Reason.STOPPED);
  }

  private Duration nothingToDo() {
    Duration most = underWay.size() == 0 && !breaker.isOut() ? ROUND : BUSY;
    if (breaker.isOut()) {
      return most;
    }
    Long due = database.jdbi().withHandle(handle -> CourierStore.nextDue(handle, botId));
    Duration wait = due == null ? most : Duration.ofMillis(Math.max(due, 10));
    return queue.next(wait.compareTo(most) < 0 ? wait : most);
  }

  private void renew() {
    if (System.nanoTime() - renewedAt > RENEW.toNanos()) {
      renewedAt = System.nanoTime();
      List<Long> ids = underWay.ids();
      if (!ids.isEmpty()) {
        database.jdbi().useHandle(handle -> CourierStore.renew(handle, ids));
      }
    }
  }

  private void rest(Duration wait) {
    try {
      // True or false, the table is read anew. Never a whole millisecond too early.
      boolean _ = wakeUps.tryAcquire(wait.plusNanos(999_999).toMillis(), TimeUnit.MILLISECONDS);
      wakeUps.drainPermits();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private void ask() {
    try {
      if (call.ask()) {
        database
            .jdbi()
            .useHandle(handle -> CourierStore.hurry(handle, botId, Reason.OF_TELEGRAM_AWAY));
      }
    } catch (RuntimeException e) {
      breaker.still(false, 0);
    } finally {
      wakeUps.release();
    }
  }

  /// Claims nothing more and lets the calls under way end. What does not is unknown to whoever
  /// looks next.
  @Override
  public void close() {
    closed = true;
    carrier.closing();
    subscription.close();
    wakeUps.release();
    try {
      // First, for until it ends it may begin calls. Joining a thread that never began is an error.
      boolean _ = dispatcher.getState() == Thread.State.NEW || dispatcher.join(LAST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    carrier.end(LAST);
  }
}
