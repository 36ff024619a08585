package berry.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.Judgement.Deed;
import berry.monitoring.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A rule's state machine, as a dialogue.
final class JudgementTest {

  private static final Rule CPU = rule(Duration.ofMinutes(5));

  private final List<Deed> deeds = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-02T12:00:00Z");
  private Standing standing = Standing.fresh(now);

  static Rule rule(Duration lasts) {
    return new Rule("cpu", Metric.CPU_USED, true, 0.8, 0.75, lasts, 2, false, null, "default");
  }

  @Test
  void fires_when_the_threshold_was_crossed_for_its_time_and_not_before() {
    says(CPU, 0.81, Duration.ofSeconds(295));
    assertThat(standing.state()).isEqualTo(State.PENDING);
    assertThat(standing.memory().overMillis()).isEqualTo(290_000);

    says(CPU, 0.81, Duration.ofSeconds(10));

    assertThat(standing.state()).isEqualTo(State.FIRING);
    assertThat(deeds).containsExactly(Deed.FIRED);
  }

  @Test
  void begins_anew_when_it_was_well_in_between() {
    says(CPU, 0.9, Duration.ofMinutes(4));
    says(CPU, 0.8, Duration.ofSeconds(5));
    assertThat(standing.state()).isEqualTo(State.OK);

    says(CPU, 0.9, Duration.ofMinutes(4));

    assertThat(standing.state()).isEqualTo(State.PENDING);
  }

  @Test
  void fires_at_once_where_no_time_is_asked() {
    says(rule(Duration.ZERO), 0.81, Duration.ofSeconds(5));

    assertThat(deeds).containsExactly(Deed.FIRED);
  }

  @Test
  void is_over_at_the_best_that_a_figure_can_be() {
    Rule errors =
        new Rule(
            "e", Metric.ERRORS_SHARE, true, 0.01, 0, Duration.ZERO, 2, false, null, "berry.yaml");
    says(errors, 0.5, Duration.ofSeconds(5));

    says(errors, 0.0, Duration.ofMinutes(2));

    assertThat(deeds).containsExactly(Deed.FIRED, Deed.RESOLVED);
  }

  @Test
  void is_over_only_after_a_while_below_the_second_threshold() {
    says(CPU, 0.9, Duration.ofMinutes(6));
    says(CPU, 0.78, Duration.ofMinutes(30));
    assertThat(standing.state()).isEqualTo(State.FIRING);

    says(CPU, 0.74, Duration.ofMinutes(4));
    assertThat(standing.state()).isEqualTo(State.RECOVERING);
    says(CPU, 0.76, Duration.ofSeconds(5));
    assertThat(standing.state()).isEqualTo(State.FIRING);

    says(CPU, 0.74, Duration.ofMinutes(6));

    assertThat(standing.state()).isEqualTo(State.OK);
    assertThat(deeds).containsExactly(Deed.FIRED, Deed.RESOLVED);
  }

  @Test
  void an_absent_figure_is_no_data_within_two_intervals() {
    says(CPU, 0.1, Duration.ofMinutes(1));

    says(CPU, null, Duration.ofSeconds(15));

    assertThat(standing.state()).isEqualTo(State.NO_DATA);
    assertThat(deeds).isEmpty();
  }

  @Test
  void a_figure_that_is_gone_for_a_quarter_of_an_hour_is_told_once() {
    says(CPU, 0.1, Duration.ofMinutes(1));
    says(CPU, null, Duration.ofMinutes(14));
    assertThat(deeds).isEmpty();

    says(CPU, null, Duration.ofHours(2));
    assertThat(deeds).containsExactly(Deed.LOST);

    says(CPU, 0.1, Duration.ofMinutes(1));
    assertThat(deeds).containsExactly(Deed.LOST, Deed.FOUND);
    assertThat(standing.state()).isEqualTo(State.OK);
  }

  @Test
  void a_figure_that_never_was_is_not_missed() {
    says(CPU, null, Duration.ofHours(2));

    assertThat(standing.state()).isEqualTo(State.NO_DATA);
    assertThat(deeds).isEmpty();
  }

  @Test
  void what_fires_goes_on_firing_without_data() {
    says(CPU, 0.9, Duration.ofMinutes(6));

    says(CPU, null, Duration.ofHours(3));

    assertThat(standing.state()).isEqualTo(State.FIRING);
    assertThat(deeds).containsExactly(Deed.FIRED, Deed.LOST);
  }

  @Test
  void a_broken_figure_is_an_error() {
    for (int n = 0; n < 3; n++) {
      now = now.plusSeconds(5);
      step(CPU, Sample.of(now, Double.NaN, null));
    }

    assertThat(standing.state()).isEqualTo(State.ERROR);
  }

  @Test
  void a_clock_that_jumps_ahead_neither_fires_nor_clears() {
    says(CPU, 0.9, Duration.ofMinutes(1));
    now = now.plus(Duration.ofDays(1));
    says(CPU, 0.9, Duration.ofSeconds(5));
    assertThat(standing.state()).isEqualTo(State.PENDING);

    says(CPU, 0.9, Duration.ofMinutes(6));
    says(CPU, 0.1, Duration.ofSeconds(5));
    now = now.plus(Duration.ofDays(1));
    says(CPU, 0.1, Duration.ofSeconds(5));

    assertThat(standing.state()).isEqualTo(State.RECOVERING);
  }

  @Test
  void a_clock_that_is_set_back_stops_nothing() {
    says(CPU, 0.9, Duration.ofMinutes(4));
    now = now.minus(Duration.ofDays(1));

    says(CPU, 0.9, Duration.ofMinutes(2));

    assertThat(standing.state()).isEqualTo(State.FIRING);
  }

  @Test
  void too_little_to_tell_is_well() {
    now = now.plusSeconds(5);
    step(CPU, new Sample(now, Sample.Kind.TOO_FEW, 3.0, null));

    assertThat(standing.state()).isEqualTo(State.OK);
    assertThat(standing.memory().few()).isTrue();
    assertThat(standing.value()).isEqualTo(3.0);
  }

  @Test
  void all_is_well_again_after_one_to_five_minutes() {
    assertThat(rule(Duration.ZERO).clearLasts()).isEqualTo(Duration.ofMinutes(1));
    assertThat(rule(Duration.ofMinutes(3)).clearLasts()).isEqualTo(Duration.ofMinutes(3));
    assertThat(rule(Duration.ofHours(3)).clearLasts()).isEqualTo(Duration.ofMinutes(5));
  }

  private void says(Rule rule, @Nullable Double value, Duration length) {
    Instant end = now.plus(length);
    while (now.isBefore(end)) {
      now = now.plusSeconds(5);
      step(rule, value == null ? Sample.absent(now) : Sample.of(now, value, null));
    }
  }

  private void step(Rule rule, Sample sample) {
    Judgement judged = Judgement.of(rule, standing, sample);
    standing = judged.standing();
    deeds.addAll(judged.deeds());
  }
}
