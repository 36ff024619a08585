package berry.alerts;

import berry.database.Lease;
import berry.database.Threads;
import berry.monitoring.Metric;
import berry.monitoring.Readings;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import berry.telegram.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges all rules at each reading, on the one replica that holds the right to. While the database
/// is away, the one that judged last goes on in memory and tells of it past the outbox.
///
/// Everything happens in one thread, which waits a little for the database; readings wait
/// meanwhile, so no time is lost.
public final class Watch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final String AWAY = DefaultRules.CAUSE;
  private static final Duration TOLD = Duration.ofSeconds(10);
  private static final Duration AGAIN = Duration.ofSeconds(15);

  /// For an answer of the database: longer than to get a connection may take.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Parts parts;
  private final Duration patience;
  private final Judge judge;
  private final BlockingQueue<Readings> readings = new ArrayBlockingQueue<>(60);
  private final Thread thread;

  /// Asks the database, which may hang rather than refuse: judging must go on beside it.
  private final ExecutorService asking =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("alerts-database").daemon().factory());

  private @Nullable Future<?> asked;
  private @Nullable RuleRecords book;
  private long epoch;
  private boolean led;
  private Map<String, Readings> elsewhere = Map.of();
  private @Nullable Instant askedAt;
  private List<Silence> silences = List.of();
  private @Nullable Recipient recipient;
  private @Nullable Instant directAt;
  private boolean refused;
  private volatile boolean over;

  /// What it works with.
  ///
  /// @param self this replica's name
  /// @param lease of who judges
  /// @param others the newest readings of other replicas; asks the database
  /// @param recipient whom to tell, null for nobody yet; asks the database
  /// @param api for what the outbox can't send, because the database is away
  /// @param outage calls further people meanwhile
  /// @param leads hears whether this replica judges
  record Parts(
      String self,
      RuleSet rules,
      Lease lease,
      Ledger ledger,
      Messages messages,
      Supplier<Map<String, Readings>> others,
      Supplier<List<Silence>> silences,
      Supplier<@Nullable Recipient> recipient,
      BotApi api,
      OutageCalls outage,
      Consumer<Boolean> leads) {}

  Watch(Parts parts) {
    this(parts, PATIENCE);
  }

  /// @param patience with the database
  Watch(Parts parts, Duration patience) {
    this.parts = parts;
    this.patience = patience;
    this.judge = new Judge(parts.rules(), parts.self());
    this.thread = Thread.ofPlatform().name("alerts").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Takes one more reading; never waits.
  void take(Readings reading) {
    if (!readings.offer(reading)) {
      readings.poll();
      readings.offer(reading);
    }
  }

  private void run() {
    while (!over) {
      try {
        Readings next = readings.take();
        judge(next, readings.isEmpty());
      } catch (InterruptedException e) {
        return;
      } catch (Throwable e) {
        // An Error, too: this replica would keep the right to judge, and nobody would judge.
        LOG.warn("A reading was not judged", e);
      }
    }
  }

  /// One step.
  ///
  /// @param newest whether none waits behind it: only then is written
  void judge(Readings own, boolean newest) {
    boolean away = own.get(Metric.DATABASE_DOWN).orElse(0) > 0;
    judge.see(own);
    RuleRecords judged = leading(away, own.at());
    parts.leads().accept(judged != null);
    if (judged == null) {
      return;
    }
    if (!away && newest) {
      ask(own.at());
    }
    boolean cause = judge.judge(judged, own, away ? Map.of() : elsewhere, away, silences);
    if (away) {
      tellDirectly(judged, own.at(), cause);
    } else if (newest) {
      write(judged, own.at());
    }
  }

  /// @return null while another one judges
  private @Nullable RuleRecords leading(boolean away, Instant now) {
    Lease lease = parts.lease();
    if (lease.held() && book != null && lease.epoch() == epoch) {
      return book;
    }
    if (away) {
      return led ? book : null;
    }
    try {
      if (!patiently(lease::tryAcquire)) {
        handOver(now);
        return null;
      }
      RuleRecords before = book;
      if (before == null || lease.epoch() != epoch + 1) {
        RuleRecords loaded = new RuleRecords(patiently(parts.ledger()::load));
        adopt(before, loaded);
        book = loaded;
      }
      epoch = lease.epoch();
      led = true;
      return book;
    } catch (RuntimeException e) {
      LOG.debug("Who judges the alert rules is not known now", e);
      return led ? book : null;
    }
  }

  /// What was told past the outbox while another one judged nothing.
  private static void adopt(@Nullable RuleRecords before, RuleRecords loaded) {
    RuleRecord known = before == null ? null : before.find(AWAY);
    Episode open = known == null ? null : known.open();
    RuleRecord theirs = loaded.find(AWAY);
    if (known != null
        && open != null
        && open.announced().equals(Episode.DIRECTLY)
        && (theirs == null || theirs.open() == null)) {
      loaded.adopt(AWAY, known);
    }
  }

  /// Another one judges from now on, and does not know what was told past the outbox.
  private void handOver(Instant now) {
    RuleRecords before = book;
    RuleRecord known = before == null ? null : before.find(AWAY);
    Episode open = known == null ? null : known.open();
    Rule rule = parts.rules().find(AWAY).orElse(null);
    if (open != null && rule != null && open.announced().equals(Episode.DIRECTLY)) {
      Episode ended = open.ended(now);
      MessageState face = new MessageState(State.OK, ended.worst(), false, null, null, now);
      patiently(() -> {
        parts.ledger().handOver(ended, new Notification.Change(rule, ended, face));
        return true;
      });
    }
    book = null;
    led = false;
  }

  /// What the next judgements need of the database.
  private void ask(Instant now) {
    Instant last = askedAt;
    try {
      silences = patiently(parts.silences()::get);
      if (last == null || Duration.between(last, now).abs().compareTo(TOLD) >= 0) {
        elsewhere = patiently(parts.others()::get);
        recipient = patiently(() -> Optional.ofNullable(parts.recipient().get())).orElse(null);
        askedAt = now;
      }
    } catch (RuntimeException e) {
      LOG.debug("Silences and other replicas are as they were", e);
    }
  }

  /// An answer that comes too late counts as none: what it wrote is written once more, which
  /// changes nothing. Until it came nothing else is asked, so an old state never overtakes a newer
  /// one.
  private <T> T patiently(Callable<T> question) {
    Future<?> before = asked;
    if (before != null && !before.isDone()) {
      throw new IllegalStateException("the database has not answered yet");
    }
    Future<T> answer = asking.submit(question);
    asked = answer;
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the database does not answer", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("this process ends", e);
    }
  }

  private void write(RuleRecords judged, Instant now) {
    Batch batch = judged.batch(now);
    if (batch.isEmpty()) {
      return;
    }
    try {
      Optional<List<Episode>> stored = patiently(() -> parts.ledger().write(batch, parts.lease()));
      if (stored.isPresent()) {
        judged.wrote(stored.get(), now);
        batch.episodes().forEach(this::log);
      } else {
        book = null; // another one has judged meanwhile, and wrote what is so
      }
    } catch (RuntimeException e) {
      LOG.warn("Alerts wait in memory until they can be written: {}", e.toString());
    }
  }

  /// When it begins and when it is over; not each time that it gets worse.
  private void log(Episode episode) {
    Rule rule = parts.rules().find(episode.key()).orElse(null);
    if (rule == null || (episode.id() != null && episode.endedAt() == null)) {
      return;
    }
    String worst = Wording.english(episode.worst(), rule.metric().unit());
    if (episode.endedAt() != null) {
      LOG.info("Alert {} is over, at worst {}", episode.key(), worst);
    } else {
      LOG.warn(
          "Alert {}: {}, threshold {} ({})",
          episode.key(),
          worst,
          Wording.english(episode.threshold(), rule.metric().unit()),
          episode.announced());
    }
  }

  /// One try in a while, and never again once it may have arrived, or the person wants none.
  private void tellDirectly(RuleRecords judged, Instant now, boolean fires) {
    RuleRecord known = judged.find(AWAY);
    Episode open = known == null ? null : known.open();
    Recipient to = recipient;
    Rule rule = parts.rules().find(AWAY).orElse(null);
    if (!fires || open == null || rule == null) {
      return;
    }
    MessageState face = new MessageState(State.FIRING, open.worst(), false, null, null, now);
    parts.outage().goOn(new Report(rule, open, face), now);
    if (to == null) {
      return;
    }
    boolean waits = open.announced().equals(Episode.QUEUED) && open.outgoingId() == null;
    Instant last = directAt;
    if (!waits || (last != null && Duration.between(last, now).abs().compareTo(AGAIN) < 0)) {
      return;
    }
    directAt = now;
    var message = parts.messages().text(rule, open, face, to);
    Map<String, Object> body = new HashMap<>(message.body());
    body.put("chat_id", to.chatId());
    Answer<SentMessage> answer = parts.api().call("sendMessage", body, SentMessage.class, TOLD);
    switch (answer) {
      case Answer.Ok<SentMessage> ok ->
          judged.told(
              open.told(Episode.DIRECTLY, to.chatId(), null, ok.result().messageId(), false));
      case Answer.Unknown<SentMessage> unknown ->
          judged.told(open.told(Episode.DIRECTLY, to.chatId(), null, null, false));
      case Answer.Refused<SentMessage> no when no.code() >= 500 ->
          judged.told(open.told(Episode.DIRECTLY, to.chatId(), null, null, false));
      case Answer.Refused<SentMessage> no -> {
        if (no.code() != 429) {
          judged.told(open.told(Episode.DIRECTLY, to.chatId(), null, null, false));
        }
      }
      case Answer.Unreachable<SentMessage> unreachable -> {
        // Tried again in a while.
      }
    }
    if (!answer.why().isEmpty() && !refused) {
      LOG.warn("The owner could not be told that the database is away: {}", answer.why());
    }
    refused = !answer.why().isEmpty();
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
    Threads.join(thread, Duration.ofSeconds(2));
    asking.shutdownNow();
    parts.lease().close();
  }
}
