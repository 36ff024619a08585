package berry.escalation;

import berry.alerts.Episode;
import berry.alerts.OutageCalls;
import berry.alerts.Report;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import berry.telegram.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes on with the ladder while the database is away: from memory, past the outbox, by this
/// replica alone. Whoever is called first has been told by [berry.alerts.Watch].
///
/// Nobody can acknowledge meanwhile: what Telegram has for us can't be stored. So it ends by itself
/// when the database is back, and an incident takes over what was told.
final class OutageLadder implements OutageCalls, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutageLadder.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Between tries at somebody whom Telegram did not take a message for.
  private static final Duration AGAIN = Duration.ofSeconds(60);

  private final Supplier<Roster> last;
  private final BotApi api;
  private final List<FallbackChannel> channels;
  private final ExecutorService calling =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("escalation-outage").daemon().factory());

  /// Where the calls stand that were made before an incident was there that went on already: its
  /// own steps have calls of their own.
  private static final int BESIDE = -2;

  private @Nullable String key;
  private @Nullable Instant beganAt;
  private final Map<Turn, Told> told = new HashMap<>();
  private final Map<Turn, Instant> tried = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> pending = new HashSet<>();
  private final Set<Integer> steps = new HashSet<>();

  /// Somebody who was told.
  ///
  /// @param messageId null when nobody knows whether it arrived
  private record Told(Target target, int step, Instant at, @Nullable Long messageId) {}

  /// @param last the roster as it was read last
  /// @param channels the ways past Telegram
  OutageLadder(Supplier<Roster> last, BotApi api, List<FallbackChannel> channels) {
    this.last = last;
    this.api = api;
    this.channels = List.copyOf(channels);
  }

  @Override
  public synchronized void goOn(Report report, Instant now) {
    Roster roster = last.get();
    Instant began = report.episode().beganAt();
    if (!began.equals(beganAt)) {
      beganAt = began;
      key = report.episode().key();
      told.clear();
      tried.clear();
      refused.clear();
      steps.clear();
    }
    List<Step> ladder = roster.steps();
    for (int n = 0; n < ladder.size(); n++) {
      int step = n;
      if (now.isBefore(began.plus(ladder.get(step).after()))) {
        break;
      }
      List<Target> targets = roster.targets(ladder.get(step), now);
      // Whoever is first is told by the judge itself.
      targets.stream()
          .skip(step == 0 ? 1 : 0)
          .forEach(target -> tell(report, target, turn(step, target), roster, now));
      boolean lastStep = step == ladder.size() - 1 && ladder.size() > 1;
      if (steps.add(step) && lastStep) {
        fallBack(report, step, now);
      }
    }
  }

  /// One person in one step.
  private record Turn(int step, String target) {}

  private static Turn turn(int step, Target target) {
    return new Turn(step, target.id());
  }

  private void tell(Report report, Target target, Turn turn, Roster roster, Instant now) {
    Instant before = tried.get(turn);
    if (told.containsKey(turn)
        || refused.contains(target.id())
        || (before != null && Duration.between(before, now).abs().compareTo(AGAIN) < 0)) {
      return;
    }
    if (!pending.add(target.id())) {
      return;
    }
    tried.put(turn, now);
    String html = report.html(target.language(), roster.zone(), now);
    calling.execute(() -> {
      send(target, turn.step(), html, report, now);
      answered(target);
    });
  }

  private void send(Target target, int step, String html, Report report, Instant now) {
    Map<String, Object> body =
        Map.of("chat_id", target.personId(), "text", html, "parse_mode", "HTML");
    Answer<SentMessage> answer = api.call("sendMessage", body, SentMessage.class, PATIENCE);
    switch (answer) {
      case Answer.Ok<SentMessage> ok -> note(new Told(target, step, now, ok.result().messageId()));
      // It may have arrived: never twice.
      case Answer.Unknown<SentMessage> unknown -> note(new Told(target, step, now, null));
      case Answer.Refused<SentMessage> no -> {
        if (no.code() != 429 && no.code() < 500) {
          refuse(target);
        }
        fallBack(report, step, now);
      }
      case Answer.Unreachable<SentMessage> unreachable -> fallBack(report, step, now);
    }
  }

  private synchronized void note(Told one) {
    told.put(turn(one.step(), one.target()), one);
  }

  private synchronized void answered(Target target) {
    pending.remove(target.id());
  }

  private synchronized void refuse(Target target) {
    refused.add(target.id());
  }

  /// Each way past Telegram once for a step.
  private void fallBack(Report report, int step, Instant now) {
    for (FallbackChannel channel : channels) {
      synchronized (this) {
        if (!steps.add(-1 - step * 8 - channels.indexOf(channel))) {
          continue;
        }
      }
      calling.execute(() -> {
        var call =
            new FallbackChannel.Call(
                "outage-" + report.episode().beganAt().getEpochSecond() + "-" + step,
                0,
                report.rule().severity(),
                "open",
                report.title("en"),
                report.title("en"),
                null,
                now);
        if (channel.send(call) instanceof FallbackChannel.Sent.Failed failed) {
          LOG.warn(
              "{} could not be told that the database is away: {}", channel.shown(), failed.why());
        }
      });
    }
  }

  /// An incident takes over what was told of its episode. Kept in memory all the same: the
  /// transaction may end without a COMMIT, and whoever was told is not told again.
  ///
  /// @param fresh whether it was opened by that episode
  synchronized void adopted(Handle transaction, Incident incident, Episode episode, boolean fresh) {
    NotificationStore store = transaction.attach(NotificationStore.class);
    List<Told> all = new ArrayList<>();
    Long chat = episode.chatId();
    if (chat != null) {
      Target first = Target.of(chat, Long.toString(chat), "en");
      all.add(new Told(first, 0, episode.beganAt(), episode.messageId()));
    }
    if (episode.beganAt().equals(beganAt) && episode.key().equals(key)) {
      told.values().stream().sorted(Comparator.comparingInt(Told::step)).forEach(all::add);
    }
    Set<String> had = new HashSet<>();
    for (Told one : all) {
      boolean first = had.add(one.target().id());
      if (first || fresh) {
        store
            .add(
                incident.id(),
                incident.round(),
                fresh ? one.step() : BESIDE,
                one.target().id(),
                first ? Notified.MESSAGE : Notified.REPEAT,
                Notified.SENT,
                null,
                one.at())
            .ifPresent(id -> store.sentDirectly(id, one.messageId()));
      }
    }
  }

  /// How many calls are known to have been made; for tests.
  synchronized int calls() {
    return told.size();
  }

  @Override
  public void close() {
    calling.shutdownNow();
  }
}
