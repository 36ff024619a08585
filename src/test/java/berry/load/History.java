package berry.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Everything that was sent, how often, and when it was acknowledged. Moments are
/// `System.nanoTime()`.
public final class History {

  /// The way of one update.
  public static final class Way {
    private final Letter letter;
    private int attempts;
    private @Nullable Long acknowledged;

    private Way(Letter letter) {
      this.letter = letter;
    }

    public Letter letter() {
      return letter;
    }
  }

  private final Map<Long, Way> ways = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
  private final AtomicLong longest = new AtomicLong();

  void attempt(Letter letter) {
    Way way = ways.computeIfAbsent(letter.updateId(), fresh -> new Way(letter));
    synchronized (way) {
      way.attempts++;
    }
  }

  /// @param answer the status, or `broken`
  void answered(Letter letter, String answer, long began) {
    long now = System.nanoTime();
    answers.computeIfAbsent(answer, fresh -> new AtomicLong()).incrementAndGet();
    longest.accumulateAndGet(now - began, Math::max);
    Way way = ways.get(letter.updateId());
    if (answer.startsWith("2") && way != null) {
      synchronized (way) {
        way.acknowledged = now;
      }
    }
  }

  /// Whatever was sent at least once.
  public Collection<Way> all() {
    return ways.values();
  }

  public List<Letter> letters() {
    return ways.values().stream().map(Way::letter).toList();
  }

  public boolean acknowledged(long updateId) {
    Way way = ways.get(updateId);
    return way != null && moment(way) != null;
  }

  public long acknowledged() {
    return ways.values().stream().filter(way -> moment(way) != null).count();
  }

  /// Sent, but not acknowledged yet.
  public long open() {
    return ways.size() - acknowledged();
  }

  public long attempts() {
    return ways.values().stream().mapToLong(History::attempts).sum();
  }

  /// How often each status came.
  public Map<String, Long> answers() {
    Map<String, Long> all = new TreeMap<>();
    answers.forEach((answer, times) -> all.put(answer, times.get()));
    return all;
  }

  /// How often the answer was no acknowledgement, or none came.
  public long refusals() {
    return answers().entrySet().stream()
        .filter(answer -> !answer.getKey().startsWith("2"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /// The longest wait for an answer since it was last asked for.
  public Duration takeLongest() {
    return Duration.ofNanos(longest.getAndSet(0));
  }

  /// Acknowledgements, in order.
  public long[] moments() {
    long[] all =
        ways.values().stream()
            .map(History::moment)
            .filter(moment -> moment != null)
            .mapToLong(Long::longValue)
            .toArray();
    Arrays.sort(all);
    return all;
  }

  private static @Nullable Long moment(Way way) {
    synchronized (way) {
      return way.acknowledged;
    }
  }

  private static int attempts(Way way) {
    synchronized (way) {
      return way.attempts;
    }
  }
}
