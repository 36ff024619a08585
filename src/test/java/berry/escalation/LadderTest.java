package berry.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who is called at which step, and when the next one is due.
final class LadderTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Target ANN = Target.of(11, "Ann", "en");
  private static final Target OMAR = Target.of(12, "Omar", "en");
  private static final Target SUE = Target.of(13, "Sue", "en");

  private final FixedRoster roster = new FixedRoster();

  @Test
  void each_step_calls_its_own_people_and_all_before_them_again() {
    everybody();

    assertThat(calls(plan(1, 0, Set.of(), NOON))).containsExactly("MESSAGE 11");
    assertThat(calls(plan(1, 1, Set.of("person:11"), after(300))))
        .containsExactly("MESSAGE 12", "REPEAT 11");
    assertThat(calls(plan(1, 2, Set.of("person:11", "person:12"), after(900))))
        .containsExactlyInAnyOrder("MESSAGE 13", "REPEAT 12", "REPEAT 11");
  }

  @Test
  void after_the_last_step_everybody_is_called_every_half_hour() {
    everybody();
    Ladder.Plan ninth = plan(1, 9, Set.of(), after(900 + 7 * 1_800));

    assertThat(calls(ninth)).hasSize(3);
    assertThat(ninth.secondChannel()).isFalse();
    assertThat(ninth.next()).isEqualTo(after(900 + 8 * 1_800));
  }

  @Test
  void the_last_step_goes_past_telegram_once() {
    everybody();

    assertThat(plan(2, 0, Set.of(), NOON).secondChannel()).isFalse();
    assertThat(plan(2, 1, Set.of(), NOON).secondChannel()).isFalse();
    assertThat(plan(2, 2, Set.of(), NOON).secondChannel()).isTrue();
    assertThat(plan(2, 3, Set.of(), NOON).secondChannel()).isFalse();
  }

  @Test
  void a_minor_one_ends_with_its_first_step() {
    everybody();
    Ladder.Plan first = plan(3, 0, Set.of(), NOON);

    assertThat(calls(first)).containsExactly("MESSAGE 11");
    assertThat(first.next()).isNull();
    assertThat(plan(3, 2, Set.of(), NOON).secondChannel()).isFalse();
  }

  @Test
  void a_person_of_several_roles_is_called_once() {
    roster.with(Duty.DEVELOPER, ANN).with(Duty.DEVOPS, ANN, OMAR).with(Duty.SUPPORT, ANN);

    assertThat(calls(plan(1, 2, Set.of(), NOON))).containsExactly("MESSAGE 11", "MESSAGE 12");
  }

  @Test
  void where_nobody_is_there_the_ways_past_telegram_are_taken_and_the_ladder_goes_on() {
    Ladder.Plan first = plan(1, 0, Set.of(), NOON);

    assertThat(first.calls()).isEmpty();
    assertThat(first.secondChannel()).isTrue();
    assertThat(first.next()).isEqualTo(after(300));
  }

  @Test
  void who_was_removed_meanwhile_is_not_called_any_more() {
    everybody();
    roster.with(Duty.DEVELOPER);

    assertThat(calls(plan(1, 1, Set.of("person:11"), after(300)))).containsExactly("MESSAGE 12");
  }

  @Test
  void the_seventh_reminder_of_an_hour_is_held_and_a_first_message_never() {
    everybody();
    Map<String, Integer> often = Map.of("person:11", 6, "person:12", 6);
    Ladder.Plan plan = Ladder.plan(roster, incident(1), 1, Set.of("person:11"), often, after(300));

    assertThat(plan.calls())
        .extracting(one -> one.target().personId() + " " + one.held())
        .containsExactly("12 false", "11 true");
    assertThat(
            Ladder.plan(roster, incident(1), 1, Set.of("person:11"), Map.of("person:11", 5), NOON)
                .calls())
        .noneMatch(Ladder.Call::held);
  }

  @Test
  void steps_that_are_late_come_one_after_the_other() {
    everybody();

    assertThat(plan(1, 0, Set.of(), after(3_600)).next()).isEqualTo(after(3_630));
    assertThat(plan(1, 0, Set.of(), after(271)).next()).isEqualTo(after(301));
  }

  @Test
  void a_clock_that_was_set_back_makes_no_step_earlier_than_its_time() {
    everybody();

    assertThat(plan(1, 0, Set.of(), NOON.minusSeconds(3_600)).next()).isEqualTo(after(300));
  }

  @Test
  void quiet_hours_take_the_sound_and_move_the_next_step_to_their_end() {
    everybody();
    roster.hush(2, after(7_200));
    Ladder.Plan quiet = plan(2, 0, Set.of(), NOON);

    assertThat(quiet.calls()).allMatch(Ladder.Call::silent);
    assertThat(quiet.next()).isEqualTo(after(7_200));
    Ladder.Plan urgent = plan(1, 0, Set.of(), NOON);
    assertThat(urgent.calls()).noneMatch(Ladder.Call::silent);
    assertThat(urgent.next()).isEqualTo(after(300));
  }

  @Test
  void a_ladder_of_one_step_reminds_the_same_people() {
    FixedRoster one = new FixedRoster(List.of(new Step(Duration.ZERO, Duty.DEVELOPER)));
    one.with(Duty.DEVELOPER, ANN);
    Ladder.Plan first = Ladder.plan(one, incident(1), 0, Set.of(), Map.of(), NOON);

    assertThat(first.secondChannel()).isFalse();
    assertThat(first.next()).isEqualTo(after(1_800));
    assertThat(calls(Ladder.plan(one, incident(1), 1, Set.of("person:11"), Map.of(), after(1_800))))
        .containsExactly("REPEAT 11");
  }

  private void everybody() {
    roster.with(Duty.DEVELOPER, ANN).with(Duty.DEVOPS, OMAR).with(Duty.SUPPORT, SUE);
  }

  private Ladder.Plan plan(int severity, int step, Set<String> told, Instant now) {
    return Ladder.plan(roster, incident(severity), step, told, Map.of(), now);
  }

  private static List<String> calls(Ladder.Plan plan) {
    return plan.calls().stream().map(one -> one.kind() + " " + one.target().personId()).toList();
  }

  private static Incident incident(int severity) {
    return IncidentMachine.open("cpu", severity, NOON).next();
  }

  private static Instant after(int seconds) {
    return NOON.plusSeconds(seconds);
  }
}
