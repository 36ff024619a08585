package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CpuUseTest {

  private static final long SECOND = 1_000_000_000;

  @TempDir private Path folder;
  private BoxFixture box;

  @BeforeEach
  void open() {
    box = new BoxFixture(folder);
  }

  @Test
  void is_unknown_where_there_are_no_groups() {
    assertThat(CpuUse.of(box.groups(), 2)).isEmpty();
  }

  @Test
  void half_a_core_that_is_busy_is_everything_it_may_use() {
    box.in("0::/").file("cpu.max", "50000 100000");
    box.file("cpu.stat", "usage_usec 1000000\nnr_periods 1\nthrottled_usec 0");
    CpuUse before = CpuUse.of(box.groups(), 8).orElseThrow();
    box.file("cpu.stat", "usage_usec 1500000\nnr_periods 11\nthrottled_usec 400000");

    CpuUse now = CpuUse.of(box.groups(), 8).orElseThrow();

    assertThat(now.share(before, SECOND)).isEqualTo(1.0);
    assertThat(now.throttled(before, SECOND)).isEqualTo(0.4, within(1e-9));
  }

  @Test
  void finds_the_limit_that_stands_above_its_own_group() {
    box.in("0::/berry.slice/bot.service");
    box.file("berry.slice/cpu.max", "100000 100000");
    box.file("berry.slice/cpu.stat", "usage_usec 700000");
    box.file("berry.slice/bot.service/cpu.max", "max 100000");
    box.file("berry.slice/bot.service/cpu.stat", "usage_usec 5");

    CpuUse use = CpuUse.of(box.groups(), 4).orElseThrow();

    assertThat(use).isEqualTo(new CpuUse(700_000_000, 0, 1.0));
  }

  @Test
  void without_a_limit_shares_the_cores_of_the_machine() {
    box.in("0::/").file("cpu.max", "max 100000").file("cpu.stat", "usage_usec 10");

    assertThat(CpuUse.of(box.groups(), 4).orElseThrow().cores()).isEqualTo(4.0);
  }

  @Test
  void reads_version_1_with_its_controllers_apart() {
    box.in("3:cpuacct:/docker/1f").in("2:cpu:/docker/1f");
    box.file("cpu/docker/1f/cpu.cfs_quota_us", "25000");
    box.file("cpu/docker/1f/cpu.cfs_period_us", "100000");
    box.file("cpu/docker/1f/cpu.stat", "nr_periods 4\nnr_throttled 1\nthrottled_time 9000");
    box.file("cpuacct/docker/1f/cpuacct.usage", "123456");

    assertThat(CpuUse.of(box.groups(), 2)).contains(new CpuUse(123_456, 9_000, 0.25));
  }

  @Test
  void reads_version_1_mounted_at_the_root_of_a_container() {
    box.in("2:cpu,cpuacct:/docker/1f");
    box.file("cpu,cpuacct/cpu.cfs_quota_us", "-1").file("cpu,cpuacct/cpu.cfs_period_us", "100000");
    box.file("cpu,cpuacct/cpuacct.usage", "99");

    assertThat(CpuUse.of(box.groups(), 2)).contains(new CpuUse(99, 0, 2.0));
  }

  @Test
  void on_a_hybrid_machine_reads_the_tree_that_has_the_controllers() {
    box.in("2:cpuacct:/").in("1:cpu:/").in("0::/init.scope");
    box.file("unified/init.scope/cgroup.procs", "1");
    box.file("cpu/cpu.cfs_quota_us", "200000").file("cpu/cpu.cfs_period_us", "100000");
    box.file("cpu/cpu.stat", "throttled_time 0").file("cpuacct/cpuacct.usage", "77");

    assertThat(CpuUse.of(box.groups(), 8)).contains(new CpuUse(77, 0, 2.0));
  }

  /// Java in a group that may use one core knows of one processor, and not of the others' work.
  @Test
  void a_limit_of_whole_cores_is_one() {
    box.in("0::/berry").file("cpu.max", "max 100000").file("cpu.stat", "usage_usec 900");
    box.file("berry/cpu.max", "100000 100000").file("berry/cpu.stat", "usage_usec 5");

    assertThat(CpuUse.of(box.groups(), 1)).contains(new CpuUse(5_000, 0, 1.0));
  }

  @Test
  void takes_nonsense_for_unknown() {
    box.in("0::/").file("cpu.max", "many few").file("cpu.stat", "usage_usec lots");

    assertThat(CpuUse.of(box.groups(), 2)).isEmpty();
  }
}
