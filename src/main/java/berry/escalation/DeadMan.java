package berry.escalation;

import berry.database.DatabaseUnreachable;
import berry.database.Lease;
import berry.database.Threads;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets somebody outside know every minute that Berry lives, so that they notice when it does not:
/// when all of it is gone, nobody is left to tell.
///
/// The address is told that all is well by itself, `/fail` that something is wrong, `/start` once
/// that this process began. One replica does it. While the database is away nobody can take that
/// over, so the one that did it last goes on, and says `/fail`.
public final class DeadMan implements AutoCloseable {

  static final String ID = "deadMan";

  private static final Logger LOG = LoggerFactory.getLogger(DeadMan.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /// How often it is looked whose turn it is: a new one pings soon after the old one is gone.
  private static final Duration LOOKED = Duration.ofSeconds(5);

  private final URI address;
  private final Supplier<Wellness> wellness;
  private final Lease lease;
  private final ChannelNotes notes;
  private final Clock clock;
  private final WebCall web;
  private final Thread thread = Thread.ofVirtual().name("dead-man").unstarted(this::watch);

  private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

  private boolean led;
  private boolean started;
  private @Nullable Instant pingedAt;

  /// @param address without a slash at the end
  /// @param lease closed with this
  DeadMan(
      URI address,
      Supplier<Wellness> wellness,
      Lease lease,
      ChannelNotes notes,
      Clock clock,
      Duration patience) {
    this.address = address;
    this.wellness = wellness;
    this.lease = lease;
    this.notes = notes;
    this.clock = clock;
    this.web = new WebCall(patience);
  }

  /// As it may be shown: the path is often all the secret there is.
  String shown() {
    return address.getHost();
  }

  void start() {
    thread.start();
  }

  /// How the last ping of whichever replica went.
  public Optional<LastUse> last() {
    return notes.last(ID);
  }

  /// Pings once, whoever's turn it is.
  LastUse test() {
    return ping(well());
  }

  private void watch() {
    try {
      while (true) {
        turnAnyhow();
        Thread.sleep(LOOKED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Nothing must end the thread: outside, its silence would mean that Berry is gone.
  private void turnAnyhow() {
    try {
      turn();
    } catch (RuntimeException broken) {
      LOG.warn("No ping to {}; the next try is in a moment", shown(), broken);
    }
  }

  /// Pings if it is this replica's turn and a minute is over.
  synchronized void turn() {
    Turn turn = whose();
    led = turn != Turn.ANOTHERS;
    Instant now = clock.instant();
    Instant last = pingedAt;
    if (!led || (last != null && now.isBefore(last.plus(PERIOD)) && !now.isBefore(last))) {
      return;
    }
    pingedAt = now;
    if (!started) {
      // Not every such service knows it: any answer will do.
      started = web.ask(get("/start")) instanceof WebCall.Heard.Answered;
    }
    ping(turn == Turn.OURS && well());
  }

  private enum Turn {
    OURS,
    /// The database is away, and it was ours before.
    OURS_STILL,
    ANOTHERS
  }

  private Turn whose() {
    try {
      return lease.tryAcquire() ? Turn.OURS : Turn.ANOTHERS;
    } catch (DatabaseUnreachable away) {
      return led ? Turn.OURS_STILL : Turn.ANOTHERS;
    }
  }

  /// Who can't say that it is well, is not.
  private boolean well() {
    try {
      return wellness.get().well();
    } catch (RuntimeException unknown) {
      LOG.debug("Whether Berry is well can't be told", unknown);
      return false;
    }
  }

  private LastUse ping(boolean well) {
    String why =
        switch (web.ask(get(well ? "" : "/fail"))) {
          case WebCall.Heard.Answered answer when answer.good() -> null;
          case WebCall.Heard.Answered answer -> "it answers " + answer.status();
          case WebCall.Heard.Nothing nothing -> nothing.why();
        };
    LastUse use = new LastUse(clock.instant(), why == null, why);
    // What broke off because this process ends says nothing of the other side.
    if (!Thread.currentThread().isInterrupted()) {
      notes.note(ID, use);
      log(why);
    }
    return use;
  }

  private HttpRequest get(String what) {
    return HttpRequest.newBuilder(URI.create(address + what)).header("User-Agent", "Berry").build();
  }

  /// Its beginning and its end; it would be a line a minute.
  private void log(@Nullable String why) {
    String before = trouble.getAndSet(why);
    if (why != null && before == null) {
      LOG.warn(
          "The dead-man address at {} was not told: {}; it is tried again every minute",
          shown(),
          why);
    } else if (why == null && before != null) {
      LOG.info("The dead-man address at {} is told again", shown());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    Threads.join(thread, Duration.ofSeconds(2));
    lease.close();
  }
}
