package berry.bot;

import berry.inbox.ReceptionNotes;
import berry.inbox.ReceptionNotes.Note;
import berry.monitoring.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the database, and so every process, how updates come.
///
/// From a thread of its own and every few seconds at most: neither a poll nor a delivery waits for
/// it, and a database that is away costs only the note. Any thread may tell it something.
public final class ReceptionReporter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReceptionReporter.class);
  private static final Duration TICK = Duration.ofMillis(500);

  /// A row that is written for each of a thousand deliveries a second would be the bottleneck.
  private static final Duration EVERY = Duration.ofSeconds(5);

  /// The leader's sign of life, well within the three minutes after which it counts as gone.
  private static final Duration ALIVE = Duration.ofSeconds(30);

  private record Said(long epoch, Reception.Status status) {}

  private final ReceptionNotes notes;
  private final String replica;
  private final Clock clock;
  private final Waiting waiting = new Waiting();
  private final AtomicReference<@Nullable Said> said = new AtomicReference<>();
  private volatile @Nullable Instant delivered;
  private @Nullable Thread thread;
  private @Nullable Said noted;
  private @Nullable Instant notedDelivery;
  private Instant notedAt = Instant.EPOCH;
  private Instant deliveryNotedAt = Instant.EPOCH;

  /// @param replica what this process is called in the notes
  public ReceptionReporter(ReceptionNotes notes, String replica, Clock clock, Metrics metrics) {
    this.notes = notes;
    this.replica = replica;
    this.clock = clock;
    metrics.gauge("berry.reception.leading", () -> said.get() == null ? 0 : 1);
    metrics.gauge("berry.reception.foreign", () -> is(Cause.FOREIGN_POLLER) ? 1 : 0);
    metrics.gauge("berry.reception.trouble", () -> is(null) ? 1 : 0);
    metrics.gauge("berry.reception.quiet", this::quiet);
  }

  void start() {
    thread = Thread.ofVirtual().name("reception-notes").start(this::run);
  }

  /// A webhook call was accepted.
  void delivered() {
    delivered = clock.instant();
  }

  /// @param epoch of the lease; 0 when this replica does not lead
  void say(long epoch, Reception.Status status) {
    said.set(epoch > 0 && status.leading() ? new Said(epoch, status) : null);
  }

  private void run() {
    while (!waiting.over()) {
      try {
        write();
      } catch (RuntimeException e) {
        // The reception itself says that the database is away; here only the note is late.
        LOG.debug("Not noted how updates come; tried again in {} ms", TICK.toMillis(), e);
      }
      waiting.pause(TICK);
    }
  }

  private void write() {
    Said news = said.get();
    Instant now = clock.instant();
    if (news != null && due(news, now)) {
      notes.note(note(news));
      noted = news;
      notedAt = now;
    }
    Instant delivery = delivered;
    if (delivery != null
        && !delivery.equals(notedDelivery)
        && !now.isBefore(deliveryNotedAt.plus(EVERY))) {
      notes.delivered();
      notedDelivery = delivery;
      deliveryNotedAt = now;
    }
  }

  private boolean due(Said news, Instant now) {
    Said before = noted;
    if (before == null || before.epoch() != news.epoch() || !same(before, news)) {
      return true;
    }
    boolean fresh = !Objects.equals(before.status().lastGood(), news.status().lastGood());
    return !now.isBefore(notedAt.plus(fresh ? EVERY : ALIVE));
  }

  private static boolean same(Said one, Said other) {
    Reception.Status before = one.status();
    Reception.Status after = other.status();
    return before.mode() == after.mode()
        && Objects.equals(before.trouble(), after.trouble())
        && Objects.equals(before.detour(), after.detour());
  }

  private Note note(Said news) {
    Reception.Status status = news.status();
    Instant before = noted == null ? null : noted.status().lastGood();
    return new Note(
        news.epoch(),
        replica,
        status.mode().name().toLowerCase(Locale.ROOT),
        status.detour(),
        status.cause(),
        status.trouble(),
        status.lastGood() != null && !status.lastGood().equals(before));
  }

  /// Of this trouble, or of any.
  private boolean is(@Nullable Cause cause) {
    Said now = said.get();
    String word = now == null ? null : now.status().cause();
    return cause == null ? word != null : cause.word().equals(word);
  }

  /// Seconds since updates were last known to come, to this process; not a number to others.
  private double quiet() {
    Said now = said.get();
    Instant good = now == null ? null : now.status().lastGood();
    Instant delivery = delivered;
    Instant last = good == null || (delivery != null && delivery.isAfter(good)) ? delivery : good;
    return last == null ? Double.NaN : Duration.between(last, clock.instant()).toMillis() / 1e3;
  }

  @Override
  public void close() {
    waiting.end(thread, Duration.ofSeconds(5));
  }
}
