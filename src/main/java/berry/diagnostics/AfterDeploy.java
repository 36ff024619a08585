package berry.diagnostics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/// Watches a deploy from outside while it has to show itself, and judges it then.
public final class AfterDeploy {

  private static final Duration BETWEEN = Duration.ofSeconds(5);

  /// Waits; a test moves its clock instead.
  @FunctionalInterface
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /// Hears how far it has come.
  @FunctionalInterface
  public interface Progress {
    /// @param ready how many of the questions so far were answered with "ready"
    void asked(Duration left, int ready, int asked);
  }

  private final Deploys deploys;
  private final DeployJudge judge;
  private final Clock clock;
  private final Pause pause;

  public AfterDeploy(Deploys deploys, DeployJudge judge, Clock clock, Pause pause) {
    this.deploys = deploys;
    this.judge = judge;
    this.clock = clock;
    this.pause = pause;
  }

  /// Keeps the verdict beside the deploy, too.
  ///
  /// @param ready asks the process
  public Verdict watch(Deploy deploy, BooleanSupplier ready, Progress progress)
      throws InterruptedException {
    Instant begun = clock.instant();
    Instant end = begun.plus(DeployJudge.WATCHED);
    int asked = 0;
    int good = 0;
    while (clock.instant().isBefore(end)) {
      asked++;
      good += ready.getAsBoolean() ? 1 : 0;
      progress.asked(Duration.between(clock.instant(), end), good, asked);
      pause.of(BETWEEN);
    }
    OptionalDouble share =
        asked == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) good / asked);
    Verdict verdict = judge.judge(deploy, begun, clock.instant(), share);
    deploys.judged(deploy, verdict);
    return verdict;
  }
}
