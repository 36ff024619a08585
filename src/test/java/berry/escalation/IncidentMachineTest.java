package berry.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import berry.escalation.IncidentMachine.Outcome;
import berry.escalation.IncidentMachine.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What becomes of an incident, as dialogues.
final class IncidentMachineTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Actor ANN = Actor.chat(11);
  private static final Actor OMAR = Actor.screen(12);

  @Test
  void opens_with_its_first_alert_and_calls() {
    Transition opened = IncidentMachine.open("cpu", 2, NOON);

    assertThat(opened.calls()).isTrue();
    assertThat(opened.next().state()).isEqualTo(IncidentState.OPEN);
    assertThat(opened.next().round()).isEqualTo(1);
    assertThat(kinds(opened)).containsExactly("opened");
  }

  @Test
  void an_alert_that_is_not_worse_joins_without_a_call() {
    for (Incident one : List.of(incident(2), acknowledged(2))) {
      Transition joined = IncidentMachine.join(one, "disk", 3, after(60));

      assertThat(joined.calls()).isFalse();
      assertThat(joined.next()).isEqualTo(one);
      assertThat(kinds(joined)).containsExactly("joined");
    }
  }

  @Test
  void a_worse_alert_leaves_a_ladder_that_goes_on_as_it_is() {
    Transition joined = IncidentMachine.join(incident(2), "database-down", 1, after(60));

    assertThat(joined.calls()).isFalse();
    assertThat(joined.next().severity()).isEqualTo(1);
    assertThat(joined.next().roundAt()).isEqualTo(NOON);
    assertThat(kinds(joined)).containsExactly("joined", "severity");
  }

  /// It had no ladder: only the first people were told, perhaps without a sound.
  @Test
  void a_worse_alert_begins_the_ladder_of_one_that_was_minor() {
    Transition joined = IncidentMachine.join(incident(3), "database-down", 1, after(60));

    assertThat(joined.calls()).isTrue();
    assertThat(joined.next().round()).isEqualTo(2);
    assertThat(joined.next().roundAt()).isEqualTo(after(60));
  }

  @Test
  void a_worse_alert_takes_one_off_whoever_is_on_it_and_calls_anew() {
    Transition joined = IncidentMachine.join(acknowledged(2), "database-down", 1, after(60));

    assertThat(joined.calls()).isTrue();
    assertThat(joined.next().state()).isEqualTo(IncidentState.OPEN);
    assertThat(joined.next().ownerId()).isNull();
    assertThat(joined.next().firstAcknowledgedAt()).isEqualTo(after(10));
  }

  @Test
  void only_its_last_alert_resolves_it() {
    Incident open = incident(2);

    assertThat(IncidentMachine.ended(open, "cpu", 1, after(60)).next()).isEqualTo(open);
    Transition over = IncidentMachine.ended(open, "cpu", 0, after(60));
    assertThat(over.next().state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(kinds(over)).containsExactly("ended", "resolved");
  }

  @Test
  void an_alert_that_ends_after_somebody_closed_it_changes_nothing() {
    Incident closed = closed(2);
    Transition ended = IncidentMachine.ended(closed, "cpu", 0, after(600));

    assertThat(ended.next()).isEqualTo(closed);
    assertThat(kinds(ended)).containsExactly("ended");
  }

  @Test
  void coming_back_keeps_the_worst_severity_and_forgets_what_was_written() {
    Incident again = IncidentMachine.reopen(closed(1), "cpu", 3, after(900)).next();

    assertThat(again.severity()).isEqualTo(1);
    assertThat(again.state()).isEqualTo(IncidentState.OPEN);
    assertThat(again.round()).isEqualTo(2);
    assertThat(again.resolution()).isNull();
    assertThat(again.resolvedAt()).isNull();
    assertThat(again.closedBy()).isNull();
  }

  @Test
  void the_first_who_acknowledges_has_it() {
    Incident taken = acknowledged(2);

    assertThat(refusal(IncidentMachine.acknowledge(taken, ANN, after(20))))
        .isEqualTo(Done.Why.SAME);
    assertThat(refusal(IncidentMachine.acknowledge(taken, OMAR, after(20))))
        .isEqualTo(Done.Why.TAKEN);
    assertThat(refusal(IncidentMachine.acknowledge(taken, Actor.COMMAND, after(20))))
        .isEqualTo(Done.Why.TAKEN);
    assertThat(refusal(IncidentMachine.acknowledge(closed(2), OMAR, after(20))))
        .isEqualTo(Done.Why.OVER);
  }

  @Test
  void what_the_command_line_took_is_its_own_and_nobody_elses() {
    Incident taken = next(IncidentMachine.acknowledge(incident(2), Actor.COMMAND, after(10)));

    assertThat(refusal(IncidentMachine.acknowledge(taken, Actor.COMMAND, after(20))))
        .isEqualTo(Done.Why.SAME);
    assertThat(refusal(IncidentMachine.acknowledge(taken, ANN, after(20))))
        .isEqualTo(Done.Why.TAKEN);
  }

  @Test
  void who_mitigates_what_nobody_took_has_taken_it() {
    Incident mitigated = next(IncidentMachine.mitigate(incident(1), OMAR, after(10)));

    assertThat(mitigated.state()).isEqualTo(IncidentState.MITIGATED);
    assertThat(mitigated.ownerId()).isEqualTo(12);
    assertThat(mitigated.firstAcknowledgedAt()).isEqualTo(after(10));
    assertThat(next(IncidentMachine.mitigate(acknowledged(1), OMAR, after(20))).ownerId())
        .isEqualTo(11);
    assertThat(refusal(IncidentMachine.mitigate(mitigated, ANN, after(30))))
        .isEqualTo(Done.Why.SAME);
    assertThat(refusal(IncidentMachine.mitigate(closed(1), ANN, after(30))))
        .isEqualTo(Done.Why.OVER);
  }

  @Test
  void closes_with_words_where_they_are_wanted() {
    assertThat(refusal(IncidentMachine.close(incident(1), ANN, null, after(9))))
        .isEqualTo(Done.Why.WORDS);
    assertThat(refusal(IncidentMachine.close(incident(2), ANN, " \n ", after(9))))
        .isEqualTo(Done.Why.WORDS);
    Incident minor = next(IncidentMachine.close(incident(3), ANN, null, after(9)));
    assertThat(minor.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(minor.resolvedAt()).isEqualTo(after(9));
    Incident told = next(IncidentMachine.close(incident(2), ANN, "  a loop ", after(9)));
    assertThat(told.resolution()).isEqualTo("a loop");
    assertThat(told.closedBy()).isEqualTo(11);
    assertThat(refusal(IncidentMachine.close(told, OMAR, "again", after(10))))
        .isEqualTo(Done.Why.SAME);
  }

  @Test
  void only_a_minor_one_that_is_over_closes_by_itself_and_not_before_half_an_hour() {
    Incident over = IncidentMachine.ended(incident(3), "cpu", 0, NOON).next();

    assertThat(refusal(IncidentMachine.closeByTime(over, after(1_799)))).isNotNull();
    assertThat(next(IncidentMachine.closeByTime(over, after(1_800))).closedBy()).isNull();
    assertThat(refusal(IncidentMachine.closeByTime(incident(3), after(9_999)))).isNotNull();
    Incident important = IncidentMachine.ended(incident(2), "cpu", 0, NOON).next();
    assertThat(refusal(IncidentMachine.closeByTime(important, after(9_999)))).isNotNull();
  }

  @Test
  void judged_worse_a_minor_one_begins_its_ladder() {
    Transition worse =
        Objects.requireNonNull(
            IncidentMachine.severity(incident(3), ANN, 1, after(60)).transition());
    assertThat(worse.calls()).isTrue();
    assertThat(worse.next().round()).isEqualTo(2);

    for (Incident one : List.of(incident(2), acknowledged(3))) {
      Transition calm =
          Objects.requireNonNull(IncidentMachine.severity(one, ANN, 1, after(60)).transition());
      assertThat(calm.calls()).isFalse();
      assertThat(calm.next().round()).isEqualTo(1);
    }
    assertThat(refusal(IncidentMachine.severity(incident(2), ANN, 2, NOON)))
        .isEqualTo(Done.Why.SAME);
    assertThat(refusal(IncidentMachine.severity(closed(2), ANN, 1, NOON))).isEqualTo(Done.Why.OVER);
  }

  @Test
  void a_clock_that_was_set_back_makes_no_negative_time() {
    Incident taken = next(IncidentMachine.acknowledge(incident(2), ANN, NOON.minusSeconds(3_600)));
    Incident over = IncidentMachine.ended(taken, "cpu", 0, NOON.minusSeconds(60)).next();

    assertThat(over.toAcknowledge()).contains(Duration.ZERO);
    assertThat(over.toResolve()).contains(Duration.ZERO);
  }

  private static Incident incident(int severity) {
    return IncidentMachine.open("cpu", severity, NOON).next();
  }

  private static Incident acknowledged(int severity) {
    return next(IncidentMachine.acknowledge(incident(severity), ANN, after(10)));
  }

  private static Incident closed(int severity) {
    return next(IncidentMachine.close(incident(severity), ANN, "a loop", after(10)));
  }

  private static Instant after(int seconds) {
    return NOON.plusSeconds(seconds);
  }

  private static Incident next(Outcome outcome) {
    return Objects.requireNonNull(outcome.transition()).next();
  }

  private static Done.Why refusal(Outcome outcome) {
    return Objects.requireNonNull(outcome.refusal());
  }

  private static List<String> kinds(Transition transition) {
    return transition.events().stream().map(IncidentEvent::kind).toList();
  }
}
