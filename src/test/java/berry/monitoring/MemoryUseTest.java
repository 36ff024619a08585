package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryUseTest {

  private static final long MACHINE = 8L << 30;

  @TempDir private Path folder;
  private BoxFixture box;

  @BeforeEach
  void open() {
    box = new BoxFixture(folder);
  }

  @Test
  void is_unknown_where_there_are_no_groups() {
    assertThat(MemoryUse.of(box.groups(), MACHINE)).isEmpty();
  }

  @Test
  void does_not_count_files_that_are_only_cached() {
    box.in("0::/").file("memory.max", "1000000").file("memory.current", "900000");
    box.file("memory.stat", "anon 300000\ninactive_file 500000\nactive_file 100000");

    MemoryUse use = MemoryUse.of(box.groups(), MACHINE).orElseThrow();

    assertThat(use).isEqualTo(new MemoryUse(400_000, 1_000_000));
    assertThat(use.share()).isEqualTo(0.4);
  }

  @Test
  void the_tightest_limit_above_is_the_one_that_ends_it() {
    box.in("0::/plan/berry");
    box.file("plan/memory.max", "500").file("plan/memory.current", "450");
    box.file("plan/memory.stat", "inactive_file 50");
    box.file("plan/berry/memory.max", "900").file("plan/berry/memory.current", "10");

    assertThat(MemoryUse.of(box.groups(), MACHINE)).contains(new MemoryUse(400, 500));
  }

  @Test
  void reads_version_1() {
    box.in("4:memory:/docker/1f");
    box.file("memory/docker/1f/memory.limit_in_bytes", "2000");
    box.file("memory/docker/1f/memory.usage_in_bytes", "1500");
    box.file("memory/docker/1f/memory.stat", "inactive_file 1\ntotal_inactive_file 500");

    assertThat(MemoryUse.of(box.groups(), MACHINE)).contains(new MemoryUse(1000, 2000));
  }

  @Test
  void the_huge_number_of_version_1_is_no_limit() {
    box.in("4:memory:/").file("memory/memory.limit_in_bytes", "9223372036854771712");
    box.file("memory/memory.usage_in_bytes", "1500");

    assertThat(MemoryUse.of(box.groups(), MACHINE)).isEmpty();
  }

  @Test
  void a_limit_above_what_the_machine_has_is_none() {
    box.in("0::/").file("memory.max", "99999999999999").file("memory.current", "5");

    assertThat(MemoryUse.of(box.groups(), MACHINE)).isEmpty();
  }

  /// Java in a container tells the container's limit when it is asked for the machine's memory.
  @Test
  void a_limit_that_is_all_java_knows_of_is_one() {
    box.in("0::/").file("memory.max", "2000").file("memory.current", "1500");

    assertThat(MemoryUse.of(box.groups(), 2000)).contains(new MemoryUse(1500, 2000));
  }

  @Test
  void of_a_whole_machine_counts_what_cannot_be_given_up() throws IOException {
    Path meminfo = folder.resolve("meminfo");
    Files.writeString(
        meminfo, "MemTotal:  1000 kB\nMemFree:  100 kB\nMemAvailable:   600 kB\nCached: 500 kB\n");

    assertThat(MemoryUse.ofMachine(meminfo)).contains(new MemoryUse(400 * 1024, 1000 * 1024));
    assertThat(MemoryUse.ofMachine(folder.resolve("none"))).isEmpty();
  }
}
