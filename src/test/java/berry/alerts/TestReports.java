package berry.alerts;

import berry.config.Rules;
import java.time.Instant;

/// Reports of the default rules, for those who put them into words.
public final class TestReports {

  private TestReports() {}

  /// Of a rule that fires since then.
  public static Report firing(String key, double value, Instant since) {
    Rule rule = RuleSet.of(Rules.NONE).find(key).orElseThrow();
    return new Report(
        rule,
        Episode.begin(rule, since, value, null),
        new MessageState(State.FIRING, value, false, null, null, since));
  }
}
