package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Deployment;
import berry.database.Changes;
import berry.monitoring.Metric;
import berry.monitoring.MetricHistory;
import berry.monitoring.Readings;
import berry.monitoring.Replicas;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class DeploysTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Deployment UNKNOWN = new Deployment(null, null, null);

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  @AutoClose private final Changes changes = new Changes(database.database(), database.address());
  private final MovableClock clock = new MovableClock(NOON.toString());
  private final Deploys deploys = new Deploys(database.database(), changes, clock);
  private final MetricHistory history = new MetricHistory(database.database(), "one");
  private final DeployJudge judge =
      new DeployJudge(deploys, history, new Replicas(database.database()), clock);

  @Test
  void notes_a_deploy_down_once_however_many_replicas_start() throws Exception {
    List<Callable<Boolean>> starts = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      String replica = "host/" + n;
      starts.add(() -> deploys.begin("1.0.0", new Deployment("d1", "abc", "first"), replica));
    }
    int fresh = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> one : threads.invokeAll(starts)) {
        fresh += one.get() ? 1 : 0;
      }
    }

    assertThat(fresh).isEqualTo(1);
    assertThat(deploys.page(null, 10)).singleElement().returns("abc", Deploy::commit);
  }

  @Test
  void tells_a_restart_from_a_deploy_and_a_way_back_from_both() {
    assertThat(deploys.begin("1.0.0", UNKNOWN, "a")).isTrue();
    assertThat(deploys.begin("1.0.0", UNKNOWN, "a")).isFalse();
    assertThat(deploys.begin("1.1.0", UNKNOWN, "a")).isTrue();
    assertThat(deploys.begin("1.1.0", new Deployment("d2", null, null), "a")).isTrue();
    assertThat(deploys.begin("1.0.0", UNKNOWN, "a")).isTrue();

    assertThat(deploys.page(null, 10))
        .extracting(Deploy::before)
        .containsExactly("1.1.0", "1.1.0", "1.0.0", null);
  }

  @Test
  void judges_a_deploy_ten_minutes_after_it_by_what_was_measured() {
    measure(NOON.minus(Duration.ofMinutes(30)), NOON, 0.0);
    deploys.begin("1.0.0", UNKNOWN, "a");
    measure(NOON, NOON.plus(Duration.ofMinutes(11)), 0.2);

    clock.pass(Duration.ofMinutes(9));
    judge.judgeIfDue();
    assertThat(newest().verdict()).isNull();
    clock.pass(Duration.ofMinutes(2));
    judge.judgeIfDue();

    assertThat(newest().verdict()).isEqualTo("bad");
    assertThat(newest().judgedAt()).isEqualTo(clock.instant());
    assertThat(newest().findings())
        .filteredOn(one -> one.level() == Finding.Level.FAIL)
        .singleElement()
        .returns("20.0 % answers failed, before 0.0 %", Finding::why);
  }

  @Test
  void does_not_take_a_bad_verdict_back() {
    deploys.begin("1.0.0", UNKNOWN, "a");
    deploys.judged(newest(), new Verdict(true, List.of()));
    deploys.judged(newest(), new Verdict(false, List.of(Finding.fail("a", "b", "c"))));
    deploys.judged(newest(), new Verdict(true, List.of()));

    assertThat(newest().verdict()).isEqualTo("bad");
    assertThat(newest().findings()).containsExactly(Finding.fail("a", "b", "c"));
  }

  @Test
  void watches_from_outside_for_ten_minutes() throws InterruptedException {
    deploys.begin("1.0.0", UNKNOWN, "a");
    measure(NOON, NOON.plus(Duration.ofMinutes(11)), 0.0);
    List<Duration> left = new ArrayList<>();

    Verdict verdict =
        new AfterDeploy(deploys, judge, clock, clock::pass)
            .watch(
                newest(),
                () -> clock.instant().isBefore(NOON.plus(Duration.ofMinutes(5))),
                (time, ready, asked) -> left.add(time));

    assertThat(verdict.good()).isFalse();
    assertThat(left).hasSize(120).startsWith(Duration.ofMinutes(10));
    assertThat(newest().verdict()).isEqualTo("bad");
    assertThat(newest().findings().getFirst().why()).startsWith("50 % of our questions");
  }

  private Deploy newest() {
    return deploys.newest().orElseThrow();
  }

  private void measure(Instant from, Instant to, double errors) {
    for (Instant at = from; at.isBefore(to); at = at.plusSeconds(10)) {
      history.add(new Readings(at).put(Metric.ERRORS_SHARE, errors).put(Metric.SELF_GOOD, 1));
    }
    history.write();
  }
}
