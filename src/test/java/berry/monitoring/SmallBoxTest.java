package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.SmallBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sensor of machines in a real control group, on a machine that has more than the group.
final class SmallBoxTest {

  private static final long MEMORY = 160L << 20;
  private static final int FILE = 64;
  private static final int FILL = 118;

  @TempDir private Path folder;

  @Test
  void a_box_that_uses_all_it_may_reads_as_full_on_a_large_machine() throws IOException {
    Map<String, Double> read;
    // Beside the classes: the system's folder for temporary files may be memory itself.
    Path file = Files.createTempFile(Path.of("target"), "cached", ".bin");
    try (SmallBox box = SmallBox.require(0.5, MEMORY)) {
      read = readings(box, file);
    } finally {
      Files.delete(file);
    }

    assertThat(read.get("begin cpu.limit")).isEqualTo(0.5);
    assertThat(read.get("busy cpu.used")).isBetween(0.8, 1.0);
    assertThat(read.get("busy cpu.throttled")).isPositive();
    assertThat(read.get("begin memory.limit")).isEqualTo((double) MEMORY);
    // The group has the file, and what is in use has not.
    assertThat(value(read, "cached everything") - value(read, "busy everything"))
        .isGreaterThan(0.8 * (FILE << 20));
    assertThat(read.get("cached memory.used"))
        .isLessThan(value(read, "busy memory.used") + 0.1)
        .isLessThan(0.5);
    assertThat(read.get("filled memory.used")).isBetween(0.8, 1.0);
  }

  private static double value(Map<String, Double> read, String name) {
    return Objects.requireNonNull(read.get(name), name);
  }

  private Map<String, Double> readings(SmallBox box, Path file) {
    List<String> said =
        box.run(
            folder.resolve("said"),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx16m",
                "-cp",
                System.getProperty("java.class.path"),
                Inhabitant.class.getName(),
                file.toString(),
                Integer.toString(FILE),
                Integer.toString(FILL)));
    return said.stream()
        .map(line -> line.split(" ", -1))
        .collect(
            Collectors.toMap(
                words -> words[0] + " " + words[1], words -> Double.parseDouble(words[2])));
  }
}
