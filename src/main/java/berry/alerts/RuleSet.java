package berry.alerts;

import berry.config.AlertSetting;
import berry.config.Amount;
import berry.config.ConfigurationMistakes;
import berry.config.Mistake;
import berry.config.Nearest;
import berry.config.Rules;
import berry.monitoring.Metric;
import berry.monitoring.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules in force: our own, as files change them, and those that files add.
public final class RuleSet {

  /// Of a rule that says no other, as far from its threshold as ours are.
  private static final double USUAL_CLEAR = 75.0 / 80;

  private static final Duration FIVE = Duration.ofMinutes(5);

  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private RuleSet(List<AlertSetting> settings) {
    DefaultRules.ALL.forEach(rule -> rules.put(rule.key(), rule));
    settings.forEach(this::apply);
  }

  /// @throws ConfigurationMistakes when a file is wrong; [#mistakes] tells before
  public static RuleSet of(Rules configured) {
    RuleSet book = new RuleSet(configured.alerts());
    if (!book.mistakes.isEmpty()) {
      throw new ConfigurationMistakes(book.mistakes);
    }
    return book;
  }

  /// What is wrong in well-written rules: a metric that does not exist, a figure that does not fit.
  public static List<Mistake> mistakes(Rules configured) {
    return new RuleSet(configured.alerts()).mistakes;
  }

  /// In the order they are shown, with those that are off.
  public List<Rule> all() {
    return List.copyOf(rules.values());
  }

  public Optional<Rule> find(String key) {
    return Optional.ofNullable(rules.get(key));
  }

  private void apply(AlertSetting setting) {
    Rule before = rules.get(setting.key());
    int found = mistakes.size();
    Metric metric = metric(setting, before);
    if (before == null && setting.limit() == null) {
      refuse(setting, "above", "nothing", "above or below: when it is bad", "above: 80%");
    }
    if (metric == null) {
      return;
    }
    boolean sameMetric = before != null && before.metric() == metric;
    if (!sameMetric && setting.limit() == null && before != null) {
      refuse(setting, "above", "nothing", "above or below, for the other metric", "above: 80%");
    }
    Double limit =
        figure(
            setting,
            Boolean.FALSE.equals(setting.above()) ? "below" : "above",
            setting.limit(),
            metric.unit());
    Double clear = figure(setting, "clear", setting.clear(), metric.unit());
    if (mistakes.size() > found) {
      return;
    }
    Rule rule = rule(setting, before, metric, limit, clear);
    if (rule.above() ? rule.clear() > rule.threshold() : rule.clear() < rule.threshold()) {
      refuse(
          setting,
          "clear",
          setting.clear() == null ? "nothing" : setting.clear().written(),
          rule.above()
              ? "at most as much as above: there all is well again"
              : "at least as much as below: there all is well again",
          rule.above() ? "above: 80%, clear: 75%" : "below: 10%, clear: 15%");
      return;
    }
    rules.put(rule.key(), rule);
  }

  private Rule rule(
      AlertSetting setting,
      @Nullable Rule before,
      Metric metric,
      @Nullable Double limit,
      @Nullable Double clear) {
    boolean above = setting.above() != null ? setting.above() : before == null || before.above();
    double threshold = limit != null ? limit : before == null ? 0 : before.threshold();
    return new Rule(
        setting.key(),
        metric,
        above,
        threshold,
        clear != null ? clear : usualClear(before, metric, above, threshold),
        setting.lasts() != null ? setting.lasts() : before == null ? FIVE : before.lasts(),
        setting.severity() != null ? setting.severity() : before == null ? 2 : before.severity(),
        setting.off() != null ? setting.off() : before != null && before.off(),
        DefaultRules.traffic(metric),
        setting.file());
  }

  /// In the distance that the rule has by default.
  private static double usualClear(
      @Nullable Rule before, Metric metric, boolean above, double threshold) {
    if (before != null && before.metric() == metric && before.above() == above) {
      return before.threshold() == 0 ? threshold : threshold * before.clear() / before.threshold();
    }
    if (above) {
      return threshold * USUAL_CLEAR;
    }
    // Where it can be reached: of 99% there is no more than one per cent to rise.
    double clear = threshold / USUAL_CLEAR;
    return metric.unit() == Unit.SHARE ? Math.min(clear, (threshold + 1) / 2) : clear;
  }

  private @Nullable Metric metric(AlertSetting setting, @Nullable Rule before) {
    String name = setting.metric();
    if (name == null) {
      if (before == null) {
        String meant =
            Nearest.to(setting.key(), rules.keySet())
                .map(one -> "nothing; if the key was to be " + one + ", it needs none")
                .orElse("nothing");
        refuse(setting, "metric", meant, "what a new rule watches", "disk.used");
      }
      return before == null ? null : before.metric();
    }
    Optional<Metric> known = Metric.named(name);
    if (known.isEmpty()) {
      List<String> names = Arrays.stream(Metric.values()).map(Metric::id).toList();
      String meant = Nearest.to(name, names).map(one -> "; did you mean " + one + "?").orElse("");
      refuse(
          setting, "metric", name + meant, "a name as berry metrics --json prints it", "disk.used");
    }
    return known.orElse(null);
  }

  private @Nullable Double figure(
      AlertSetting setting, String key, @Nullable Amount amount, Unit unit) {
    if (amount == null) {
      return null;
    }
    Amount.Kind fits =
        switch (unit) {
          case SHARE -> Amount.Kind.SHARE;
          case SECONDS -> Amount.Kind.TIME;
          case BYTES, PER_MINUTE, COUNT -> Amount.Kind.NUMBER;
        };
    if (amount.kind() == fits && (unit != Unit.SHARE || amount.value() <= 1)) {
      return amount.value();
    }
    switch (unit) {
      case SHARE -> refuse(setting, key, amount.written(), "a share from 0% to 100%", "80%");
      case SECONDS ->
          refuse(setting, key, amount.written(), "a time with its unit (ms, s, m, h, d)", "1s");
      case BYTES -> refuse(setting, key, amount.written(), "a number of bytes", "1000000000");
      case PER_MINUTE -> refuse(setting, key, amount.written(), "a number a minute", "1000");
      case COUNT -> refuse(setting, key, amount.written(), "a number without a unit", "100");
    }
    return null;
  }

  private void refuse(AlertSetting setting, String key, String held, String rule, String example) {
    mistakes.add(
        new Mistake(setting.file() + ": alerts." + setting.key() + "." + key, held, rule, example));
  }
}
