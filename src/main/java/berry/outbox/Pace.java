package berry.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How fast we may speak: about 1 message a second to a chat, 20 a minute to a group, 30 a second
/// in all, as Telegram's documentation has it. What Telegram says at the moment goes before that.
///
/// One chat in trouble is that chat's trouble, and its row waits by itself. As soon as a second one
/// is, without any success in between, it is Telegram's: everything pauses, then one call at a time
/// finds out whether it is over.
final class Pace {

  private static final int MOST_AT_ONCE = 16;
  private static final double OVERALL_A_SECOND = 30;
  private static final double CHAT_A_SECOND = 1;
  private static final double GROUP_A_SECOND = 20.0 / 60;
  private static final double BURST = 3;
  private static final long LONGEST_PAUSE = 30;

  /// What is left of an allowance that fills up with time.
  private record Bucket(double left, Instant at) {

    double left(Instant now, double perSecond, double most) {
      double seconds = Duration.between(at, now).toNanos() / 1e9;
      return Math.min(most, left + Math.max(0, seconds) * perSecond);
    }
  }

  private final Clock clock;
  private final Map<Long, Bucket> chats = new HashMap<>();
  private final Set<Long> troubled = new HashSet<>();
  private Bucket overall;
  private int underWay;
  private int troublesInARow;
  private Instant pausedUntil = Instant.MIN;

  Pace(Clock clock) {
    this.clock = clock;
    this.overall = new Bucket(OVERALL_A_SECOND, clock.instant());
  }

  /// How many calls may begin now.
  synchronized int permits() {
    Instant now = clock.instant();
    if (now.isBefore(pausedUntil)) {
      return 0;
    }
    int most = troubled.size() > 1 ? 1 : MOST_AT_ONCE;
    int left = (int) overall.left(now, OVERALL_A_SECOND, OVERALL_A_SECOND);
    return Math.max(0, Math.min(most - underWay, left));
  }

  /// Chats that were spoken to a moment ago.
  synchronized List<Long> resting() {
    Instant now = clock.instant();
    chats.entrySet().removeIf(chat -> left(chat, now) >= BURST);
    return chats.entrySet().stream()
        .filter(chat -> left(chat, now) < 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized void began(@Nullable Long chatId) {
    Instant now = clock.instant();
    underWay++;
    overall = new Bucket(overall.left(now, OVERALL_A_SECOND, OVERALL_A_SECOND) - 1, now);
    if (chatId != null) {
      Bucket full = new Bucket(BURST, now);
      Bucket bucket = chats.getOrDefault(chatId, full);
      chats.put(chatId, new Bucket(bucket.left(now, rate(chatId), BURST) - 1, now));
    }
  }

  /// Telegram answered, be it with a refusal.
  synchronized void worked() {
    underWay--;
    // During a pause only calls end that began before it: they say nothing about now.
    if (!clock.instant().isBefore(pausedUntil)) {
      troubled.clear();
      troublesInARow = 0;
    }
  }

  /// Telegram wanted to be left alone, failed, or could not be reached.
  synchronized void failed(@Nullable Long chatId, Duration wait) {
    underWay--;
    troublesInARow++;
    troubled.add(chatId == null ? 0 : chatId);
    if (troubled.size() > 1) {
      long seconds = Math.min(LONGEST_PAUSE, 1L << Math.min(troublesInARow - 1, 5));
      Duration grown = Duration.ofSeconds(seconds);
      Instant until = clock.instant().plus(wait.compareTo(grown) > 0 ? wait : grown);
      pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    }
  }

  /// The call ended without telling anything about Telegram.
  synchronized void ended() {
    underWay--;
  }

  /// How long until more may begin, as far as time alone decides; at most that.
  synchronized Duration next(Duration most) {
    Instant now = clock.instant();
    Instant next = now.plus(most);
    if (pausedUntil.isAfter(now)) {
      next = pausedUntil.isBefore(next) ? pausedUntil : next;
    } else {
      for (Map.Entry<Long, Bucket> chat : chats.entrySet()) {
        double missing = 1 - left(chat, now);
        if (missing > 0) {
          Instant ready = now.plusMillis((long) Math.ceil(missing / rate(chat.getKey()) * 1_000));
          next = ready.isBefore(next) ? ready : next;
        }
      }
    }
    return Duration.between(now, next);
  }

  private static double left(Map.Entry<Long, Bucket> chat, Instant now) {
    return chat.getValue().left(now, rate(chat.getKey()), BURST);
  }

  /// Groups and channels have negative ids.
  private static double rate(long chatId) {
    return chatId < 0 ? GROUP_A_SECOND : CHAT_A_SECOND;
  }
}
