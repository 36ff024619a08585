package berry.monitoring;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Processor time that was used up to one moment.
///
/// @param usedNanos counted up since the group was made
/// @param waitedNanos how long it wanted to compute and was held back, counted up
/// @param cores how many cores it may use; 0.5 for half of one
record CpuUse(long usedNanos, long waitedNanos, double cores) {

  private static final double MICROS = 1_000;

  /// Of what was allowed between an earlier moment and this one.
  ///
  /// @param nanos how much later
  double share(CpuUse before, long nanos) {
    return Math.clamp((usedNanos - before.usedNanos) / (nanos * cores), 0, 1);
  }

  /// Of the time between, how much somebody who wanted to compute had to wait for the next period.
  double throttled(CpuUse before, long nanos) {
    return Math.clamp((waitedNanos - before.waitedNanos) / (double) nanos, 0, 1);
  }

  /// @param processors how many the machine lends us. Java has rounded the group's limit up
  ///   already, so a limit that equals it is one
  /// @return empty when no group tells
  static Optional<CpuUse> of(Cgroups groups, int processors) {
    return second(groups, processors).or(() -> first(groups, processors));
  }

  private static Optional<CpuUse> second(Cgroups groups, int processors) {
    double cores = processors;
    Path group = null;
    for (Path folder : groups.unified("cpu.max")) {
      OptionalDouble own = quota(Cgroups.text(folder.resolve("cpu.max")).orElse(""));
      if (own.isPresent() && own.getAsDouble() <= cores) {
        cores = own.getAsDouble();
        group = folder;
      }
    }
    List<Path> counted = groups.unified("cpu.stat");
    if (group == null && !counted.isEmpty()) {
      // Without a limit it shares the machine; the outermost group that is seen counts all of it.
      group = counted.getLast();
    }
    if (group == null) {
      return Optional.empty();
    }
    Path stat = group.resolve("cpu.stat");
    OptionalLong used = Cgroups.entry(stat, "usage_usec");
    if (used.isEmpty()) {
      return Optional.empty();
    }
    long waited = Cgroups.entry(stat, "throttled_usec").orElse(0);
    return Optional.of(
        new CpuUse((long) (used.getAsLong() * MICROS), (long) (waited * MICROS), cores));
  }

  private static Optional<CpuUse> first(Cgroups groups, int processors) {
    double cores = processors;
    int depth = -1;
    List<Path> limits = groups.controller("cpu", "cpu.cfs_quota_us");
    for (int n = 0; n < limits.size(); n++) {
      OptionalDouble own = quota(limits.get(n));
      if (own.isPresent() && own.getAsDouble() <= cores) {
        cores = own.getAsDouble();
        depth = n;
      }
    }
    List<Path> counted = groups.controller("cpuacct", "cpuacct.usage");
    if (counted.isEmpty()) {
      return Optional.empty();
    }
    // Both trees have the same folders where a limit is set; else the outermost counts everything.
    Path group = depth >= 0 && depth < counted.size() ? counted.get(depth) : counted.getLast();
    OptionalLong used = Cgroups.number(group.resolve("cpuacct.usage"));
    if (used.isEmpty()) {
      return Optional.empty();
    }
    long waited =
        depth < 0
            ? 0
            : Cgroups.entry(limits.get(depth).resolve("cpu.stat"), "throttled_time").orElse(0);
    return Optional.of(new CpuUse(used.getAsLong(), waited, cores));
  }

  /// `50000 100000` is half a core, `max 100000` no limit.
  private static OptionalDouble quota(String max) {
    String[] parts = max.split("\\s+", -1);
    return parts.length == 2
            && parts[0].matches("[0-9]{1,15}")
            && parts[1].matches("[1-9][0-9]{0,15}")
        ? OptionalDouble.of(Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]))
        : OptionalDouble.empty();
  }

  private static OptionalDouble quota(Path folder) {
    // -1 is no limit, and no number here.
    OptionalLong quota = Cgroups.number(folder.resolve("cpu.cfs_quota_us"));
    OptionalLong period = Cgroups.number(folder.resolve("cpu.cfs_period_us"));
    return quota.isPresent()
            && quota.getAsLong() > 0
            && period.isPresent()
            && period.getAsLong() > 0
        ? OptionalDouble.of((double) quota.getAsLong() / period.getAsLong())
        : OptionalDouble.empty();
  }
}
