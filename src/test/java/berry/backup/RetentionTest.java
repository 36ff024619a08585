package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import berry.backup.Retention.Candidate;
import berry.backup.Retention.Decision;
import berry.config.BackupRules.Keep;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RetentionTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
  private static final long ROOMY = Long.MAX_VALUE;
  private static final Retention USUAL = new Retention(Keep.USUAL, MOSCOW, ROOMY);

  @Test
  void keeps_what_stands_alone_whatever_its_state() {
    Decision decision = USUAL.decide(List.of(made("only", 400)));

    assertThat(decision.kept()).containsOnlyKeys("only");
  }

  @Test
  void never_removes_the_last_proved_one() {
    Retention nothing = new Retention(new Keep(0, 0, 0, 0), MOSCOW, 0);

    Decision decision = nothing.decide(List.of(proved("old", 900), made("a", 1), made("b", 2)));

    assertThat(decision.removed()).isEmpty();
    assertThat(decision.over()).isEqualTo(3);
  }

  @Test
  void keeps_what_could_not_be_proved_until_two_newer_ones_are() {
    List<Candidate> all =
        List.of(proved("new", 0), made("middle", 24), proved("second", 48), made("old", 72));

    assertThat(USUAL.decide(all).removed()).containsOnlyKeys("old");
  }

  @Test
  void keeps_hours_of_a_day_days_of_a_week_weeks_of_a_month_and_months() {
    List<Candidate> all = new ArrayList<>();
    for (int hour = 0; hour < 24 * 365; hour++) {
      all.add(proved("h" + hour, hour));
    }

    Decision decision = USUAL.decide(all);

    // The newest is of its hour, day, week and month at once.
    assertThat(decision.kept().values().stream().filter("newest of its hour"::equals))
        .hasSize(24 - 2);
    assertThat(decision.kept().values().stream().filter("newest of its month"::equals)).hasSize(6);
    assertThat(decision.kept()).hasSizeBetween(24 + 5 + 3 + 3, 24 + 7 + 4 + 6);
    assertThat(decision.kept().keySet().iterator().next()).isEqualTo("h0");
  }

  @Test
  void days_are_those_of_the_business() {
    Retention oneDay = new Retention(new Keep(0, 3, 0, 0), MOSCOW, ROOMY);
    // 20:30 and 21:30 UTC of one day are two days in Moscow.
    List<Candidate> all =
        List.of(
            at("c", "2026-03-12T10:00:00Z"),
            at("b2", "2026-03-11T21:30:00Z"),
            at("b1", "2026-03-11T20:30:00Z"),
            at("a", "2026-03-11T19:00:00Z"),
            at("0", "2026-03-10T19:00:00Z"));

    assertThat(oneDay.decide(all).removed()).containsOnlyKeys("a").doesNotContainKey("b1");
  }

  @Test
  void the_budget_takes_hours_before_days_and_old_before_new() {
    List<Candidate> all = new ArrayList<>();
    for (int hour = 0; hour < 100; hour++) {
      all.add(proved("h" + hour, hour));
    }
    Retention tight = new Retention(new Keep(24, 7, 0, 0), MOSCOW, 6);

    Decision decision = tight.decide(all);

    assertThat(decision.kept()).hasSize(6);
    assertThat(decision.kept().values()).contains("newest of its day");
    assertThat(decision.removed()).containsEntry("h23", "over the budget");
    assertThat(decision.over()).isZero();
  }

  /// Thousands of histories: what must hold in each of them.
  @Test
  void holds_its_promises_whatever_there_is() {
    long seed = System.nanoTime();
    System.out.println("RetentionTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      List<Candidate> all = history(random);
      Retention rules =
          new Retention(
              new Keep(random.nextInt(5), random.nextInt(5), random.nextInt(4), random.nextInt(4)),
              MOSCOW,
              random.nextInt(40));

      Decision decision = rules.decide(all);

      promises(rules, all, decision, "seed " + seed + " round " + round);
    }
  }

  private static void promises(
      Retention rules, List<Candidate> all, Decision decision, String which) {
    Set<String> names = new HashSet<>(decision.kept().keySet());
    assertThat(Collections.disjoint(names, decision.removed().keySet())).as(which).isTrue();
    names.addAll(decision.removed().keySet());
    assertThat(names).as(which).hasSize(all.size());

    long bytes = 0;
    List<Candidate> left = new ArrayList<>();
    for (Candidate one : all) {
      if (decision.removed().containsKey(one.name())) {
        assertThat(newerProved(one, all)).as(which + " " + one).isGreaterThanOrEqualTo(2);
      } else {
        bytes += one.bytes();
        left.add(one);
      }
    }
    assertThat(decision.over()).as(which).isEqualTo(Math.max(0, bytes - rules.budget()));
    if (decision.over() > 0) {
      assertThat(left).as(which).allMatch(one -> newerProved(one, all) < 2);
    }
    all.stream()
        .filter(Candidate::proved)
        .max(java.util.Comparator.comparing(Candidate::at))
        .ifPresent(last -> assertThat(decision.kept()).as(which).containsKey(last.name()));

    List<Candidate> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(rules.decide(shuffled)).as(which).isEqualTo(decision);
    assertThat(rules.decide(left).removed()).as(which + ", asked again").isEmpty();
  }

  private static long newerProved(Candidate one, List<Candidate> all) {
    return all.stream().filter(other -> other.proved() && other.at().isAfter(one.at())).count();
  }

  private static List<Candidate> history(Random random) {
    List<Candidate> all = new ArrayList<>();
    Instant at = NOON;
    for (int n = random.nextInt(30); n > 0; n--) {
      at = at.minus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * (1 + random.nextInt(20)))));
      all.add(new Candidate("b" + n, at, random.nextInt(5), random.nextInt(4) > 0));
    }
    return all;
  }

  private static Candidate proved(String name, int hoursAgo) {
    return new Candidate(name, NOON.minus(Duration.ofHours(hoursAgo)), 1, true);
  }

  private static Candidate made(String name, int hoursAgo) {
    return new Candidate(name, NOON.minus(Duration.ofHours(hoursAgo)), 1, false);
  }

  private static Candidate at(String name, String moment) {
    return new Candidate(name, Instant.parse(moment), 1, true);
  }
}
