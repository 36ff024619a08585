package berry.diagnostics;

import berry.monitoring.MetricHistory;
import berry.monitoring.Replicas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges the newest deploy once it has run for ten minutes.
public final class DeployJudge {

  /// How long a deploy has to show itself.
  public static final Duration WATCHED = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(DeployJudge.class);
  private static final Duration BEFORE = Duration.ofHours(1);

  /// A process that begins later than this after the deploy has begun anew.
  private static final Duration ROLLOUT = Duration.ofMinutes(2);

  private final Deploys deploys;
  private final MetricHistory history;
  private final Replicas replicas;
  private final Clock clock;

  public DeployJudge(Deploys deploys, MetricHistory history, Replicas replicas, Clock clock) {
    this.deploys = deploys;
    this.history = history;
    this.replicas = replicas;
    this.clock = clock;
  }

  /// For a periodic job; does nothing while there is nothing to judge.
  public void judgeIfDue() {
    Optional<Deploy> newest = deploys.newest().filter(one -> one.verdict() == null);
    if (newest.isPresent() && !newest.get().at().plus(WATCHED).isAfter(clock.instant())) {
      Deploy deploy = newest.get();
      Verdict verdict =
          judge(deploy, deploy.at(), deploy.at().plus(WATCHED), OptionalDouble.empty());
      deploys.judged(deploy, verdict);
      tell(deploy, verdict);
    }
  }

  /// @param ready see [Stretch#ready()]
  public Verdict judge(Deploy deploy, Instant from, Instant to, OptionalDouble ready) {
    Stretch before = Stretch.of(history, deploy.at().minus(BEFORE), deploy.at());
    Stretch after = Stretch.of(history, from, to).seen(ready, restarts(deploy, to));
    return Verdict.of(before, after, deploy.before());
  }

  private int restarts(Deploy deploy, Instant to) {
    Instant rolledOut = deploy.at().plus(ROLLOUT);
    List<Replicas.Known> anew =
        replicas.all().stream()
            .filter(one -> one.version().equals(deploy.version()))
            .filter(one -> one.startedAt().isAfter(rolledOut) && one.startedAt().isBefore(to))
            .toList();
    return anew.size();
  }

  private static void tell(Deploy deploy, Verdict verdict) {
    if (verdict.good()) {
      LOG.info("Version {} does well, ten minutes after its deploy", deploy.version());
    } else {
      LOG.warn(
          "Version {} does badly since its deploy: {}",
          deploy.version(),
          verdict.findings().stream()
              .filter(one -> one.level() == Finding.Level.FAIL)
              .map(Finding::why)
              .toList());
    }
  }
}
