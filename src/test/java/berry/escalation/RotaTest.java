package berry.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whom a step calls, without a database.
final class RotaTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = at("2026-03-04T12:00"); // a Wednesday
  private static final Target OWNER = Target.of(9, "Olga", "ru");
  private static final Step DEVELOPER = new Step(Duration.ZERO, Duty.DEVELOPER);
  private static final Step DEVOPS = new Step(Duration.ofMinutes(5), Duty.DEVOPS);
  private static final Step ALL = new Step(Duration.ofMinutes(15), null);

  @Test
  void a_role_calls_everybody_of_it_in_their_order() {
    Rota rota = rota(Rota.Shifts.NONE, person(2, Duty.DEVELOPER), person(1, Duty.DEVELOPER));

    assertThat(called(rota, DEVELOPER, NOON)).containsExactly(2L, 1L);
    assertThat(rota.onCall(NOON).getFirst())
        .matches(one -> one.target().personId() == 2 && one.until() == null && !one.taken());
  }

  @Test
  void a_role_without_anybody_who_can_be_reached_falls_to_the_owner() {
    Rota rota =
        rota(
            Rota.Shifts.NONE,
            contact(1, Duty.DEVELOPER, Reach.BLOCKED),
            contact(2, Duty.DEVELOPER, Reach.FAILED),
            contact(3, Duty.DEVELOPER, Reach.ABSENT));

    assertThat(called(rota, DEVELOPER, NOON)).containsExactly(9L);
    assertThat(called(rota, DEVOPS, NOON)).containsExactly(9L);
    assertThat(rota.onCall(NOON)).allMatch(OnCall::standsIn);
  }

  @Test
  void who_was_never_tested_is_called_nevertheless() {
    Rota rota = rota(Rota.Shifts.NONE, contact(1, Duty.DEVELOPER, Reach.UNTESTED));

    assertThat(called(rota, DEVELOPER, NOON)).containsExactly(1L);
  }

  @Test
  void a_team_of_one_is_called_once_at_each_step() {
    Rota rota =
        rota(
            Rota.Shifts.NONE,
            person(9, Duty.DEVELOPER),
            person(9, Duty.DEVOPS),
            person(9, Duty.SUPPORT));

    assertThat(called(rota, DEVELOPER, NOON)).containsExactly(9L);
    assertThat(called(rota, ALL, NOON)).containsExactly(9L);
  }

  @Test
  void calls_nobody_while_there_is_no_owner() {
    Rota rota =
        new Rota(List.of(DEVELOPER), BERLIN, QuietHours.USUAL, Rota.Shifts.NONE, List.of(), null);

    assertThat(rota.targets(ALL, NOON)).isEmpty();
    assertThat(rota.onCall(NOON)).isEmpty();
  }

  @Test
  void all_are_called_with_those_on_call_first() {
    Rota rota =
        rota(
            Rota.Shifts.NONE,
            person(1, Duty.DEVELOPER),
            person(2, Duty.DEVELOPER),
            person(3, Duty.DEVOPS),
            person(2, Duty.SUPPORT));

    assertThat(called(rota, ALL, NOON)).containsExactly(1L, 3L, 2L);
  }

  @Test
  void a_rotating_role_changes_hands_each_monday_of_the_business_zone() {
    Rota rota =
        rota(
            shifts(Set.of(Duty.DEVELOPER), null),
            person(1, Duty.DEVELOPER),
            person(2, Duty.DEVELOPER),
            person(3, Duty.DEVELOPER));
    long first = called(rota, DEVELOPER, NOON).getFirst();

    assertThat(called(rota, DEVELOPER, at("2026-03-08T23:59:59"))).containsExactly(first);
    long second = called(rota, DEVELOPER, at("2026-03-09T00:00")).getFirst();
    long third = called(rota, DEVELOPER, at("2026-03-16T00:00")).getFirst();
    assertThat(List.of(first, second, third)).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(called(rota, DEVELOPER, at("2026-03-23T00:00"))).containsExactly(first);
    assertThat(rota.onCall(NOON).getFirst().until()).isEqualTo(at("2026-03-09T00:00"));
  }

  @Test
  void the_week_ends_at_midnight_also_when_clocks_are_put_forward() {
    Rota rota =
        rota(
            shifts(Set.of(Duty.DEVELOPER), null),
            person(1, Duty.DEVELOPER),
            person(2, Duty.DEVELOPER));

    assertThat(rota.onCall(at("2026-03-28T12:00")).getFirst().until())
        .isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
  }

  @Test
  void whose_turn_it_is_but_who_cannot_be_reached_is_passed_over() {
    Instant week = at("2026-03-09T00:00");
    Rota whole =
        rota(
            shifts(Set.of(Duty.DEVELOPER), null),
            person(1, Duty.DEVELOPER),
            person(2, Duty.DEVELOPER),
            person(3, Duty.DEVELOPER));
    long turn = called(whole, DEVELOPER, week).getFirst();
    Rota rota =
        rota(
            shifts(Set.of(Duty.DEVELOPER), null),
            contact(1, Duty.DEVELOPER, turn == 1 ? Reach.BLOCKED : Reach.TESTED),
            contact(2, Duty.DEVELOPER, turn == 2 ? Reach.BLOCKED : Reach.TESTED),
            contact(3, Duty.DEVELOPER, turn == 3 ? Reach.BLOCKED : Reach.TESTED));

    assertThat(called(rota, DEVELOPER, week)).containsExactly(turn % 3 + 1);
    assertThat(called(rota, ALL, week)).doesNotContain(turn).contains(9L);
  }

  @Test
  void who_took_a_role_over_is_called_alone_until_then() {
    Instant until = at("2026-03-04T18:00");
    Rota rota =
        rota(
            shifts(Set.of(), new Rota.Taken(Target.of(7, "Tim", "en"), until)),
            person(1, Duty.DEVELOPER),
            person(2, Duty.DEVELOPER));

    assertThat(called(rota, DEVELOPER, NOON)).containsExactly(7L);
    assertThat(rota.onCall(NOON).getFirst())
        .matches(one -> one.taken() && until.equals(one.until()) && !one.standsIn());
    assertThat(called(rota, ALL, NOON)).containsExactly(7L, 9L, 1L, 2L);
    assertThat(called(rota, DEVELOPER, until)).containsExactly(1L, 2L);
  }

  @Test
  void knows_contacts_that_have_come() {
    Rota rota =
        rota(
            Rota.Shifts.NONE,
            person(1, Duty.DEVELOPER),
            contact(2, Duty.DEVELOPER, Reach.ABSENT),
            contact(3, Duty.SUPPORT, Reach.BLOCKED));

    assertThat(rota.knows(1)).isTrue();
    assertThat(rota.knows(2)).isFalse();
    assertThat(rota.knows(3)).isTrue();
    assertThat(rota.knows(4)).isFalse();
  }

  private static List<Long> called(Rota rota, Step step, Instant now) {
    return rota.targets(step, now).stream().map(Target::personId).toList();
  }

  private static Rota.Shifts shifts(Set<Duty> rotating, Rota.@Nullable Taken taken) {
    return new Rota.Shifts(rotating, taken == null ? Map.of() : Map.of(Duty.DEVELOPER, taken));
  }

  private static Rota rota(Rota.Shifts shifts, Contact... contacts) {
    return new Rota(
        List.of(DEVELOPER, DEVOPS, ALL),
        BERLIN,
        QuietHours.USUAL,
        shifts,
        List.of(contacts),
        OWNER);
  }

  private static Contact person(long id, Duty duty) {
    return contact(id, duty, Reach.TESTED);
  }

  private static Contact contact(long id, Duty duty, Reach reach) {
    return new Contact(
        id, duty, id, "P" + id, null, false, Contact.FILE, reach, null, null, null, "en");
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
