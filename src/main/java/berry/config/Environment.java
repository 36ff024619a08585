package berry.config;

import java.nio.file.Path;
import java.util.Map;

/// The outside as the process found it: its environment and the folder it was started in.
public record Environment(Map<String, String> variables, Path directory) {

  public Environment {
    variables = Map.copyOf(variables);
    directory = directory.toAbsolutePath().normalize();
  }

  /// Of this process. The only place in Berry that reads the environment.
  public static Environment ofProcess() {
    return new Environment(System.getenv(), Path.of(""));
  }

  /// Names only: values may be secret.
  @Override
  public String toString() {
    return "Environment[" + variables.size() + " variables, " + directory + "]";
  }
}
