package berry.bot;

import berry.database.DatabaseUnreachable;
import berry.database.Lease;
import berry.inbox.Receipt;
import berry.telegram.BotApi;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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
  private static final Duration DATABASE_AWAY = Duration.ofSeconds(5);
  private static final Duration WEBHOOK_AGAIN = Duration.ofMinutes(30);

  /// How updates come.
  public enum Mode {
    WEBHOOK,
    POLLING
  }

  /// @param leading whether this replica does it; the others know only what they were told to do
  /// @param lastGood when it was last seen working: the last answered `getUpdates`, or the last
  ///   look at a webhook that delivers
  /// @param trouble why updates don't come; null when they do
  public record Status(
      Mode mode, boolean leading, @Nullable Instant lastGood, @Nullable String trouble) {}

  private final Lease lease;
  private final Clock clock;
  private final Waiting waiting = new Waiting();
  private final LongPolling polling;
  private final @Nullable WebhookRegistration webhook;
  private @Nullable Thread thread;
  private @Nullable Instant pollUntil;
  private boolean begun;
  private volatile Status status;

  /// @param base public address for the webhook; null to poll
  public Reception(
      BotApi api,
      Function<List<byte[]>, Receipt> intake,
      Lease lease,
      @Nullable URI base,
      WebhookSecret secret,
      Clock clock) {
    this.lease = lease;
    this.clock = clock;
    this.polling = new LongPolling(api, intake, waiting, clock);
    this.webhook = base == null ? null : new WebhookRegistration(api, waiting, base, secret, clock);
    this.status = new Status(base == null ? Mode.POLLING : Mode.WEBHOOK, false, null, null);
  }

  /// Begins; the HTTP server must be there already, for Telegram may call at once.
  public void start() {
    thread = Thread.ofVirtual().name("reception").start(this::run);
  }

  public Status status() {
    return status;
  }

  private void run() {
    while (!waiting.over()) {
      Duration pause;
      try {
        pause = lease.tryAcquire() ? lead() : follow();
      } catch (DatabaseUnreachable e) {
        pause = DATABASE_AWAY;
        note(new Turn(pause, "the database can't be reached"), status.mode(), false);
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
    begun = false;
    status = new Status(status.mode(), false, null, null);
    return LEASE_ASKED;
  }

  private Duration lead() {
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
      pollUntil = null;
      begun = false;
    }
    return watch(registration);
  }

  private Duration poll() {
    Turn turn = begun ? polling.next() : polling.begin();
    begun = begun || turn.trouble() == null;
    note(turn, Mode.POLLING, true);
    return turn.pause();
  }

  private Duration watch(WebhookRegistration registration) {
    Turn turn = begun ? registration.check() : registration.register();
    begun = begun || turn.trouble() == null;
    boolean refused = !begun && turn.pause().isZero();
    if (refused || registration.broken()) {
      LOG.warn(
          "Updates are polled for {} min, because {}", WEBHOOK_AGAIN.toMinutes(), turn.trouble());
      status = new Status(Mode.POLLING, true, status.lastGood(), turn.trouble());
      pollUntil = clock.instant().plus(WEBHOOK_AGAIN);
      begun = false;
      return Duration.ZERO;
    }
    note(turn, Mode.WEBHOOK, true);
    return turn.pause();
  }

  /// Logs only what changed: a trouble that stays would fill the log.
  private void note(Turn turn, Mode mode, boolean leading) {
    if (waiting.over()) {
      return;
    }
    Status before = status;
    Instant good = turn.trouble() == null ? clock.instant() : before.lastGood();
    status = new Status(mode, leading, good, turn.trouble());
    if (turn.trouble() != null && !Objects.equals(turn.trouble(), before.trouble())) {
      LOG.warn("No updates now: {}. Next try in {} s", turn.trouble(), turn.pause().toSeconds());
    } else if (turn.trouble() == null && (before.trouble() != null || before.lastGood() == null)) {
      LOG.info("Updates come by {}", mode == Mode.WEBHOOK ? "webhook" : "long polling");
    }
  }

  /// Ends the wait for Telegram at once, lets what came be stored, and gives the lease back.
  @Override
  public void close() {
    waiting.end();
    Thread running = thread;
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    lease.close();
  }
}
