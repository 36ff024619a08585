package berry.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is told of a rule that comes and goes, is silenced, or is only an effect.
final class EpisodeMachineTest {

  private static final Rule RULE = JudgementTest.rule(Duration.ZERO);

  private final List<Notification> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-02T12:00:00Z");
  private RuleRecord known = RuleRecord.fresh(now);
  private Muting quiet = Muting.NOT;

  @Test
  void one_message_tells_of_an_episode_and_is_changed_to_its_end() {
    says(0.9, Duration.ofMinutes(2));
    says(0.1, Duration.ofMinutes(2));

    assertThat(messages()).hasSize(1);
    assertThat(told.getFirst()).isInstanceOf(Notification.Announce.class);
    assertThat(told.getLast())
        .isInstanceOfSatisfying(
            Notification.Change.class, one -> assertThat(one.face().state()).isEqualTo(State.OK));
  }

  @Test
  void a_worse_value_changes_the_message_at_most_once_a_minute() {
    for (int n = 0; n < 60; n++) {
      says(0.81 + n * 0.003, Duration.ofSeconds(5));
    }

    assertThat(told).hasSizeBetween(2, 6);
  }

  @Test
  void a_hundred_flaps_in_ten_minutes_are_three_messages_at_most() {
    Instant begin = now;
    for (int n = 0; n < 100; n++) {
      now = begin.plusMillis(6_000L * n);
      // Each is over at once, as no real rule allows: the guard alone must stand it.
      known = RuleRecord.fresh(now).guard(known.guard()).last(lastOr(known));
      step(0.9);
      step(0.1);
    }

    assertThat(messages()).hasSizeBetween(1, 3);
    assertThat(told).filteredOn(Notification.Flaps.class::isInstance).hasSize(1);
  }

  @Test
  void one_that_goes_on_flapping_is_summed_each_hour_until_it_stops() {
    for (int n = 0; n < 45; n++) {
      says(0.9, Duration.ofMinutes(2));
      says(0.1, Duration.ofMinutes(2));
    }
    says(0.1, Duration.ofHours(3));

    List<Notification> sums = told.stream().filter(Notification.Sum.class::isInstance).toList();
    assertThat(sums).hasSizeBetween(3, 5);
    assertThat(((Notification.Sum) sums.getFirst()).times()).isBetween(12, 16);
    assertThat(known.guard().flapsSince()).isNull();
    says(0.9, Duration.ofMinutes(1));
    assertThat(told.getLast()).isInstanceOf(Notification.Announce.class);
  }

  @Test
  void what_was_silenced_is_told_when_the_silence_ends_and_it_still_fires() {
    quiet = new Muting(now.plusSeconds(3_600), null);
    says(0.9, Duration.ofMinutes(5));
    assertThat(told).isEmpty();

    quiet = Muting.NOT;
    says(0.9, Duration.ofSeconds(5));

    assertThat(messages()).hasSize(1);
  }

  @Test
  void what_began_and_ended_in_silence_is_never_told() {
    quiet = new Muting(now.plusSeconds(3_600), null);
    says(0.9, Duration.ofMinutes(5));
    says(0.1, Duration.ofMinutes(5));
    quiet = Muting.NOT;
    says(0.1, Duration.ofMinutes(5));

    assertThat(told).isEmpty();
  }

  @Test
  void an_effect_is_not_told_beside_its_cause() {
    quiet = new Muting(null, "database-down");
    says(0.9, Duration.ofMinutes(5));
    says(0.1, Duration.ofMinutes(5));

    assertThat(told).isEmpty();
    assertThat(known.open()).isNull();
  }

  @Test
  void a_silence_shows_in_the_message_that_is_there() {
    says(0.9, Duration.ofMinutes(1));
    Instant until = now.plusSeconds(3_600);
    quiet = new Muting(until, null);
    says(0.9, Duration.ofSeconds(5));

    assertThat(told.getLast())
        .isInstanceOfSatisfying(
            Notification.Change.class,
            one -> assertThat(one.face().silencedUntil()).isEqualTo(until));
  }

  @Test
  void a_rule_that_is_switched_off_ends_what_it_has_told() {
    says(0.9, Duration.ofMinutes(1));

    EpisodeMachine desk = EpisodeMachine.withdrawn(RULE, known, now);

    assertThat(desk.ended()).isNotNull();
    assertThat(desk.notifications()).hasSize(1);
    assertThat(desk.next().standing().state()).isEqualTo(State.OK);
  }

  private static Episode lastOr(RuleRecord known) {
    Episode last = known.last();
    return last != null ? last : Episode.begin(RULE, known.standing().since(), 0.9, null);
  }

  private List<Notification> messages() {
    return told.stream().filter(one -> !(one instanceof Notification.Change)).toList();
  }

  private void says(double value, Duration length) {
    Instant end = now.plus(length);
    while (now.isBefore(end)) {
      now = now.plusSeconds(5);
      step(value);
    }
  }

  private void step(double value) {
    EpisodeMachine desk = EpisodeMachine.of(RULE, known, Sample.of(now, value, null), quiet);
    known = desk.next();
    told.addAll(desk.notifications());
  }
}
