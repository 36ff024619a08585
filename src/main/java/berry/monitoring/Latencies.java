package berry.monitoring;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLongArray;

/// How long things took since it was last asked, in steps of a tenth: exact enough for a
/// percentile, the same size however much is counted. For any thread.
public final class Latencies {

  private static final double STEP = Math.log(1.1);
  private static final double LEAST_NANOS = 100_000;

  /// Up to 100 µs × 1.1¹⁵⁹ ≈ 380 s.
  private static final int STEPS = 160;

  private final AtomicLongArray counts = new AtomicLongArray(STEPS);

  public void add(Duration took) {
    double nanos = Math.max(LEAST_NANOS, (double) took.toNanos());
    int step = (int) (Math.log(nanos / LEAST_NANOS) / STEP);
    counts.incrementAndGet(Math.min(step, STEPS - 1));
  }

  /// What was counted until now; counting starts anew.
  public Counted take() {
    long[] taken = new long[STEPS];
    for (int n = 0; n < STEPS; n++) {
      taken[n] = counts.getAndSet(n, 0);
    }
    return new Counted(taken);
  }

  /// Finished counts.
  public static final class Counted {

    private final long[] counts;

    private Counted(long[] counts) {
      this.counts = counts;
    }

    static Counted none() {
      return new Counted(new long[STEPS]);
    }

    Counted and(Counted other) {
      long[] both = counts.clone();
      for (int n = 0; n < STEPS; n++) {
        both[n] += other.counts[n];
      }
      return new Counted(both);
    }

    long count() {
      long all = 0;
      for (long one : counts) {
        all += one;
      }
      return all;
    }

    /// The time in seconds that this share of all did not exceed; empty when nothing was counted.
    public OptionalDouble percentile(double share) {
      long wanted = (long) Math.ceil(share * count());
      long seen = 0;
      for (int n = 0; n < STEPS && wanted > 0; n++) {
        seen += counts[n];
        if (seen >= wanted) {
          // The middle of the step, so that errors don't all go one way.
          return OptionalDouble.of(LEAST_NANOS * Math.exp((n + 0.5) * STEP) / 1e9);
        }
      }
      return OptionalDouble.empty();
    }
  }
}
