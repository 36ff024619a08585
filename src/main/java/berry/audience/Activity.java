package berry.audience;

import berry.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was counted, by the metric's name: for whoever counts something there and wants to know how
/// much it has become.
public final class Activity {

  private Activity() {}

  /// @param values by metric; one that was never counted is absent
  /// @param since when the first of them was counted, to a quarter of an hour; null before that
  public record Counted(Map<String, Long> values, @Nullable Instant since) {

    public long of(String metric) {
      return values.getOrDefault(metric, 0L);
    }
  }

  /// All of them from one snapshot.
  ///
  /// @param to not counted itself
  public static Counted between(
      Database database, Collection<String> metrics, Instant from, Instant to) {
    List<ActivityStore.Total> totals =
        database
            .jdbi()
            .withExtension(
                ActivityStore.class,
                store -> store.between(metrics.toArray(String[]::new), from, to));
    return new Counted(
        totals.stream()
            .collect(Collectors.toMap(ActivityStore.Total::metric, ActivityStore.Total::value)),
        totals.stream()
            .map(ActivityStore.Total::since)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null));
  }

  /// How much lately, by the database's clock. What is counted is a quarter of an hour, so it is
  /// that much more or less.
  public static long last(Database database, String metric, Duration back) {
    return database
        .jdbi()
        .withExtension(ActivityStore.class, store -> store.last(metric, back.toSeconds()));
  }
}
