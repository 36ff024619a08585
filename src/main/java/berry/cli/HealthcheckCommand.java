package berry.cli;

import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "healthcheck",
    header = {
      "Asks a running Berry whether it is ready.",
      "",
      "Examples:",
      "  berry healthcheck           0: works, 5: down, 4: nobody answers",
      "  HEALTHCHECK CMD berry healthcheck",
      ""
    },
    description = {"", "Asks the Berry on this machine whether it is ready.", ""})
final class HealthcheckCommand implements Callable<Integer> {

  private final Context context;

  @Option(names = "--port", paramLabel = "N", description = "Where it listens. Beats PORT.")
  private @Nullable Integer port;

  HealthcheckCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Readiness readiness = new Readiness(context.configuration(), port);
    HttpResponse<String> answer =
        readiness
            .ask()
            .orElseThrow(() ->
                new Stopped(
                    ExitCode.UNREACHABLE,
                    "nobody answers at "
                        + readiness.address()
                        + " (waited up to "
                        + Readiness.PATIENCE.toSeconds()
                        + " s)"));
    context.terminal().print(answer.body().strip());
    return answer.statusCode() == 200 ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }
}
