package berry.diagnostics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The doctor for many: whoever asks within a quarter of a minute is told what was just found, for
/// each look asks Telegram and the database. Any thread; who comes during a look waits for it.
public final class Rounds {

  private static final Duration FRESH = Duration.ofSeconds(15);

  /// @param at when it was looked
  public record Round(Instant at, List<Finding> findings) {

    public boolean ok() {
      return findings.stream().noneMatch(one -> one.level() == Finding.Level.FAIL);
    }
  }

  private final Supplier<Doctor> doctor;
  private final Clock clock;
  private final ReentrantLock one = new ReentrantLock();
  private @Nullable Round last;

  public Rounds(Supplier<Doctor> doctor, Clock clock) {
    this.doctor = doctor;
    this.clock = clock;
  }

  public Round look() {
    one.lock();
    try {
      Round known = last;
      if (known == null || clock.instant().isAfter(known.at().plus(FRESH))) {
        known = new Round(clock.instant(), doctor.get().examine());
        last = known;
      }
      return known;
    } finally {
      one.unlock();
    }
  }
}
