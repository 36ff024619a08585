package berry.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When the backup of an hour is due, if something changed. Calculates only.
///
/// Hours are those of UTC, so nights of 23 and 25 hours have as many as they last. Like [Daily] it
/// is judged by what was made last: a clock that is set back makes no second one of an hour.
///
/// @param costs of the last runs, newest first
public record Hourly(List<Cost> costs) {

  /// So that one by hand, or a daily one just before the hour, is not followed by the next at once.
  private static final Duration APART = Duration.ofMinutes(30);

  /// A snapshot of a minute holds up VACUUM, and 5 % of the hour is what a machine does not feel.
  private static final double MOST_MADE = 60;

  private static final double MOST = 0.05 * 3600;

  /// So that one run beside a busy hour decides nothing.
  private static final int RUNS = 3;

  /// What a run took, in seconds.
  ///
  /// @param made until its file was whole
  /// @param proved from there to the end of its proof
  public record Cost(double made, double proved) {}

  public Hourly {
    costs = List.copyOf(costs);
  }

  /// Whether a run is cheap enough: not before one was measured, and by the middle one of the last
  /// three.
  public boolean cheap() {
    return !costs.isEmpty()
        && middle(Comparator.comparingDouble(Cost::made)).made() <= MOST_MADE
        && total(middle(Comparator.comparingDouble(Hourly::total))) <= MOST;
  }

  /// @param newest when the newest backup was made, in whatever way; null: there is none, and the
  ///   first is the daily one's
  public boolean due(@Nullable Instant newest, Instant now) {
    return newest != null
        && cheap()
        && newest.isBefore(now.truncatedTo(ChronoUnit.HOURS))
        && !newest.plus(APART).isAfter(now);
  }

  /// The dearer of two.
  private Cost middle(Comparator<Cost> order) {
    List<Cost> last = costs.stream().limit(RUNS).sorted(order).toList();
    return last.get(last.size() / 2);
  }

  private static double total(Cost cost) {
    return cost.made() + cost.proved();
  }
}
