package berry.diagnostics;

import berry.config.Configuration;
import java.util.List;

/// What is set from outside. Mistakes end a verb before any check, so only warnings are left.
final class ConfigurationCheck implements Check {

  private final Configuration configuration;

  ConfigurationCheck(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public List<Finding> look() {
    if (configuration.warnings().isEmpty()) {
      String mode = configuration.sandbox() ? "sandbox, no token" : "a real bot";
      String database = configuration.database() == null ? "embedded" : "given";
      return List.of(Finding.ok(name(), mode + ", database " + database));
    }
    return configuration.warnings().stream()
        .map(one -> Finding.warn(name(), one, "See berry config show."))
        .toList();
  }
}
