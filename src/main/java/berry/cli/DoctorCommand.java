package berry.cli;

import berry.config.Configuration;
import berry.config.ConfigurationMistakes;
import berry.diagnostics.Doctor;
import berry.diagnostics.Finding;
import berry.diagnostics.Finding.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    header = {
      "Checks everything: what is wrong, why, what to do.",
      "",
      "Examples:",
      "  berry doctor                each check with why and fix; exit code 5 if one failed",
      "  berry doctor --json",
      "  berry doctor --after-deploy watches for ten minutes whether the new version does well",
      ""
    },
    description = {
      "",
      "Looks at configuration, database, Telegram, webhook, disk, clocks, memory and contacts.",
      "Changes nothing, but sends contacts a silent test message where one is due.",
      "With --after-deploy the verdict is kept beside the deploy; exit code 5 if it is bad.",
      ""
    })
final class DoctorCommand implements Callable<Integer> {

  private final Context context;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  @Option(
      names = "--after-deploy",
      description = "Watches the running Berry for ten minutes and says whether to go back.")
  private boolean afterDeploy;

  DoctorCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Finding> findings = afterDeploy ? new DeployWatch(context).findings() : findings();
    boolean failed = findings.stream().anyMatch(one -> one.level() == Level.FAIL);
    if (json) {
      context.terminal().json(Map.of("ok", !failed, "checks", findings));
    } else {
      findings.forEach(this::print);
    }
    return failed ? ExitCode.CHECK_FAILED : ExitCode.OK;
  }

  private List<Finding> findings() {
    try {
      Configuration configuration = context.configuration();
      Optional<Reach> reach = Reach.running(configuration);
      return Doctor.of(
              configuration,
              context.clock(),
              reach.map(Reach::everyday).orElse(null),
              reach.map(Reach::direct).orElse(null))
          .examine();
    } catch (ConfigurationMistakes mistakes) {
      return Doctor.of(mistakes);
    }
  }

  private void print(Finding finding) {
    String mark =
        switch (finding.level()) {
          case OK -> Terminal.coloured("green", "✔");
          case WARN -> Terminal.coloured("yellow", "!");
          case FAIL -> Terminal.coloured("red", "✘");
        };
    context.terminal().print("%s %-13s %s".formatted(mark, finding.check(), finding.why()));
    finding.fix().ifPresent(fix -> context.terminal().print("  %-13s → %s".formatted("", fix)));
  }
}
