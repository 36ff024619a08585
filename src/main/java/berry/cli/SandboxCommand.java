package berry.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "sandbox",
    header = {
      "Runs the pretend Telegram alone.",
      "",
      "Examples:",
      "  berry sandbox --port 9000",
      "  TELEGRAM_API_URL=http://127.0.0.1:9000/sandbox berry start",
      ""
    },
    description = {
      "",
      "Runs a pretend Telegram alone: a Bot API on loopback and a chat page, for a bot in any",
      "language.",
      ""
    })
final class SandboxCommand implements Callable<Integer> {

  private final Context context;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "9000",
      description = "Port on loopback, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  SandboxCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65_535) {
      throw new Stopped(ExitCode.USAGE, "--port is a number from 0 to 65535, not " + port);
    }
    return context.engine().sandbox(context.configuration(), port);
  }
}
