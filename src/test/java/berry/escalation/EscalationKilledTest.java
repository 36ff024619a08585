package berry.escalation;

import static berry.escalation.EscalationStage.ANN;
import static berry.escalation.EscalationStage.OMAR;
import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.Notification;
import berry.testing.MovableClock;
import berry.testing.Slow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Two replicas on one database, whose sessions are ended in the middle of what they write: nobody
/// is called twice for a step, and nobody is forgotten. A life can be run again by its seed.
@Slow("lives many lives on a real database")
final class EscalationKilledTest {

  private static final int LIVES = Boolean.getBoolean("berry.test.long") ? 1_000 : 50;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final MovableClock clock = new MovableClock(NOON.toString());
  @AutoClose private final EscalationStage stage = new EscalationStage(clock);
  private final EscalationFixture two = stage.replica(stage.changes);
  private int killed;

  @Test
  void nobody_is_called_twice_and_nobody_is_forgotten() {
    stage.database.run(
        """
        CREATE TABLE doom (at bigint);
        CREATE SEQUENCE written;
        CREATE FUNCTION doom() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            IF nextval('written') = (SELECT max(at) FROM doom) THEN
              PERFORM pg_terminate_backend(pg_backend_pid());
            END IF;
            RETURN NEW;
          END $$
        """);
    for (String table :
        List.of(
            "incident",
            "incident_alert",
            "incident_event",
            "escalation_timer",
            "notification",
            "outgoing")) {
      stage.database.run(
          "CREATE TRIGGER doom BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION doom()"
              .formatted(table));
    }
    long base = Long.getLong("berry.test.seed", 20_261_130L);
    for (int n = 0; n < LIVES; n++) {
      try {
        life(new Random(base + n));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dberry.test.seed=" + (base + n), e);
      }
    }
    assertThat(killed).as("transactions that were killed").isGreaterThan(LIVES);
  }

  private void life(Random random) {
    stage.database.run(
        "DELETE FROM doom; TRUNCATE incident, alert_episode CASCADE; DELETE FROM outgoing");
    clock.set(NOON);
    stage.post.calls.clear();
    int severity = 1 + random.nextInt(2);
    List<Notification> going = new ArrayList<>();
    going.add(stage.episodes.announce("cpu", severity, clock.instant()));
    mortal(random, () -> stage.respond(going.getFirst()));
    for (int n = 0; n < 20; n++) {
      clock.pass(Duration.ofSeconds(1 + random.nextInt(200)));
      switch (random.nextInt(12)) {
        case 0 ->
            mortal(
                random, () -> incident(id -> stage.incidents().acknowledge(id, Actor.chat(ANN))));
        case 1 ->
            mortal(random, () -> incident(id -> two.incidents().escalate(id, Actor.chat(OMAR))));
        case 2 -> {
          Notification more = stage.episodes.announce("disk-" + n, severity, clock.instant());
          mortal(random, () -> stage.respond(more));
        }
        case 3, 4 ->
            stage.database.run(
                "UPDATE outgoing SET state = 'failed', reason = 'blocked' WHERE state = 'queued'");
        case 5, 6, 7 -> stage.delivered();
        default -> {
          // time passes
        }
      }
      mortal(random, (random.nextBoolean() ? stage.one : two)::turn);
    }
    stage.database.run("DELETE FROM doom");
    hold();
    if (stage.database.one("SELECT count(*) FROM incident WHERE state = 'open'").equals("1")) {
      for (int n = 0; n < 4; n++) {
        clock.pass(Duration.ofMinutes(20));
        two.turn();
      }
      assertThat(
              stage.column(
                  """
                  SELECT DISTINCT target FROM notification
                  JOIN incident ON incident.id = incident_id AND incident.state = 'open'
                  WHERE target LIKE 'person:%' ORDER BY 1
                  """))
          .as("forgotten")
          .containsExactly("person:11", "person:12", "person:13");
      hold();
    }
  }

  @FunctionalInterface
  private interface Deed {
    Object on(long incident);
  }

  private void incident(Deed deed) {
    for (String id : stage.column("SELECT id::text FROM incident ORDER BY id DESC LIMIT 1")) {
      deed.on(Long.parseLong(id));
    }
  }

  /// It is killed somewhere among its next writes, or behind them.
  private void mortal(Random random, Runnable work) {
    long next = Long.parseLong(stage.database.one("SELECT nextval('written')"));
    stage.database.run("DELETE FROM doom");
    if (random.nextInt(3) > 0) {
      stage.database.run("INSERT INTO doom VALUES (%d)".formatted(next + 1 + random.nextInt(12)));
    }
    try {
      work.run();
    } catch (RuntimeException end) {
      killed++;
    }
    // What the test itself writes is not to be killed.
    stage.database.run("DELETE FROM doom");
  }

  private void hold() {
    assertThat(
            stage.column(
                """
                SELECT key FROM outgoing
                WHERE method LIKE 'send%' AND key LIKE 'incident:%'
                  AND NOT EXISTS (SELECT FROM notification WHERE outgoing_id = outgoing.id)
                """))
        .as("sent and not noted")
        .isEmpty();
    assertThat(
            stage.column(
                """
                SELECT step || ' ' || target FROM notification
                WHERE kind IN ('message', 'repeat') AND state <> 'held' AND outgoing_id IS NULL
                """))
        .as("noted and not sent")
        .isEmpty();
    assertThat(
            stage.column(
                """
                SELECT incident_id || ' ' || kind || ' ' || (detail ->> 'step') || ' ' || at
                FROM incident_event
                WHERE kind IN ('called', 'held')
                GROUP BY incident_id, kind, detail, at
                HAVING count(*) > 1
                """))
        .as("called twice")
        .isEmpty();
    assertThat(
            stage.database.one(
                "SELECT count(*) FROM incident_event WHERE kind IN ('called', 'held')"))
        .isEqualTo(stage.database.one("SELECT count(*) FROM notification"));
    assertThat(
            stage.column(
                """
                SELECT id::text FROM incident
                WHERE state = 'open'
                  AND NOT EXISTS (
                    SELECT FROM escalation_timer
                    WHERE incident_id = incident.id AND round = incident.round AND done_at IS NULL)
                """))
        .as("whose ladder stands still")
        .isEmpty();
    assertThat(new HashSet<>(stage.post.keys()))
        .as("told past Telegram without a call")
        .hasSizeLessThanOrEqualTo(
            Integer.parseInt(
                stage.database.one("SELECT count(*) FROM notification WHERE kind = 'fallback'")));
  }

  @Test
  void people_steps_and_alerts_at_once_wait_for_no_one_in_a_circle() throws Exception {
    for (int n = 0; n < 6; n++) {
      stage.fires("cpu-" + n, 2);
      stage.one.turn();
      clock.pass(Duration.ofMinutes(11));
    }
    stage.roster.with(Duty.DEVOPS, Target.of(13, "Sue", "en"), Target.of(12, "Omar", "en"));
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      Random random = new Random(n);
      int who = n;
      all.add(
          CompletableFuture.runAsync(() -> {
            for (int times = 0; times < 60; times++) {
              long id = 1L + random.nextInt(6);
              switch (random.nextInt(6)) {
                case 0 -> stage.incidents().acknowledge(id, Actor.chat(ANN));
                case 1 -> two.incidents().escalate(id, Actor.chat(OMAR));
                case 2 -> stage.incidents().severity(id, Actor.chat(ANN), 1 + random.nextInt(3));
                case 3 -> stage.fires("more-" + who + "-" + times, 1 + random.nextInt(3));
                default -> {
                  clock.pass(Duration.ofSeconds(40));
                  (random.nextBoolean() ? stage.one : two).turn();
                }
              }
            }
          }));
    }
    for (CompletableFuture<?> one : all) {
      one.get();
    }
    stage.database.run("SELECT pg_stat_clear_snapshot()");
    assertThat(
            stage.database.one(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
        .isEqualTo("0");
  }
}
