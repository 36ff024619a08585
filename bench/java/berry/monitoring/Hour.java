package berry.monitoring;

import berry.database.Address;
import berry.database.Database;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// What the last hour takes in memory at most: every figure known each five seconds, and the
/// database away for so long that all of it waits to be written.
///
/// In Berry's package, because the sampler is read by hand here.
public final class Hour {

  private static final int READINGS = 720;

  /// As many at once, or what else comes and goes in a JVM would be more than one of them.
  private static final int HOURS = 10;

  private Hour() {}

  /// Says `FIGURES {"bytes":…,"readings":…}`.
  ///
  /// @param arguments JDBC address, user, password
  public static void main(String[] arguments) {
    Address address = new Address(arguments[0], arguments[1], arguments[2]);
    Database away = Database.openDirect(address, 1);
    away.close();
    // Once for the classes.
    new Watched(away).fill(READINGS).close();
    long before = used();
    List<Watched> hours = new ArrayList<>();
    for (int n = 0; n < HOURS; n++) {
      hours.add(new Watched(away).fill(2 * READINGS));
    }
    long bytes = (used() - before) / HOURS;
    System.out.printf(
        "FIGURES {\"bytes\":%d,\"readings\":%d}%n",
        bytes, hours.getFirst().sampler.lastHour().size());
    Reference.reachabilityFence(hours);
    hours.forEach(Watched::close);
  }

  /// Once nothing more goes: what others free meanwhile would count as ours.
  private static long used() {
    long last = Long.MAX_VALUE;
    long now = collected();
    while (now < last) {
      last = now;
      now = collected();
    }
    return now;
  }

  private static long collected() {
    for (int n = 0; n < 5; n++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static final class Watched {

    private final Later clock = new Later();
    private final Sampler sampler = new Sampler(clock);
    private final MetricHistory history;

    private Watched(Database database) {
      history = new MetricHistory(database, "bench");
      sampler.add(Watched::everything);
      sampler.listen(history::add);
    }

    private static void everything(Readings into) {
      for (Metric metric : Metric.values()) {
        into.put(metric, 1.5);
      }
    }

    private Watched fill(int readings) {
      for (int n = 0; n < readings; n++) {
        clock.now = clock.now.plus(Sampler.PERIOD);
        sampler.sample();
      }
      return this;
    }

    private void close() {
      sampler.close();
    }
  }

  private static final class Later extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
