package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineSensorTest {

  @TempDir private Path folder;
  private long nanos = 1;

  @Test
  void compares_with_the_reading_before_and_has_none_at_first() {
    BoxFixture box = new BoxFixture(folder).in("0::/").file("cpu.max", "100000 100000");
    box.file("cpu.stat", "usage_usec 0");
    MachineSensor sensor = new MachineSensor(box.groups(), () -> nanos);

    Readings first = read(sensor);
    box.file("cpu.stat", "usage_usec 250000");
    nanos += 1_000_000_000;
    Readings second = read(sensor);

    assertThat(first.get(Metric.CPU_USED)).isEmpty();
    assertThat(second.get(Metric.CPU_USED)).hasValue(0.25);
  }

  @Test
  void a_counter_that_went_back_is_no_reading() {
    BoxFixture box = new BoxFixture(folder).in("0::/").file("cpu.max", "100000 100000");
    box.file("cpu.stat", "usage_usec 900000");
    MachineSensor sensor = new MachineSensor(box.groups(), () -> nanos);
    read(sensor);
    box.file("cpu.stat", "usage_usec 10");
    nanos += 1_000_000_000;

    assertThat(read(sensor).get(Metric.CPU_USED)).isEmpty();
  }

  @Test
  void tells_of_this_machine_whatever_it_is() {
    Readings now = read(MachineSensor.ofThisMachine());

    assertThat(now.get(Metric.MEMORY_USED).getAsDouble()).isBetween(0.0, 1.0);
    assertThat(now.get(Metric.MEMORY_BYTES).getAsDouble()).isPositive();
  }

  private static Readings read(Sensor sensor) {
    Readings now = new Readings(Instant.EPOCH);
    try {
      sensor.read(now);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return now;
  }
}
