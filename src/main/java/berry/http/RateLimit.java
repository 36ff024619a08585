package berry.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// A token bucket for each key (a person, an address): a burst at once, then one more each
/// `refill`. Remembers a bounded number of keys and forgets the least recently seen.
public final class RateLimit {

  private static final int MOST_KEYS = 20_000;

  private final int burst;
  private final long refillNanos;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_KEYS;
        }
      };

  /// @param burst how many are let through at once
  /// @param refill how long until one more is let through
  public RateLimit(int burst, Duration refill) {
    this(burst, refill, System::nanoTime);
  }

  RateLimit(int burst, Duration refill, LongSupplier nanos) {
    this.burst = burst;
    this.refillNanos = refill.toNanos();
    this.nanos = nanos;
  }

  /// Takes a token, or ends the request with 429 and `Retry-After`.
  public void check(String key) {
    wait(key)
        .ifPresent(retryAfter -> {
          throw Problem.tooMany(retryAfter);
        });
  }

  /// Takes a token: empty when there was one, otherwise how long until the next.
  public synchronized Optional<Duration> wait(String key) {
    long now = nanos.getAsLong();
    var bucket = buckets.computeIfAbsent(key, _ -> new Bucket(now - burst * refillNanos));
    // A bucket is the moment it was last empty; each token moves that moment by one refill.
    bucket.emptyAt = Math.max(bucket.emptyAt, now - burst * refillNanos);
    long next = bucket.emptyAt + refillNanos;
    if (next > now) {
      return Optional.of(Duration.ofNanos(next - now));
    }
    bucket.emptyAt = next;
    return Optional.empty();
  }

  /// Gives back a token that was taken for something that turned out not to count.
  public synchronized void giveBack(String key) {
    var bucket = buckets.get(key);
    if (bucket != null) {
      bucket.emptyAt -= refillNanos;
    }
  }

  private static final class Bucket {
    private long emptyAt;

    private Bucket(long emptyAt) {
      this.emptyAt = emptyAt;
    }
  }
}
