package berry.cli;

import berry.config.Configuration;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Migrations;
import berry.diagnostics.AfterDeploy;
import berry.diagnostics.Deploy;
import berry.diagnostics.DeployJudge;
import berry.diagnostics.Deploys;
import berry.diagnostics.Finding;
import berry.monitoring.MetricHistory;
import berry.monitoring.Replicas;
import java.time.Duration;
import java.util.List;

/// `berry doctor --after-deploy`: watches what runs and judges the newest deploy.
final class DeployWatch {

  private final Context context;
  private final boolean drawn = Typed.console().isPresent();

  DeployWatch(Context context) {
    this.context = context;
  }

  List<Finding> findings() throws InterruptedException {
    Configuration configuration = context.configuration();
    Reach reach =
        Reach.running(configuration)
            .orElseThrow(() ->
                new Stopped(ExitCode.UNREACHABLE, "Berry does not run; berry start starts it"));
    if (!new Migrations(reach.direct()).pending().isEmpty()) {
      throw new Stopped(ExitCode.CHECK_FAILED, "the schema is not up to date; run berry migrate");
    }
    try (Database database = Database.open(reach.everyday(), 2);
        Changes changes = new Changes(database, reach.direct())) {
      changes.start();
      Deploys deploys = new Deploys(database, changes, context.clock());
      Deploy deploy =
          deploys
              .newest()
              .orElseThrow(() ->
                  new Stopped(
                      ExitCode.CHECK_FAILED, "no deploy is noted down yet; berry start does"));
      DeployJudge judge =
          new DeployJudge(
              deploys, new MetricHistory(database, ""), new Replicas(database), context.clock());
      return watch(
          configuration, deploy, new AfterDeploy(deploys, judge, context.clock(), Thread::sleep));
    }
  }

  private List<Finding> watch(Configuration configuration, Deploy deploy, AfterDeploy watch)
      throws InterruptedException {
    Readiness readiness = new Readiness(configuration, null);
    context
        .terminal()
        .say(
            "Watching version %s, deployed at %s, for %d minutes …"
                .formatted(deploy.version(), deploy.at(), DeployJudge.WATCHED.toMinutes()));
    List<Finding> findings = watch.watch(deploy, () -> ready(readiness), this::draw).findings();
    if (drawn) {
      context.terminal().say("");
    }
    return findings;
  }

  private static boolean ready(Readiness readiness) {
    try {
      return readiness.ask().map(one -> one.statusCode() == 200).orElse(false);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void draw(Duration left, int ready, int asked) {
    if (drawn) {
      context
          .terminal()
          .err()
          .printf(
              "\r%d:%02d left, ready %d of %d ",
              left.toMinutes(), left.toSecondsPart(), ready, asked);
      context.terminal().err().flush();
    }
  }
}
