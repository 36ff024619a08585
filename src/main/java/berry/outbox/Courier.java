package berry.outbox;

import berry.database.Changes;
import berry.database.Database;
import berry.monitoring.Metrics;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Sends what is queued in `outgoing`, in order within each chat, at the pace Telegram allows.
///
/// Every replica may run one; the table says who sends what. A message is sent once, or its end is
/// shown as unknown; it is never repeated blindly, for `sendMessage` has no idempotency key.
public final class Courier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /// Should a wake-up be lost.
  private static final Duration ROUND = Duration.ofSeconds(5);

  /// Claims hold for eight seconds.
  private static final Duration RENEW = Duration.ofSeconds(2);

  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration LAST = Duration.ofSeconds(10);
  private static final int TRIES = 60;

  private final Database database;
  private final BotApi api;
  private final Metrics metrics;
  private final Duration patience;
  private final Ledger ledger;
  private final Pace pace;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Map<Long, Parcel> underWay = new ConcurrentHashMap<>();
  private final Thread dispatcher;
  private final Changes.Subscription subscription;
  private volatile boolean closed;
  private volatile boolean down;
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
    this.patience = patience;
    this.database = database;
    this.api = api;
    this.metrics = metrics;
    this.ledger = new Ledger(database, changes, clock);
    this.pace = new Pace(clock);
    this.dispatcher = Thread.ofVirtual().name("courier").unstarted(this::run);
    this.subscription = changes.subscribe(this::heard);
    metrics.gauge("berry.courier.under.way", underWay::size);
  }

  public void start() {
    dispatcher.start();
  }

  private void heard(List<Changes.Change> all) {
    if (all.stream().anyMatch(change -> change.topic().equals("outgoing"))) {
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
    database
        .jdbi()
        .useTransaction(transaction -> {
          for (Parcel parcel : CourierStore.abandoned(transaction, api.botId())) {
            ledger.write(transaction, parcel, abandoned(parcel));
          }
        });
    int permits = pace.permits();
    List<Parcel> claimed =
        permits == 0
            ? List.of()
            : database
                .jdbi()
                .inTransaction(transaction ->
                    CourierStore.claim(transaction, api.botId(), pace.resting(), permits));
    claimed.forEach(this::begin);
    return claimed.isEmpty() ? nothingToDo() : Duration.ZERO;
  }

  private static Delivery abandoned(Parcel parcel) {
    return parcel.repeatable()
        ? new Delivery.Later(Duration.ZERO, Reason.STOPPED)
        : new Delivery.Unknown(Reason.STOPPED);
  }

  private Duration nothingToDo() {
    Long due = database.jdbi().withHandle(handle -> CourierStore.nextDue(handle, api.botId()));
    Duration most = underWay.isEmpty() ? ROUND : RENEW;
    Duration wait = due == null ? most : Duration.ofMillis(Math.max(due, 10));
    return pace.next(wait.compareTo(most) < 0 ? wait : most);
  }

  private void renew() {
    if (System.nanoTime() - renewedAt > RENEW.toNanos()) {
      renewedAt = System.nanoTime();
      List<Long> ids = List.copyOf(underWay.keySet());
      if (!ids.isEmpty()) {
        database.jdbi().useHandle(handle -> CourierStore.renew(handle, ids));
      }
    }
  }

  private void rest(Duration wait) {
    try {
      // True or false, the table is read anew.
      boolean _ = wakeUps.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
      wakeUps.drainPermits();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private void begin(Parcel parcel) {
    pace.began(parcel.chatId());
    underWay.put(parcel.id(), parcel);
    Thread.ofVirtual().name("courier-" + parcel.id()).start(() -> deliver(parcel));
  }

  private void deliver(Parcel parcel) {
    try {
      if (Verdict.late(parcel)) {
        pace.ended();
        write(parcel, new Delivery.Failed(Reason.TOO_LATE.code(), false));
      } else {
        write(parcel, call(parcel));
      }
    } finally {
      underWay.remove(parcel.id());
      wakeUps.release();
    }
  }

  private Delivery call(Parcel parcel) {
    long began = System.nanoTime();
    Delivery delivery;
    try {
      Answer<JsonNode> answer =
          api.call(parcel.method(), parcel.parameters(), JsonNode.class, patience);
      delivery = Verdict.of(answer, parcel, ThreadLocalRandom.current().nextDouble());
      note(parcel, answer, delivery);
    } catch (RuntimeException e) {
      pace.ended();
      String what = e.getClass().getSimpleName();
      delivery = new Delivery.Failed(Reason.UNWRITTEN.code(what), false);
    }
    String result = delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    metrics.time("berry.courier.calls", took, "method", parcel.method(), "result", result);
    return delivery;
  }

  private void note(Parcel parcel, Answer<JsonNode> answer, Delivery delivery) {
    if (delivery instanceof Delivery.Later later && answer instanceof Answer.Refused<JsonNode>) {
      pace.failed(parcel.chatId(), later.pause());
    } else if (answer instanceof Answer.Ok<JsonNode>
        || answer instanceof Answer.Refused<JsonNode>) {
      pace.worked();
    } else {
      pace.failed(parcel.chatId(), Duration.ZERO);
    }
  }

  /// What Telegram did must not be forgotten because the database is away for a moment. If it stays
  /// away, the claim ends and the row is shown as unknown.
  private void write(Parcel parcel, Delivery delivery) {
    for (int tries = 1; ; tries++) {
      try {
        ledger.write(parcel, delivery);
        return;
      } catch (RuntimeException e) {
        if (closed || tries == TRIES) {
          LOG.error(
              "Outgoing {} ({}) ended as {}, which could not be noted at {} tries: {}",
              parcel.id(),
              parcel.method(),
              delivery.getClass().getSimpleName(),
              tries,
              e.getMessage());
          return;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Claims nothing more and lets the calls under way end. What does not is unknown to whoever
  /// looks next.
  @Override
  public void close() {
    closed = true;
    subscription.close();
    wakeUps.release();
    try {
      // First, for until it ends it may begin calls. Joining a thread that never began is an error.
      boolean _ = dispatcher.getState() == Thread.State.NEW || dispatcher.join(LAST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    long end = System.nanoTime() + LAST.toNanos();
    while (!underWay.isEmpty() && System.nanoTime() < end) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
