package berry.monitoring;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/// What lives in a [berry.testing.SmallBox]: computes as much as it may, caches a file, fills
/// memory, and says after each what the sensor of machines reads. Lines `step name value`.
final class Inhabitant {

  private static final Duration BUSY = Duration.ofSeconds(3);
  private static final int MEGABYTE = 1 << 20;

  private final MachineSensor sensor = MachineSensor.ofThisMachine();

  private Inhabitant() {}

  /// @param arguments a file to write, its megabytes, megabytes of memory to fill
  public static void main(String[] arguments) throws IOException {
    Inhabitant one = new Inhabitant();
    one.tell("begin");
    compute();
    one.tell("busy");
    cache(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    one.tell("cached");
    try (Arena arena = Arena.ofConfined()) {
      // Each byte is written: the kernel lends only pages that somebody has touched.
      arena.allocate((long) Integer.parseInt(arguments[2]) * MEGABYTE).fill((byte) 1);
      one.tell("filled");
    }
  }

  private void tell(String step) {
    Readings now = new Readings(Instant.EPOCH);
    sensor.read(now);
    for (Metric metric : Metric.values()) {
      now.get(metric)
          .ifPresent(value -> System.out.println(step + " " + metric.id() + " " + value));
    }
    long everything =
        Cgroups.ofThisProcess().controller("memory", "memory.usage_in_bytes").stream()
            .findFirst()
            .map(folder -> Cgroups.number(folder.resolve("memory.usage_in_bytes")))
            .or(() ->
                Cgroups.ofThisProcess().unified("memory.current").stream()
                    .findFirst()
                    .map(folder -> Cgroups.number(folder.resolve("memory.current"))))
            .orElseThrow()
            .orElseThrow();
    System.out.println(step + " everything " + everything);
  }

  /// One thread alone: half of its time it has to wait.
  private static void compute() {
    long until = System.nanoTime() + BUSY.toNanos();
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  private static void cache(Path file, int megabytes) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(MEGABYTE);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int n = 0; n < megabytes; n++) {
        channel.write(block.clear());
      }
      channel.force(true);
    }
  }
}
