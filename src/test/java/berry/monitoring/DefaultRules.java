package berry.monitoring;

import berry.alerts.Rule;
import berry.alerts.RuleSet;
import berry.config.Rules;
import java.time.Duration;
import java.util.List;

/// Berry's default alert rules as far as Prometheus can judge them.
final class DefaultRules {

  /// @param above whether it fires above the threshold, not below
  /// @param requests of which at least 20 in five minutes must be there; none: not asked
  record Default(
      String key,
      Metric metric,
      boolean above,
      double threshold,
      Duration after,
      int severity,
      List<Metric> requests) {

    /// A value that is hardly over it.
    double beyond() {
      return threshold + (above ? 1 : -1) * Math.max(0.001, threshold / 1000);
    }
  }

  private DefaultRules() {}

  static List<Default> all() {
    return RuleSet.of(Rules.NONE).all().stream().map(DefaultRules::known).toList();
  }

  private static Default known(Rule rule) {
    return new Default(
        rule.key(),
        rule.metric(),
        rule.above(),
        rule.threshold(),
        rule.lasts(),
        rule.severity(),
        rule.traffic() == null ? List.of() : List.of(rule.traffic()));
  }
}
