package berry.backup;

import berry.config.BackupRules.Keep;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Which backups are kept: the newest of each of the last hours, days, weeks and months that have a
/// proved one, as far as the budget goes. Calculates only.
///
/// What has fewer than two newer proved ones is kept whatever the rules say: so the last proved one
/// always is, and one that nobody could prove never goes before there is something better.
///
/// @param zone whose days, weeks (from Monday) and months count
/// @param budget bytes of all together
public record Retention(Keep keep, ZoneId zone, long budget) {

  private static final int NEWER_PROVED = 2;

  /// What there is.
  public record Candidate(String name, Instant at, long bytes, boolean proved) {}

  /// @param kept name → why, newest first
  /// @param removed name → why, oldest first
  /// @param over bytes beyond the budget that are kept nevertheless
  public record Decision(Map<String, String> kept, Map<String, String> removed, long over) {}

  /// The least precious first: hours go before days.
  private enum Tier {
    HOURLY("newest of its hour"),
    DAILY("newest of its day"),
    WEEKLY("newest of its week"),
    MONTHLY("newest of its month");

    private final String words;

    Tier(String words) {
      this.words = words;
    }
  }

  public Decision decide(List<Candidate> all) {
    List<Candidate> newestFirst =
        all.stream()
            .sorted(Comparator.comparing(Candidate::at).thenComparing(Candidate::name).reversed())
            .toList();
    Set<String> safe = safe(newestFirst);
    Map<String, Tier> tiers = tiers(newestFirst);
    Map<String, String> removed = new LinkedHashMap<>();
    for (Candidate one : newestFirst.reversed()) {
      if (!safe.contains(one.name()) && !tiers.containsKey(one.name())) {
        removed.put(
            one.name(),
            one.proved()
                ? "a newer one of the same time is kept"
                : "not proved, and newer ones are");
      }
    }
    long over = overBudget(newestFirst, safe, tiers, removed);
    Map<String, String> kept = new LinkedHashMap<>();
    for (Candidate one : newestFirst) {
      if (!removed.containsKey(one.name())) {
        Tier tier = tiers.get(one.name());
        kept.put(one.name(), tier == null ? "fewer than two newer ones are proved" : tier.words);
      }
    }
    return new Decision(kept, removed, over);
  }

  private static Set<String> safe(List<Candidate> newestFirst) {
    Set<String> safe = new HashSet<>();
    int proved = 0;
    for (Candidate one : newestFirst) {
      if (proved >= NEWER_PROVED) {
        break;
      }
      safe.add(one.name());
      proved += one.proved() ? 1 : 0;
    }
    return safe;
  }

  private Map<String, Tier> tiers(List<Candidate> newestFirst) {
    Map<String, Tier> tiers = new LinkedHashMap<>();
    mark(newestFirst, keep.hourly(), Tier.HOURLY, t -> t.truncatedTo(ChronoUnit.HOURS), tiers);
    mark(newestFirst, keep.daily(), Tier.DAILY, t -> t.truncatedTo(ChronoUnit.DAYS), tiers);
    mark(
        newestFirst,
        keep.weekly(),
        Tier.WEEKLY,
        t ->
            t.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
        tiers);
    mark(
        newestFirst,
        keep.monthly(),
        Tier.MONTHLY,
        t -> t.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1),
        tiers);
    return tiers;
  }

  /// The newest proved one of each of the last `count` periods that have one.
  private void mark(
      List<Candidate> newestFirst,
      int count,
      Tier tier,
      UnaryOperator<ZonedDateTime> period,
      Map<String, Tier> tiers) {
    Set<ZonedDateTime> periods = new HashSet<>();
    for (Candidate one : newestFirst) {
      if (one.proved()
          && periods.size() < count
          && periods.add(period.apply(one.at().atZone(zone)))) {
        tiers.put(one.name(), tier); // a later tier is the more precious one
      }
    }
  }

  private long overBudget(
      List<Candidate> newestFirst,
      Set<String> safe,
      Map<String, Tier> tiers,
      Map<String, String> removed) {
    List<Candidate> left =
        new ArrayList<>(
            newestFirst.stream().filter(one -> !removed.containsKey(one.name())).toList());
    long bytes = left.stream().mapToLong(Candidate::bytes).sum();
    for (Tier tier : Tier.values()) {
      for (Candidate one : newestFirst.reversed()) {
        if (bytes <= budget) {
          return 0;
        }
        if (tiers.get(one.name()) == tier
            && !safe.contains(one.name())
            && !removed.containsKey(one.name())) {
          removed.put(one.name(), "over the budget");
          bytes -= one.bytes();
        }
      }
    }
    return Math.max(0, bytes - budget);
  }
}
