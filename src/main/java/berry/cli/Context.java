package berry.cli;

import berry.alerts.RuleSet;
import berry.config.Configuration;
import berry.config.Environment;
import berry.config.Scope;
import berry.config.Variable;
import java.time.Clock;
import java.util.Map;

/// What every verb may need.
record Context(
    Environment environment, Clock clock, Engine engine, String version, Terminal terminal) {

  Configuration configuration() {
    return configuration(Scope.ALL, Map.of());
  }

  Configuration configuration(Scope scope, Map<Variable, String> flags) {
    return Configuration.load(scope, environment, flags, RuleSet::mistakes);
  }
}
