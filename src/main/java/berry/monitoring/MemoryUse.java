package berry.monitoring;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Memory in use and the most that may be.
///
/// Files that are cached and were not touched for a while are given up whenever somebody needs
/// room, so they are not in use: counted in, every box that reads much would look full.
///
/// @param used bytes
/// @param limit bytes
record MemoryUse(long used, long limit) {

  /// An unlimited group of version 1 shows a number near 2⁶³.
  private static final long UNLIMITED = 1L << 50;

  double share() {
    return Math.min(1, (double) used / limit);
  }

  /// Of the tightest group this process is in.
  ///
  /// @param machine all memory of the machine; 0 when unknown. In a container Java already tells
  ///   the container's limit instead, so a limit that equals it is one
  /// @return empty when there are no groups, or none has a limit
  static Optional<MemoryUse> of(Cgroups groups, long machine) {
    return tightest(
            groups.unified("memory.max"), "memory.max", "memory.current", "inactive_file", machine)
        .or(() ->
            tightest(
                groups.controller("memory", "memory.limit_in_bytes"),
                "memory.limit_in_bytes",
                "memory.usage_in_bytes",
                "total_inactive_file",
                machine));
  }

  /// Of a whole Linux machine.
  ///
  /// @param meminfo `/proc/meminfo`, which counts in kB
  static Optional<MemoryUse> ofMachine(Path meminfo) {
    OptionalLong all = kilobytes(meminfo, "MemTotal:");
    OptionalLong available = kilobytes(meminfo, "MemAvailable:");
    return all.isPresent() && available.isPresent()
        ? Optional.of(
            new MemoryUse((all.getAsLong() - available.getAsLong()) * 1024, all.getAsLong() * 1024))
        : Optional.empty();
  }

  private static OptionalLong kilobytes(Path meminfo, String name) {
    return Cgroups.text(meminfo).stream()
        .flatMap(String::lines)
        .map(line -> line.split("\\s+", -1))
        .filter(parts -> parts.length == 3 && parts[0].equals(name))
        .filter(parts -> parts[1].matches("[0-9]{1,15}"))
        .mapToLong(parts -> Long.parseLong(parts[1]))
        .findFirst();
  }

  private static Optional<MemoryUse> tightest(
      List<Path> folders, String most, String current, String cached, long machine) {
    Path tightest = null;
    long limit = machine > 0 ? Math.min(machine, UNLIMITED) : UNLIMITED;
    for (Path folder : folders) {
      OptionalLong own = Cgroups.number(folder.resolve(most));
      if (own.isPresent() && own.getAsLong() > 0 && own.getAsLong() <= limit) {
        limit = own.getAsLong();
        tightest = folder;
      }
    }
    if (tightest == null) {
      return Optional.empty();
    }
    OptionalLong used = Cgroups.number(tightest.resolve(current));
    if (used.isEmpty()) {
      return Optional.empty();
    }
    long idle = Cgroups.entry(tightest.resolve("memory.stat"), cached).orElse(0);
    return Optional.of(new MemoryUse(Math.max(0, used.getAsLong() - idle), limit));
  }
}
