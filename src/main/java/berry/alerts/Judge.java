package berry.alerts;

import berry.monitoring.Metric;
import berry.monitoring.Readings;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Judges all rules by one reading. A replica has one also while another judges: it must know what
/// went before when it takes over. For one thread.
final class Judge {

  private static final String CAUSE = DefaultRules.CAUSE;

  private final RuleSet rules;
  private final Figures figures;
  private final Aftermath aftermath = new Aftermath();
  private boolean shadow;

  /// @param self this replica's name
  Judge(RuleSet rules, String self) {
    this.rules = rules;
    this.figures = new Figures(self);
  }

  /// Notes whether the cause is there, whoever judges.
  void see(Readings own) {
    Rule cause = rules.find(CAUSE).orElse(null);
    double down = own.get(Metric.DATABASE_DOWN).orElse(0);
    boolean out =
        cause != null
            && !cause.off()
            && cause.metric() == Metric.DATABASE_DOWN
            && cause.crossed(down);
    shadow = aftermath.goesOn(out, own.at());
  }

  /// The cause first: what it does to others is decided by where it stands now. Switched off it has
  /// no effects, and the others are judged all the same.
  ///
  /// @param elsewhere the newest of other replicas, by name
  /// @param away whether the database is, so that nothing can be written
  /// @return whether the cause fires
  boolean judge(
      RuleRecords records,
      Readings own,
      Map<String, Readings> elsewhere,
      boolean away,
      List<Silence> silences) {
    Instant at = own.at();
    Map<String, Readings> all = figures.take(own, elsewhere);
    boolean cause = false;
    for (Rule rule : causeFirst()) {
      if (rule.off()) {
        records.withdraw(rule, at);
        continue;
      }
      boolean first = rule.key().equals(CAUSE);
      boolean effect = (cause || shadow) && DefaultRules.EFFECTS.contains(rule.key());
      String why = !first && (effect || away) ? CAUSE : null;
      Muting quiet = new Muting(silencedUntil(silences, rule, at), why);
      boolean bad = records.judge(rule, figures.sample(rule, all, at), quiet);
      cause |= first && bad;
    }
    return cause;
  }

  private List<Rule> causeFirst() {
    return rules.all().stream()
        .sorted(Comparator.comparing(rule -> !rule.key().equals(CAUSE)))
        .toList();
  }

  private static @Nullable Instant silencedUntil(List<Silence> silences, Rule rule, Instant at) {
    return silences.stream()
        .filter(one -> one.covers(rule.key(), at))
        .map(Silence::until)
        .max(Instant::compareTo)
        .orElse(null);
  }
}
