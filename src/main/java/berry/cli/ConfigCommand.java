package berry.cli;

import berry.config.Configuration;
import berry.config.Shown;
import picocli.CommandLine.Command;

@Command(
    name = "config",
    header = {
      "Shows or checks what is set from outside.",
      "",
      "Examples:",
      "  berry config show           every variable, its value and where it comes from",
      "  berry config check          all mistakes at once; exit code 3 if there are any",
      ""
    },
    description = {"", "Shows and checks what is set from outside. Secrets are masked.", ""},
    synopsisSubcommandLabel = "show|check")
final class ConfigCommand {

  private final Context context;

  ConfigCommand(Context context) {
    this.context = context;
  }

  @Command(name = "show", description = "Every variable, its value and where it comes from.")
  void show() {
    Configuration configuration = context.configuration();
    for (Shown one : configuration.values()) {
      String value = one.value().isEmpty() ? "–" : one.value();
      context
          .terminal()
          .print("%-22s %-40s %s".formatted(one.variable(), value, one.source().label()));
    }
    context.terminal().warn(configuration.warnings());
  }

  @Command(name = "check", description = "Reports every mistake at once.")
  void check() {
    Configuration configuration = context.configuration();
    context.terminal().warn(configuration.warnings());
    context.terminal().print("The configuration is right.");
  }
}
