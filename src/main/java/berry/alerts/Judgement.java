package berry.alerts;

import berry.alerts.Sample.Kind;
import berry.alerts.Standing.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One step of a rule's state machine: what it was, what is known now, what it is then, and what
/// that means. A pure function.
///
/// ```
/// OK → PENDING → FIRING → RECOVERING → OK       NO_DATA and ERROR from OK and PENDING
/// ```
///
/// What fires goes on firing while nothing is known: silence is no recovery.
///
/// @param deeds what happened, in order
record Judgement(Standing standing, List<Deed> deeds) {

  /// What others have to do something about.
  enum Deed {
    FIRED,
    RESOLVED,
    /// There has been no figure for a quarter of an hour, and there was one before.
    LOST,
    FOUND
  }

  /// As much as a step may add: a machine that slept, or a clock that was set, adds two intervals.
  static final Duration MOST_STEP = Duration.ofSeconds(10);

  private static final Duration SILENT = Duration.ofSeconds(10);
  private static final Duration LOST = Duration.ofMinutes(15);

  static Judgement of(Rule rule, Standing before, Sample sample) {
    long step = step(before.judgedAt(), sample.at());
    return switch (sample.kind()) {
      case KNOWN -> known(rule, before, sample, step);
      case TOO_FEW -> well(rule, before, sample, step);
      case ABSENT, BROKEN -> silent(before, sample, step);
    };
  }

  /// Milliseconds that may be counted between two samples.
  static long step(Instant from, Instant to) {
    long millis = Duration.between(from, to).toMillis();
    return Math.clamp(millis, 0, MOST_STEP.toMillis());
  }

  private static Judgement known(Rule rule, Standing before, Sample sample, long step) {
    Double value = sample.value();
    if (value == null) {
      return silent(before, sample, step);
    }
    if (rule.crossed(value)) {
      return over(rule, before, sample, step);
    }
    boolean between = before.state().bad() && !rule.cleared(value);
    return between
        ? stands(before, State.FIRING, sample, before.memory().over(0))
        : well(rule, before, sample, step);
  }

  private static Judgement over(Rule rule, Standing before, Sample sample, long step) {
    if (before.state().bad()) {
      return stands(before, State.FIRING, sample, before.memory().over(0));
    }
    // The first sample over it says nothing of the time before.
    long over = before.state() == State.PENDING ? before.memory().overMillis() + step : 0;
    Memory memory = before.memory().over(over);
    return over >= rule.lasts().toMillis()
        ? stands(before, State.FIRING, sample, memory, Deed.FIRED)
        : stands(before, State.PENDING, sample, memory);
  }

  private static Judgement well(Rule rule, Standing before, Sample sample, long step) {
    boolean few = sample.kind() == Kind.TOO_FEW;
    if (!before.state().bad()) {
      return stands(before, State.OK, sample, before.memory().well(0).few(few));
    }
    long well = before.state() == State.RECOVERING ? before.memory().wellMillis() + step : 0;
    Memory memory = before.memory().well(well).few(few);
    return well >= rule.clearLasts().toMillis()
        ? stands(before, State.OK, sample, memory, Deed.RESOLVED)
        : stands(before, State.RECOVERING, sample, memory);
  }

  private static Judgement silent(Standing before, Sample sample, long step) {
    Memory memory = before.memory().silent(before.memory().silentMillis() + step);
    boolean lost = memory.had() && !memory.told() && memory.silentMillis() >= LOST.toMillis();
    State state = before.state();
    if (!state.bad() && memory.silentMillis() >= SILENT.toMillis()) {
      state = sample.kind() == Kind.BROKEN ? State.ERROR : State.NO_DATA;
    }
    if (lost) {
      return stands(before, state, sample, memory.told(true), Deed.LOST);
    }
    return stands(before, state, sample, memory);
  }

  private static Judgement stands(
      Standing before, State state, Sample sample, Memory memory, Deed... deeds) {
    Instant since = state == before.state() ? before.since() : sample.at();
    boolean found = memory.told() && memory.silentMillis() == 0;
    Standing standing =
        new Standing(
            state,
            since,
            sample.at(),
            sample.value(),
            sample.replica(),
            found ? memory.told(false) : memory);
    List<Deed> all = List.of(deeds);
    if (found) {
      all = new ArrayList<>(all);
      all.addFirst(Deed.FOUND);
    }
    return new Judgement(standing, List.copyOf(all));
  }
}
