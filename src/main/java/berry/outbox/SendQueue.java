package berry.outbox;

import berry.audience.Chats;
import berry.database.Changes;
import berry.database.News;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Says who is next: of each chat the first that is not sent yet, if the chat and Telegram as a
/// whole may be written to now; among them the oldest.
///
/// Goes from chat to chat, not from row to row, so ten thousand messages for one chat that must
/// wait cost no more than one. With very many chats each walk looks at the next few hundred of
/// them, and what it finds is kept for a second: while all of Telegram's allowance is used up,
/// which is when many chats wait, the next in line is known already. For one thread.
final class SendQueue {

  private static final int CHATS = 500;

  /// For so long what was found is believed. Somebody whose chat has had its rest meanwhile, and
  /// who waits for longer, is behind those who were found.
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final Changes changes;
  private final DeliveryRecorder recorder;
  private final long botId;
  private final PriorityQueue<Long> wakeUps = new PriorityQueue<>();
  private final Deque<Long> found = new ArrayDeque<>();
  private long foundAt;
  private long after = Long.MIN_VALUE;
  private boolean full;
  private boolean resting;
  private long restsUntil;

  SendQueue(Changes changes, DeliveryRecorder recorder, long botId) {
    this.changes = changes;
    this.recorder = recorder;
    this.botId = botId;
  }

  /// Claims, and takes it off the allowances.
  ///
  /// @param room how many at most
  List<ClaimedMessage> claim(int room) {
    if (resting && System.nanoTime() - restsUntil < 0) {
      return List.of();
    }
    return changes.inTransaction((transaction, news) -> claim(transaction, news, room));
  }

  /// The same inside the caller's transaction, and however long everybody is known to rest.
  List<ClaimedMessage> claim(Handle transaction, News news, int room) {
    PaceStore.Moment moment = PaceStore.lock(transaction, botId);
    if (rests(moment.bucket(), moment.now())) {
      return List.of();
    }
    int calls = Math.min(room, moment.bucket().calls(moment.now()));
    List<Long> ids = following(transaction, news, calls);
    List<ClaimedMessage> claimed = new ArrayList<>();
    if (!ids.isEmpty()) {
      claimed.addAll(CourierStore.claim(transaction, botId, ids));
      claimed.removeIf(message -> moved(transaction, news, message));
      take(transaction, claimed, moment);
    }
    full = claimed.size() == calls;
    return claimed;
  }

  /// Notes whether nobody at all may be written to now.
  private boolean rests(TokenBucket everything, Instant now) {
    resting = everything.calls(now) == 0;
    if (resting) {
      long ready = wakeAt(everything.ready(now), now);
      restsUntil = Math.min(ready, System.nanoTime() + KEPT.toNanos());
    }
    return resting;
  }

  /// Calls of no chat go first: somebody waits for them with a finger on a button.
  private List<Long> following(Handle transaction, News news, int calls) {
    List<Long> next = new ArrayList<>(SendQueueStore.chatless(transaction, calls));
    if (!next.isEmpty()) {
      next.removeAll(endLate(transaction, news));
    }
    if (next.size() < calls) {
      next.addAll(heads(transaction, calls - next.size()));
    }
    return next;
  }

  private List<Long> heads(Handle transaction, int most) {
    boolean known = !found.isEmpty() && System.nanoTime() - foundAt < KEPT.toNanos();
    if (!known) {
      walk(transaction);
    }
    List<Long> heads = new ArrayList<>();
    while (heads.size() < most && !found.isEmpty()) {
      heads.add(found.remove());
    }
    return known ? SendQueueStore.stillFirst(transaction, botId, heads) : heads;
  }

  private void walk(Handle transaction) {
    SendQueueStore.Heads heads = SendQueueStore.heads(transaction, botId, after, CHATS);
    after = heads.walked() < CHATS ? Long.MIN_VALUE : heads.last();
    foundAt = System.nanoTime();
    found.clear();
    found.addAll(heads.ids());
  }

  /// No call is made for them, so they take nobody's turn: not from the allowances, and not that of
  /// the one call which shows whether a rest was long enough.
  private Set<Long> endLate(Handle transaction, News news) {
    Set<Long> late = Set.copyOf(SendQueueStore.late(transaction, botId));
    if (!late.isEmpty()) {
      Delivery ended = new Delivery.Failed(Reason.TOO_LATE.code(), false);
      for (ClaimedMessage message : CourierStore.claim(transaction, botId, late)) {
        recorder.write(transaction, news, message, ended);
      }
      wakeUps.add(System.nanoTime());
    }
    return late;
  }

  /// The intake learns by itself that a group became a supergroup.
  private boolean moved(Handle transaction, News news, ClaimedMessage message) {
    Long chatId = message.chatId();
    Long supergroup =
        chatId == null || chatId > 0
            ? null
            : new Chats(transaction).migratedTo(chatId).orElse(null);
    if (supergroup != null) {
      recorder.write(transaction, news, message, new Delivery.Moved(supergroup));
      wakeUps.add(System.nanoTime());
    }
    return supergroup != null;
  }

  private void take(Handle transaction, List<ClaimedMessage> claimed, PaceStore.Moment moment) {
    Instant now = moment.now();
    List<Long> chats =
        claimed.stream()
            .map(ClaimedMessage::chatId)
            .flatMap(Stream::ofNullable)
            .distinct()
            .toList();
    Map<Long, TokenBucket> known = PaceStore.of(transaction, botId, chats);
    Map<Long, TokenBucket> taken = new HashMap<>();
    for (Long chatId : chats) {
      TokenBucket usual = TokenBucket.full(Limit.of(chatId), now);
      TokenBucket left = known.getOrDefault(chatId, usual).take(now);
      taken.put(chatId, left);
      wakeAt(left.ready(now), now);
    }
    TokenBucket everything = moment.bucket();
    for (int n = 0; n < claimed.size(); n++) {
      everything = everything.take(now);
    }
    taken.put(Limit.EVERYTHING, everything);
    PaceStore.put(transaction, botId, taken, now);
    rests(everything, now);
  }

  /// Whether to claim again at once, even if nothing was claimed now: not everybody rests, and some
  /// found no room, or there are chats that nobody has looked at in this turn.
  boolean hasMore() {
    return !resting && (full || after != Long.MIN_VALUE || !found.isEmpty());
  }

  /// @return when that is, by `System.nanoTime()`
  private long wakeAt(Instant ready, Instant now) {
    long at = System.nanoTime() + Duration.between(now, ready).toNanos();
    if (ready.isAfter(now)) {
      wakeUps.add(at);
    }
    return at;
  }

  /// How long until somebody who rests may be written to again; at most that.
  Duration next(Duration most) {
    long now = System.nanoTime();
    while (!wakeUps.isEmpty() && wakeUps.peek() - now < 0) {
      wakeUps.poll();
    }
    Long next = wakeUps.peek();
    return next == null || next - now > most.toNanos() ? most : Duration.ofNanos(next - now);
  }
}
