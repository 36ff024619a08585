package berry.cli;

import berry.config.Configuration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "healthcheck",
    header = {
      "Examples:",
      "  berry healthcheck           0: works, 5: down, 4: nobody answers",
      "  HEALTHCHECK CMD berry healthcheck",
      ""
    },
    description = {"", "Asks the Berry on this machine whether it is ready.", ""})
final class HealthcheckCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Context context;

  @Option(names = "--port", paramLabel = "N", description = "Where it listens. Beats PORT.")
  private @Nullable Integer port;

  HealthcheckCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI address = URI.create("http://" + host() + "/readyz");
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
      context.terminal().print(answer.body().strip());
      return answer.statusCode() == 200 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    } catch (IOException silent) {
      throw new Stopped(
          ExitCode.UNREACHABLE,
          "nobody answers at " + address + " (waited up to " + PATIENCE.toSeconds() + " s)");
    }
  }

  /// Where to ask: a server that listens on every address is asked by loopback.
  private String host() {
    Configuration configuration = context.configuration();
    String host = configuration.host() == null ? "0.0.0.0" : configuration.host();
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    String name = any ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    return name + ":" + (port == null ? configuration.port() : port);
  }
}
