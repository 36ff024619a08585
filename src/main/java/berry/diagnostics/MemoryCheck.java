package berry.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// Whether the heap fits into what the container may use.
final class MemoryCheck implements Check {

  private static final long MEGABYTE = 1024L * 1024;

  /// What a JVM of ours takes beside its heap (classes, code, stacks), measured: 90 to 120 MB.
  private static final long BESIDE_HEAP = 120 * MEGABYTE;

  /// The embedded PostgreSQL with ten busy connections, measured: 67 MB.
  private static final long POSTGRES = 70 * MEGABYTE;

  /// An unlimited cgroup v1 shows a number near 2⁶³.
  private static final long UNLIMITED = 1L << 50;

  private final Path cgroups;
  private final long heap;
  private final boolean embedded;

  MemoryCheck(Path cgroups, long heap, boolean embedded) {
    this.cgroups = cgroups;
    this.heap = heap;
    this.embedded = embedded;
  }

  static MemoryCheck ofThisMachine(boolean embedded) {
    return new MemoryCheck(Path.of("/sys/fs/cgroup"), Runtime.getRuntime().maxMemory(), embedded);
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Finding> look() {
    OptionalLong limit = limit();
    String mayUse = "heap up to " + Bytes.text(heap);
    if (limit.isEmpty()) {
      return List.of(Finding.ok(name(), "no limit, " + mayUse));
    }
    long needed = heap + BESIDE_HEAP + (embedded ? POSTGRES : 0);
    String seen = "limit " + Bytes.text(limit.getAsLong()) + ", " + mayUse;
    return List.of(
        limit.getAsLong() >= needed
            ? Finding.ok(name(), seen)
            : Finding.warn(
                name(),
                seen + ", " + Bytes.text(needed) + " could be needed",
                "Raise the limit, or lower the heap by BERRY_HEAP, such as BERRY_HEAP=128m."));
  }

  /// cgroup v2 first, then v1.
  private OptionalLong limit() {
    for (String file : List.of("memory.max", "memory/memory.limit_in_bytes")) {
      OptionalLong limit = number(cgroups.resolve(file));
      if (limit.isPresent()) {
        return limit;
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong number(Path file) {
    try {
      String text = Files.readString(file).strip();
      if (text.matches("[0-9]{1,18}") && Long.parseLong(text) < UNLIMITED) {
        return OptionalLong.of(Long.parseLong(text));
      }
    } catch (IOException missing) {
      // another version of cgroups, or none: the next name is tried
    }
    return OptionalLong.empty();
  }
}
