package berry.cli;

import berry.config.Configuration;
import berry.config.Scope;
import berry.config.Variable;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "start",
    header = {
      "Runs Berry: everything, or one service.",
      "",
      "Examples:",
      "  berry start                 bot, dashboard and database in one process",
      "  berry start --port 9000",
      "  berry start bot             the bot alone; needs DATABASE_URL",
      "  berry start dashboard       the dashboard alone; needs DATABASE_URL or REACT_APP_API_URL",
      ""
    },
    description = {
      "",
      "Runs Berry until Ctrl-C or SIGTERM. Without BOT_TOKEN it plays Telegram itself, without",
      "DATABASE_URL it runs its own PostgreSQL.",
      ""
    })
final class StartCommand implements Callable<Integer> {

  /// The words one may type behind `start`.
  enum Service {
    bot,
    dashboard
  }

  private final Context context;

  @Parameters(
      arity = "0..1",
      paramLabel = "bot|dashboard",
      description = "One of the two services alone.")
  private @Nullable Service service;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on, 0 for any free one. Beats PORT.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on. Beats HOST.")
  private @Nullable String host;

  StartCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Map<Variable, String> flags = new EnumMap<>(Variable.class);
    if (port != null) {
      flags.put(Variable.PORT, port.toString());
    }
    if (host != null) {
      flags.put(Variable.HOST, host);
    }
    Configuration configuration = context.configuration(scope(), flags);
    context.terminal().warn(configuration.warnings());
    return context.engine().start(configuration);
  }

  private Scope scope() {
    return switch (service) {
      case null -> Scope.ALL;
      case bot -> Scope.BOT;
      case dashboard -> Scope.DASHBOARD;
    };
  }
}
