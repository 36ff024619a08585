package berry.bot;

import berry.access.WebhookSecrets;
import berry.database.DatabaseUnreachable;
import berry.database.Lease;
import berry.inbox.Receipt;
import berry.monitoring.Metric;
import berry.monitoring.Sensor;
import berry.telegram.BotApi;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps updates coming, by webhook or by long polling, whichever works.
///
/// Of several replicas the holder of a lease does it: it alone polls, sets the webhook and watches
/// it. The webhook itself is answered by every replica.
public final class Reception implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final Duration LEASE_ASKED = Duration.ofSeconds(1);
  private static final Duration DATABASE_AWAY = Duration.ofSeconds(1);
  private static final Duration WEBHOOK_AGAIN = Duration.ofMinutes(30);

  /// How updates come.
  public enum Mode {
    WEBHOOK,
    POLLING
  }

  /// @param leading whether this replica does it; the others know only what they were told to do
  /// @param lastGood when it was last seen working: the last answered `getUpdates`, or the last
  ///   look at a webhook that delivers
  /// @param cause why updates don't come, as a word for programs
  /// @param trouble why updates don't come; null when they do
  /// @param detour why it polls although a webhook is configured
  public record Status(
      Mode mode,
      boolean leading,
      @Nullable Instant lastGood,
      @Nullable String cause,
      @Nullable String trouble,
      @Nullable String detour) {

    private static Status following(Mode mode, @Nullable Cause cause, @Nullable String trouble) {
      return new Status(mode, false, null, cause == null ? null : cause.word(), trouble, null);
    }
  }

  /// Where Telegram may deliver.
  ///
  /// @param base public address; null to poll
  public record Target(@Nullable URI base, WebhookSecrets secrets) {}

  private final Lease lease;
  private final Clock clock;
  private final Waiting waiting = new Waiting();
  private final WebhookSecrets secrets;
  private final ReceptionReporter reporter;
  private final LongPolling polling;
  private final @Nullable WebhookRegistration webhook;
  private volatile @Nullable Thread thread;
  private @Nullable Instant pollUntil;
  private @Nullable String detour;
  private volatile @Nullable Instant brokenSince;
  private long epoch;
  private boolean begun;
  private volatile Status status;

  /// @param reporter hears how it goes, for all processes to read
  public Reception(
      BotApi api,
      Function<List<byte[]>, Receipt> intake,
      Lease lease,
      Target target,
      ReceptionReporter reporter,
      Clock clock) {
    this.lease = lease;
    this.clock = clock;
    this.secrets = target.secrets();
    this.reporter = reporter;
    this.polling = new LongPolling(api, intake, waiting, lease::confirmed, clock);
    URI base = target.base();
    this.webhook =
        base == null
            ? null
            : new WebhookRegistration(api, waiting, base, secrets, lease::confirmed, clock);
    this.status = Status.following(base == null ? Mode.POLLING : Mode.WEBHOOK, null, null);
    lease.whenLost(waiting::wake);
  }

  /// Begins; the HTTP server must be there already, for Telegram may call at once.
  public void start() {
    reporter.start();
    thread = Thread.ofVirtual().name("reception").start(this::run);
  }

  public Status status() {
    return status;
  }

  /// How the webhook is, told by the replica that watches it. For the thread that watches.
  public Sensor sensor() {
    return into -> {
      if (!status.leading()) {
        return;
      }
      Instant since = brokenSince;
      into.put(
          Metric.WEBHOOK_BROKEN,
          since == null ? 0 : Math.max(1, Duration.between(since, clock.instant()).toSeconds()));
      WebhookRegistration registration = webhook;
      Integer pending = registration == null ? null : registration.pending();
      if (pending != null) {
        into.put(Metric.WEBHOOK_PENDING, pending);
      }
    };
  }

  private void run() {
    while (!waiting.over()) {
      Duration pause;
      try {
        boolean leading = lease.tryAcquire();
        secrets.remember();
        pause = leading ? lead() : follow();
      } catch (DatabaseUnreachable | JdbiException e) {
        pause = DATABASE_AWAY;
        Mode mode = status.mode();
        note(Turn.bad(pause, Cause.DATABASE_AWAY, "the database can't be reached"), mode);
      } catch (RuntimeException e) {
        LOG.error("Receiving updates failed; it goes on in {} s", DATABASE_AWAY.toSeconds(), e);
        pause = DATABASE_AWAY;
      }
      if (pause.isPositive()) {
        waiting.pause(pause);
      }
    }
  }

  private Duration follow() {
    show(Status.following(status.mode(), null, null));
    return LEASE_ASKED;
  }

  private Duration lead() {
    // A right that was lost and taken again in between is another: nothing from before counts.
    if (lease.epoch() != epoch) {
      epoch = lease.epoch();
      begun = false;
    }
    WebhookRegistration registration = webhook;
    if (registration == null) {
      return poll();
    }
    Instant until = pollUntil;
    if (until != null && clock.instant().isBefore(until)) {
      return poll();
    }
    if (until != null) {
      LOG.info("The webhook at {} is tried again", registration.url());
      registration.onProbation();
      pollUntil = null;
      begun = false;
    }
    return watch(registration);
  }

  private Duration poll() {
    if (!begun) {
      Turn turn = polling.begin();
      if (turn.trouble() == null) {
        secrets.retireEarlier();
        begun = true;
      }
      // That Telegram answers is not yet that updates come.
      note(turn.trouble() == null ? Turn.open(turn.pause()) : turn, Mode.POLLING);
      return turn.pause();
    }
    Turn turn = polling.next();
    note(turn, Mode.POLLING);
    return turn.pause();
  }

  private Duration watch(WebhookRegistration registration) {
    Turn turn = begun ? registration.check() : registration.register();
    boolean refused = !begun && turn.trouble() != null && turn.pause().isZero();
    begun = begun || registration.isSet();
    if (turn.cause() == Cause.WEBHOOK_FAILS && brokenSince == null) {
      brokenSince = clock.instant();
    }
    if (refused || registration.broken()) {
      LOG.warn(
          "Updates are polled for {} min, because {}", WEBHOOK_AGAIN.toMinutes(), turn.trouble());
      detour = turn.trouble();
      pollUntil = clock.instant().plus(WEBHOOK_AGAIN);
      begun = false;
      return Duration.ZERO;
    }
    if (turn.good()) {
      detour = null;
      brokenSince = null;
    }
    note(turn, Mode.WEBHOOK);
    return turn.pause();
  }

  /// Logs only what changed: a trouble that stays would fill the log.
  private void note(Turn turn, Mode mode) {
    if (waiting.over()) {
      return;
    }
    if (!lease.held() && turn.cause() != Cause.DATABASE_AWAY) {
      show(Status.following(mode, null, null));
      return;
    }
    Status before = status;
    Instant good = turn.good() ? clock.instant() : before.lastGood();
    String cause = turn.cause() == null ? null : turn.cause().word();
    show(new Status(mode, lease.held(), good, cause, turn.trouble(), detour));
    if (cause != null && !cause.equals(before.cause())) {
      LOG.warn(
          "Trouble with receiving: {}. Next try in {} s", turn.trouble(), turn.pause().toSeconds());
    } else if (turn.good()
        && cause == null
        && (before.cause() != null || before.lastGood() == null)) {
      LOG.info("Updates come by {}", mode == Mode.WEBHOOK ? "webhook" : "long polling");
    }
  }

  private void show(Status now) {
    status = now;
    reporter.say(lease.epoch(), now);
  }

  /// Ends the wait for Telegram at once, lets what came be stored, and gives the lease back for
  /// another replica to take. May be called twice.
  @Override
  public void close() {
    waiting.end(thread, Duration.ofSeconds(10));
    lease.close();
    reporter.close();
  }
}
