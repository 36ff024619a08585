package berry.monitoring;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Processor and memory of the box, measured against what the box may use: half a core that is busy
/// is 100 %, on however large a machine it runs.
///
/// Without control groups (a machine of one's own, macOS) the Java run time tells about the whole
/// machine.
final class MachineSensor implements Sensor {

  private final Cgroups groups;
  private final OperatingSystemMXBean machine;
  private final LongSupplier nanos;
  private @Nullable Moment before;

  private record Moment(CpuUse use, long nanos) {}

  MachineSensor(Cgroups groups, LongSupplier nanos) {
    this.groups = groups;
    this.machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    this.nanos = nanos;
  }

  static MachineSensor ofThisMachine() {
    return new MachineSensor(Cgroups.ofThisProcess(), System::nanoTime);
  }

  @Override
  public void read(Readings into) {
    processor(into);
    memory(into);
  }

  private void processor(Readings into) {
    Optional<CpuUse> use = CpuUse.of(groups, machine.getAvailableProcessors());
    if (use.isEmpty()) {
      before = null;
      into.put(Metric.CPU_LIMIT, machine.getAvailableProcessors());
      double load = machine.getCpuLoad();
      if (load >= 0) { // negative: not known yet
        into.put(Metric.CPU_USED, load);
      }
      return;
    }
    into.put(Metric.CPU_LIMIT, use.get().cores());
    Moment now = new Moment(use.get(), nanos.getAsLong());
    Moment last = before;
    before = now;
    long passed = last == null ? 0 : now.nanos() - last.nanos();
    // A limit that was changed in between, or another group: the next reading compares again.
    if (last != null && passed > 0 && now.use().usedNanos() >= last.use().usedNanos()) {
      into.put(Metric.CPU_USED, now.use().share(last.use(), passed));
      into.put(Metric.CPU_THROTTLED, now.use().throttled(last.use(), passed));
    }
  }

  private void memory(Readings into) {
    long all = machine.getTotalMemorySize();
    MemoryUse use =
        MemoryUse.of(groups, all)
            .or(() -> MemoryUse.ofMachine(Path.of("/proc/meminfo")))
            .orElseGet(() -> new MemoryUse(all - machine.getFreeMemorySize(), all));
    if (use.limit() > 0) {
      into.put(Metric.MEMORY_USED, use.share());
      into.put(Metric.MEMORY_BYTES, (double) use.used());
      into.put(Metric.MEMORY_LIMIT, (double) use.limit());
    }
  }
}
