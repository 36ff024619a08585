package berry.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/// What `postgresql.conf` would say for the embedded server: made for a machine of 1 GB (16 MB when
/// idle, 67 MB with ten busy connections, measured), a little more where there is more.
final class EmbeddedSettings {

  private static final long GIGABYTE = 1L << 30;

  private EmbeddedSettings() {}

  /// For the memory this process may use, a container's limit included.
  static Map<String, String> detect() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return of(system.getTotalMemorySize());
  }

  static Map<String, String> of(long memory) {
    boolean roomy = memory >= 3 * GIGABYTE;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("cluster_name", "berry");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_checkpoints", "off");
    settings.put("shared_buffers", roomy ? "128MB" : "32MB");
    // Of 17 that were free to take, Berry itself was seen to hold 15; some are left for commands.
    settings.put("max_connections", roomy ? "40" : "32");
    settings.put("work_mem", roomy ? "8MB" : "2MB");
    settings.put("maintenance_work_mem", roomy ? "64MB" : "16MB");
    settings.put("max_wal_size", roomy ? "512MB" : "128MB");
    settings.put("min_wal_size", "32MB");
    settings.put("wal_compression", "on");
    settings.put("io_method", "sync");
    settings.put("jit", "off");
    settings.put("autovacuum_max_workers", "1");
    settings.put("max_parallel_workers", "0");
    return settings;
  }
}
