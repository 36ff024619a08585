package berry.monitoring;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/// What is left in the heap once it was collected, and the time that collecting takes.
final class HeapSensor implements Sensor {

  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private long lastAt = System.nanoTime();
  private long lastMillis = millis();
  private long lastCount = count();

  @Override
  public void read(Readings into) {
    long left = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage usage = pool.getCollectionUsage();
      left += usage == null ? 0 : usage.getUsed();
    }
    into.put(Metric.HEAP_AFTER_COLLECTION, (double) left / Runtime.getRuntime().maxMemory());
    long now = System.nanoTime();
    long millis = millis();
    if (now > lastAt) {
      into.put(Metric.COLLECTION_SHARE, Math.min(1, (millis - lastMillis) * 1e6 / (now - lastAt)));
    }
    long count = count();
    into.put(
        Metric.COLLECTION_PAUSE,
        count > lastCount ? (millis - lastMillis) / 1e3 / (count - lastCount) : 0);
    lastAt = now;
    lastMillis = millis;
    lastCount = count;
  }

  private long count() {
    return collectors.stream().mapToLong(one -> Math.max(0, one.getCollectionCount())).sum();
  }

  private long millis() {
    return collectors.stream().mapToLong(one -> Math.max(0, one.getCollectionTime())).sum();
  }
}
