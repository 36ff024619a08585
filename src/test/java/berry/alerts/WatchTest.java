package berry.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Audit;
import berry.access.Staff;
import berry.config.AlertSetting;
import berry.config.BackupRules;
import berry.config.Rules;
import berry.database.Changes;
import berry.database.Lease;
import berry.escalation.EscalationFixture;
import berry.escalation.FixedRoster;
import berry.monitoring.Metric;
import berry.monitoring.Readings;
import berry.outbox.OutgoingFiles;
import berry.telegram.BotApi;
import berry.testing.FakeBotApi;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The judging replica on a real database: what is queued, once, whoever judges.
final class WatchTest {

  private static final long OWNER = 11;

  private final TestDatabase database = TestDatabase.fresh();
  private final Changes changes = new Changes(database.database(), database.address());
  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  private final FakeBotApi telegram = new FakeBotApi();
  private final BotApi api = telegram.api(clock);
  private final Silences silences =
      new Silences(database.database(), changes, new Audit(database.database()));
  private final EscalationFixture escalation =
      new EscalationFixture(database.database(), changes, clock, FixedRoster.alone(OWNER), api);
  private final List<Lease> leases = new ArrayList<>();

  WatchTest() {
    telegram.answer(
        "sendMessage",
        FakeBotApi.ok("{\"message_id\":55,\"date\":1,\"chat\":{\"id\":11,\"type\":\"private\"}}"));
    new Staff(database.database(), changes, new Audit(database.database())).makeOwner(OWNER);
  }

  @AfterEach
  void close() {
    escalation.close();
    leases.forEach(Lease::close);
    changes.close();
    api.close();
    telegram.close();
    database.close();
  }

  @Test
  void one_message_is_queued_and_changed_to_its_end() {
    Watch watch = watch("one");

    judge(watch, 0.9, 0, Duration.ofMinutes(6));
    assertThat(sent()).containsExactly("incident:1:1:0:person:11");
    assertThat(state("cpu")).isEqualTo("firing");
    assertThat(database.one("SELECT body ->> 'text' FROM outgoing"))
        .contains("90 %", "80 %", "runbooks/");

    judge(watch, 0.1, 0, Duration.ofMinutes(6));
    assertThat(sent()).hasSize(1);
    assertThat(state("cpu")).isEqualTo("ok");
    // It was not sent yet, so it was changed where it lies.
    assertThat(
            database.one(
                "SELECT body ->> 'text' FROM outgoing WHERE key = 'incident:1:1:0:person:11'"))
        .contains("✅");
    assertThat(database.one("SELECT count(*) FROM alert_episode WHERE ended_at IS NULL"))
        .isEqualTo("0");
  }

  @Test
  void another_replica_goes_on_where_the_first_was_killed_and_repeats_nothing() {
    Watch first = watch("one");
    judge(first, 0.9, 0, Duration.ofMinutes(6));
    Watch second = watch("two");
    judge(second, 0.9, 0, Duration.ofMinutes(1));
    assertThat(sent()).hasSize(1);

    leases.getFirst().close();
    judge(second, 0.9, 0, Duration.ofMinutes(10));

    assertThat(sent()).hasSize(1);
    assertThat(state("cpu")).isEqualTo("firing");
  }

  @Test
  void one_that_lost_the_right_unnoticed_writes_nothing() {
    Watch first = watch("one");
    judge(first, 0.1, 0, Duration.ofMinutes(1));
    database.run("UPDATE lease SET epoch = epoch + 1");

    judge(first, 0.9, 0, Duration.ofMinutes(6));

    assertThat(sent()).isEmpty();
  }

  @Test
  void a_silence_holds_the_message_back_until_it_ends() {
    Watch watch = watch("one");
    silences.silence(
        "cpu",
        clock.instant(),
        clock.instant().plusSeconds(600),
        "moving",
        new Silences.Author(OWNER, "Vera"));

    judge(watch, 0.9, 0, Duration.ofMinutes(9));
    assertThat(sent()).isEmpty();
    assertThat(database.one("SELECT announced FROM alert_episode")).isEqualTo("silenced");

    judge(watch, 0.9, 0, Duration.ofMinutes(2));
    assertThat(sent()).hasSize(1);
  }

  @Test
  void without_the_database_its_absence_is_told_past_the_outbox_and_changed_later() {
    Watch watch = watch("one");
    judge(watch, 0.1, 0, Duration.ofMinutes(1));

    for (int down = 5; down <= 120; down += 5) {
      judge(watch, 0.1, down, Duration.ofSeconds(5));
    }
    assertThat(telegram.textsTo(OWNER)).hasSize(1);
    assertThat(telegram.textsTo(OWNER).getFirst()).contains("The database does not answer");
    assertThat(sent()).isEmpty();

    judge(watch, 0.1, 0, Duration.ofMinutes(2));

    assertThat(database.one("SELECT announced FROM alert_episode")).isEqualTo("directly");
    assertThat(database.one("SELECT ended_at IS NOT NULL FROM alert_episode")).isEqualTo("true");
    assertThat(
            database.one(
                """
                SELECT outgoing.message_id = alert_episode.message_id
                FROM outgoing, alert_episode
                WHERE method = 'editMessageText' ORDER BY outgoing.id DESC LIMIT 1
                """))
        .isEqualTo("true");
    assertThat(sent()).isEmpty();
  }

  @Test
  void effects_of_a_database_that_is_away_are_not_told() {
    Watch watch = watch("one");
    judge(watch, 0.1, 0, Duration.ofMinutes(1));

    for (int down = 5; down <= 60; down += 5) {
      clock.pass(Duration.ofSeconds(5));
      watch.judge(
          readings(0.1, down).put(Metric.INTAKE_STALLED, 300).put(Metric.WEBHOOK_BROKEN, 300),
          true);
    }

    assertThat(telegram.textsTo(OWNER)).hasSize(1);
  }

  @Test
  void a_cause_that_is_switched_off_is_not_told_and_the_others_are_judged_as_before() {
    AlertSetting off =
        new AlertSetting("berry.yaml", "database-down", null, null, null, null, null, null, true);
    Watch watch = watch("one", new Rules(null, null, null, BackupRules.USUAL, List.of(off)));

    judge(watch, 0.9, 0, Duration.ofMinutes(6));
    assertThat(state("cpu")).isEqualTo("firing");
    judge(watch, 0.9, 60, Duration.ofSeconds(60));

    assertThat(telegram.textsTo(OWNER)).isEmpty();
    assertThat(sent()).containsExactly("incident:1:1:0:person:11");
  }

  @Test
  void a_blocked_bot_is_no_loop() {
    Watch watch = watch("one");
    judge(watch, 0.1, 0, Duration.ofMinutes(1));
    telegram.answerAll(FakeBotApi.BLOCKED);

    for (int down = 5; down <= 600; down += 5) {
      judge(watch, 0.1, down, Duration.ofSeconds(5));
    }

    // Once as level one, once as level two.
    assertThat(telegram.calls()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void a_database_that_hangs_is_told_while_it_hangs() {
    Watch watch = watch("one", Duration.ofMillis(500));
    judge(watch, 0.1, 0, Duration.ofMinutes(1));

    try (Handle holder = database.jdbi().open()) {
      holder.begin();
      holder.execute("LOCK TABLE alert, alert_episode IN ACCESS EXCLUSIVE MODE");
      judge(watch, 0.9, 0, Duration.ofSeconds(10)); // is written, and not answered
      judge(watch, 0.9, 30, Duration.ofSeconds(10));

      assertThat(telegram.textsTo(OWNER)).hasSize(1);
      assertThat(telegram.textsTo(OWNER).getFirst()).contains("The database does not answer");
      holder.rollback();
    }

    Instant late = Instant.now().plusSeconds(20);
    do {
      judge(watch, 0.1, 0, Duration.ofSeconds(5));
    } while (!told().equals("directly") && Instant.now().isBefore(late));
    assertThat(told()).isEqualTo("directly");
    assertThat(telegram.textsTo(OWNER)).hasSize(1);
  }

  /// How it was told, once it is over.
  private String told() {
    return database.one(
        """
        SELECT coalesce(max(announced), '')
        FROM alert_episode
        WHERE key = 'database-down'
          AND ended_at IS NOT NULL
        """);
  }

  private Watch watch(String name) {
    return watch(name, Rules.NONE, Duration.ofSeconds(8));
  }

  private Watch watch(String name, Rules rules) {
    return watch(name, rules, Duration.ofSeconds(8));
  }

  private Watch watch(String name, Duration patience) {
    return watch(name, Rules.NONE, patience);
  }

  private Watch watch(String name, Rules rules, Duration patience) {
    Lease lease = new Lease(database.address(), "alerts");
    leases.add(lease);
    Messages messages =
        new Messages(
            new OutgoingFiles(database.database(), 7), rule -> List.of(), () -> null, clock);
    return new Watch(
        new Watch.Parts(
            name,
            RuleSet.of(rules),
            lease,
            new Ledger(database.database(), changes, escalation.responder()),
            messages,
            Map::of,
            () -> silences.current(clock.instant()),
            () -> new Recipient(OWNER, "en", ZoneOffset.UTC),
            api,
            escalation.escalation().outage(),
            leads -> {}),
        patience);
  }

  private void judge(Watch watch, double cpu, double down, Duration length) {
    Instant end = clock.instant().plus(length);
    while (clock.instant().isBefore(end)) {
      clock.pass(Duration.ofSeconds(5));
      watch.judge(readings(cpu, down), true);
      if (down == 0) {
        escalation.turn();
      }
    }
  }

  private Readings readings(double cpu, double down) {
    Readings readings = new Readings(clock.instant());
    return readings
        .put(Metric.CPU_USED, cpu)
        .put(Metric.DATABASE_DOWN, down)
        .put(Metric.DISK_USED, 0.1);
  }

  private List<String> sent() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT key FROM outgoing
                    WHERE method LIKE 'send%' AND key LIKE 'incident%:1:0:%' ORDER BY id
                    """)
                .mapTo(String.class)
                .list());
  }

  private String state(String key) {
    return database.one("SELECT state FROM alert WHERE key = '" + key + "'");
  }
}
