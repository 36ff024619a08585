package berry.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Prometheus and its tool: the system's, or those that `./berry test` unpacks.
public final class PrometheusPrograms {

  private static final int PATIENCE = 60;

  private PrometheusPrograms() {}

  /// What `promtool` said of something.
  ///
  /// @param said both of its streams
  public record Verdict(int code, String said) {}

  /// Ends the test as skipped, aloud, where it is not installed.
  ///
  /// @param name `prometheus` or `promtool`
  public static Path require(String name) {
    Path found =
        Stream.of("/usr/bin/", "target/prometheus/usr/bin/")
            .map(folder -> Path.of(folder + name).toAbsolutePath())
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (found == null) {
      System.err.println(
          "NOT TESTED: what Prometheus says, for there is no "
              + name
              + " (apt-get install prometheus)");
      return Assumptions.abort("there is no " + name);
    }
    return found;
  }

  /// Runs `promtool` to its end.
  ///
  /// @param input what it reads from stdin
  public static Verdict promtool(String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of(require("promtool").toString()));
    command.addAll(List.of(arguments));
    try {
      Path from = Files.createTempFile("promtool", ".in");
      Path to = Files.createTempFile("promtool", ".out");
      try {
        Files.writeString(from, input);
        Process tool =
            new ProcessBuilder(command)
                .redirectInput(from.toFile())
                .redirectErrorStream(true)
                .redirectOutput(to.toFile())
                .start();
        if (!tool.waitFor(PATIENCE, TimeUnit.SECONDS)) {
          tool.destroyForcibly().waitFor();
          throw new AssertionError("promtool does not end: " + command);
        }
        return new Verdict(tool.exitValue(), Files.readString(to, StandardCharsets.UTF_8));
      } finally {
        Files.delete(from);
        Files.delete(to);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
