package berry.outbox;

import berry.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
/// wait cost no more than one. With very many chats each call looks at the next few hundred of
/// them. For one thread.
final class Line {

  private static final int CHATS = 500;

  private final Database database;
  private final Ledger ledger;
  private final long botId;
  private final PriorityQueue<Long> wakeUps = new PriorityQueue<>();
  private long after = Long.MIN_VALUE;

  Line(Database database, Ledger ledger, long botId) {
    this.database = database;
    this.ledger = ledger;
    this.botId = botId;
  }

  /// Claims, and takes it off the allowances.
  ///
  /// @param room how many at most
  List<Parcel> claim(int room) {
    return database.jdbi().inTransaction(transaction -> claim(transaction, room));
  }

  private List<Parcel> claim(Handle transaction, int room) {
    PaceStore.Moment moment = PaceStore.lock(transaction, botId);
    int calls = Math.min(room, moment.everything().calls(moment.now()));
    if (calls == 0) {
      wakeAt(moment.everything().ready(moment.now()), moment.now());
      return List.of();
    }
    LineStore.Heads heads = LineStore.heads(transaction, botId, after, CHATS, calls);
    after = heads.walked() < CHATS ? Long.MIN_VALUE : heads.last();
    Set<Long> late = heads.chatless().isEmpty() ? Set.of() : endLate(transaction);
    List<Long> ids =
        Stream.concat(heads.chatless().stream(), heads.ids().stream())
            .filter(id -> !late.contains(id))
            .toList();
    List<Parcel> claimed = new ArrayList<>();
    if (!ids.isEmpty()) {
      List<Long> first = ids.subList(0, Math.min(ids.size(), calls));
      claimed.addAll(CourierStore.claim(transaction, botId, first));
      claimed.removeIf(parcel -> moved(transaction, parcel));
      take(transaction, claimed, moment);
    }
    return claimed;
  }

  /// No call is made for them, so they take nobody's turn: not from the allowances, and not that of
  /// the one call which shows whether a rest was long enough.
  private Set<Long> endLate(Handle transaction) {
    Set<Long> late = Set.copyOf(LineStore.late(transaction, botId));
    if (!late.isEmpty()) {
      Delivery ended = new Delivery.Failed(Reason.TOO_LATE.code(), false);
      for (Parcel parcel : CourierStore.claim(transaction, botId, late)) {
        ledger.write(transaction, parcel, ended);
      }
      wakeUps.add(System.nanoTime());
    }
    return late;
  }

  /// The intake learns by itself that a group became a supergroup.
  private boolean moved(Handle transaction, Parcel parcel) {
    Long chatId = parcel.chatId();
    Long supergroup =
        chatId == null || chatId > 0 ? null : LineStore.migratedTo(transaction, chatId);
    if (supergroup != null) {
      ledger.write(transaction, parcel, new Delivery.Moved(supergroup));
      wakeUps.add(System.nanoTime());
    }
    return supergroup != null;
  }

  private void take(Handle transaction, List<Parcel> claimed, PaceStore.Moment moment) {
    Instant now = moment.now();
    List<Long> chats =
        claimed.stream().map(Parcel::chatId).flatMap(Stream::ofNullable).distinct().toList();
    Map<Long, Allowance> known = PaceStore.of(transaction, botId, chats);
    Map<Long, Allowance> taken = new HashMap<>();
    for (Long chatId : chats) {
      Allowance usual = Allowance.full(Limit.of(chatId), now);
      Allowance left = known.getOrDefault(chatId, usual).take(now);
      taken.put(chatId, left);
      wakeAt(left.ready(now), now);
    }
    Allowance everything = moment.everything();
    for (int n = 0; n < claimed.size(); n++) {
      everything = everything.take(now);
    }
    taken.put(Limit.EVERYTHING, everything);
    PaceStore.put(transaction, botId, taken, now);
  }

  /// Whether there are chats that nobody has looked at in this turn.
  boolean hasMore() {
    return after != Long.MIN_VALUE;
  }

  private void wakeAt(Instant ready, Instant now) {
    if (ready.isAfter(now)) {
      wakeUps.add(System.nanoTime() + Duration.between(now, ready).toNanos());
    }
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
