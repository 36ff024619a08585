package berry.alerts;

import berry.monitoring.Unit;

/// Why a rule is as it is, in one sentence for a person.
final class Because {

  private Because() {}

  static String of(Alerts.Item item) {
    Rule rule = item.rule();
    Wording words = Wording.in("en");
    Standing known = item.standing();
    if (rule.off()) {
      return "It is switched off in " + rule.source() + ".";
    }
    if (known == null) {
      return "It has not been judged yet.";
    }
    if (item.state().equals(State.NO_DATA.word()) && known.state() == State.OK) {
      return "Its figure has not been read yet.";
    }
    String limit = words.value(rule.threshold(), rule.metric().unit());
    Double value = known.value();
    String now = value == null ? "Its figure" : "It is " + words.value(value, rule.metric().unit());
    String side = rule.above() ? "above " : "below ";
    return switch (known.state()) {
      case OK ->
          known.memory().few()
              ? (rule.traffic() != null
                  ? "Fewer than 20 requests in 5 minutes are too few to tell."
                  : "There is nothing to tell.")
              : now + "; it would have to be " + side + limit + ".";
      case PENDING ->
          now
              + ", "
              + side
              + limit
              + " for "
              + words.value(known.memory().overMillis() / 1_000.0, Unit.SECONDS)
              + " of "
              + words.value((double) rule.lasts().toSeconds(), Unit.SECONDS)
              + ".";
      case FIRING ->
          value == null
              ? "It fired, and its figure is absent since."
              : now + ", and was " + side + limit + " for its time.";
      case RECOVERING -> now + "; it is over if it stays so.";
      case NO_DATA -> "Its figure is absent, which is not the same as well.";
      case ERROR -> "Its figure can't be read.";
    };
  }
}
