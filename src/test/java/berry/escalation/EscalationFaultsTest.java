package berry.escalation;

import static berry.escalation.EscalationStage.ANN;
import static berry.escalation.EscalationStage.OMAR;
import static berry.escalation.EscalationStage.SUE;
import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.Notification;
import berry.alerts.TestEpisodes;
import berry.escalation.FallbackChannel.Sent;
import berry.testing.Await;
import berry.testing.FakeBotApi;
import berry.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What goes wrong around the ladder, and what people do in between: it goes on, and nobody is
/// forgotten.
final class EscalationFaultsTest {

  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  @AutoClose private final EscalationStage stage = new EscalationStage(clock);

  /// Which transaction wrote each row. Ids of transactions alone would count other tests, too.
  private static final String ROWS =
      """
      SELECT
        (SELECT string_agg(id || ':' || xmin, ',' ORDER BY id) FROM notification)
        || (SELECT string_agg(step || ':' || xmin, ',' ORDER BY step) FROM escalation_timer)
      """;

  @Test
  void a_worse_alert_wakes_people_whom_a_minor_one_let_sleep() {
    stage.roster.hush(3, clock.instant().plus(Duration.ofHours(8)));
    stage.fires("cpu", 3);
    stage.one.turn();
    stage.delivered();
    stage.pass(Duration.ofMinutes(3));
    stage.fires("database-down", 1);
    stage.one.turn();

    assertThat(stage.calls()).containsExactly("0 message person:11", "0 repeat person:11");
    assertThat(
            stage.database.one(
                """
                SELECT jsonb_exists(body, 'disable_notification') FROM outgoing
                WHERE method = 'sendMessage' ORDER BY id DESC LIMIT 1
                """))
        .isEqualTo("false");
    stage.delivered();
    stage.pass(Duration.ofMinutes(5));
    assertThat(stage.calls()).contains("1 message person:12");
  }

  @Test
  void a_step_that_waits_for_the_morning_comes_in_time_once_it_is_urgent() {
    stage.roster.hush(2, clock.instant().plus(Duration.ofHours(8)));
    stage.fires("cpu", 2);
    stage.one.turn();
    stage.delivered();
    stage.pass(Duration.ofMinutes(1));
    stage.fires("database-down", 1);

    stage.pass(Duration.ofMinutes(4));
    assertThat(stage.calls()).contains("1 message person:12");
  }

  @Test
  void judged_minor_it_calls_nobody_else_and_judged_worse_again_it_does() {
    stage.fires("cpu", 2);
    stage.one.turn();
    stage.delivered();
    stage.incidents().severity(1, Actor.screen(ANN), 3);
    stage.pass(Duration.ofHours(1));
    assertThat(stage.calls()).containsExactly("0 message person:11");

    stage.incidents().severity(1, Actor.screen(ANN), 1);
    stage.one.turn();
    stage.delivered();
    stage.pass(Duration.ofMinutes(5));
    assertThat(stage.calls())
        .containsExactly(
            "0 message person:11",
            "0 repeat person:11",
            "1 message person:12",
            "1 repeat person:11");
  }

  @Test
  void whoever_is_called_by_hand_later_is_the_next_and_nobody_is_skipped() {
    stage.fires("cpu", 2);
    stage.one.turn();
    stage.delivered();
    stage.incidents().acknowledge(1, Actor.chat(ANN));
    stage.pass(Duration.ofMinutes(20));

    assertThat(stage.incidents().escalate(1, Actor.chat(ANN))).isInstanceOf(Done.Ok.class);
    assertThat(stage.calls()).contains("1 message person:12");
  }

  @Test
  void a_clock_that_was_a_day_ahead_keeps_nobody_from_being_called() {
    clock.set(Instant.parse("2136-03-03T12:00:00Z"));
    stage.fires("cpu", 2);
    stage.one.turn();
    stage.delivered();
    clock.set(Instant.parse("2136-03-02T12:00:00Z"));

    stage.pass(Duration.ofSeconds(1));
    stage.pass(Duration.ofMinutes(5));
    assertThat(stage.calls()).contains("1 message person:12");
  }

  @Test
  void a_clock_that_runs_ahead_takes_every_step_once_and_one_after_the_other() {
    stage.fires("cpu", 2);
    stage.one.turn();
    stage.delivered();
    stage.pass(Duration.ofHours(9));
    assertThat(stage.database.one("SELECT max(step) FROM notification")).isEqualTo("1");
    stage.pass(Duration.ofSeconds(30));
    assertThat(stage.database.one("SELECT max(step) FROM notification")).isEqualTo("2");
  }

  @Test
  void an_incident_that_can_not_be_told_of_keeps_no_other_from_being_called() {
    stage.fires("cpu", 2);
    clock.pass(Duration.ofMinutes(11));
    stage.fires("disk", 2);
    stage.database.run(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'not this one'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON notification
          FOR EACH ROW WHEN (NEW.incident_id = 1) EXECUTE FUNCTION refuse();
        """);
    stage.one.turn();

    assertThat(stage.column("SELECT incident_id::text FROM notification")).containsExactly("2");
    stage.database.run("DROP TRIGGER refuse ON notification");
    stage.pass(Duration.ofSeconds(30));
    assertThat(stage.column("SELECT incident_id::text FROM notification"))
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void a_contact_who_is_removed_between_the_steps_is_called_no_more_and_reads_the_end() {
    Notification cpu = stage.fires("cpu", 2);
    stage.one.turn();
    stage.delivered();
    stage.roster.with(Duty.DEVELOPER, Target.of(SUE, "Sue", "en"));
    stage.pass(Duration.ofMinutes(5));
    assertThat(stage.calls())
        .containsExactly("0 message person:11", "1 message person:12", "1 message person:13");

    stage.delivered();
    stage.ends(cpu);
    assertThat(
            stage.database.one(
                """
                SELECT count(DISTINCT chat_id) FROM outgoing
                WHERE method = 'editMessageText' AND body ->> 'text' LIKE '%All is well again%'
                  OR body ->> 'text' LIKE '%Всё снова в порядке%'
                """))
        .isEqualTo("3");
  }

  @Test
  void what_is_late_goes_past_telegram_once_and_then_costs_nothing() {
    stage.fires("cpu", 1);
    stage.one.turn();
    stage.pass(Duration.ofSeconds(60));
    assertThat(stage.post.keys()).containsExactly("incident-1-1-0");

    String before = stage.database.one(ROWS);
    for (int n = 0; n < 20; n++) {
      stage.pass(Duration.ofSeconds(1));
    }
    assertThat(stage.database.one(ROWS)).as("rows and who wrote them").isEqualTo(before);
  }

  @Test
  void who_is_on_it_needs_no_call_past_telegram() {
    stage.fires("cpu", 1);
    stage.one.turn();
    stage.incidents().acknowledge(1, Actor.screen(ANN));
    stage.pass(Duration.ofMinutes(5));

    assertThat(stage.post.keys()).isEmpty();
  }

  @Test
  void a_way_past_telegram_is_not_tried_again_for_what_is_over() {
    stage.post.answer = new Sent.Failed("no route", true);
    Notification cpu = stage.fires("cpu", 1);
    stage.one.turn();
    stage.pass(Duration.ofSeconds(60));
    stage.ends(cpu);
    stage.pass(Duration.ofMinutes(10));

    assertThat(stage.post.keys()).hasSize(1);
    assertThat(
            stage.database.one(
                "SELECT state || ' ' || why FROM notification WHERE target = 'mail'"))
        .isEqualTo("held over");
  }

  @Test
  void a_machine_that_does_not_answer_keeps_the_ladder_from_nothing() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    stage.post.meanwhile =
        () -> {
          try {
            answers.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    stage.one.escalation().start();
    try {
      stage.fires("cpu", 1);
      Await.until(Duration.ofSeconds(20), () -> !stage.calls().isEmpty());
      clock.pass(Duration.ofSeconds(61));
      Await.until(Duration.ofSeconds(20), () -> !stage.post.calls.isEmpty());
      clock.pass(Duration.ofMinutes(5));
      Await.until(Duration.ofSeconds(20), () -> stage.calls().contains("1 message person:12"));
    } finally {
      answers.countDown();
    }
  }

  @Test
  void what_was_told_while_the_database_was_away_is_told_no_more_and_edited_to_the_end() {
    Instant began = clock.instant();
    OutageLadder ladder = told(began);

    clock.pass(Duration.ofMinutes(6));
    adopt(ladder, stage.episodes.outage(began, ANN, 900L, null));

    assertThat(stage.calls())
        .containsExactlyInAnyOrder("0 message person:11", "1 message person:12");
    stage.one.turn();
    assertThat(
            stage.column("SELECT DISTINCT chat_id::text FROM outgoing WHERE method LIKE 'send%'"))
        .as("who is told anew: only that Ann is reminded with the second step")
        .containsExactly("11");
    assertThat(
            stage.column(
                """
                SELECT DISTINCT chat_id || ' ' || (body ->> 'message_id') FROM outgoing
                WHERE method = 'editMessageText' ORDER BY 1
                """))
        .containsExactly("11 900", "12 901");
  }

  @Test
  void the_same_when_an_incident_goes_on_already() {
    stage.fires("cpu", 2);
    stage.one.turn();
    stage.delivered();
    clock.pass(Duration.ofMinutes(2));
    Instant began = clock.instant();
    OutageLadder ladder = told(began);

    adopt(ladder, stage.episodes.outage(began, ANN, 900L, clock.instant()));

    assertThat(stage.database.one("SELECT count(*) FROM incident")).isEqualTo("1");
    assertThat(
            stage.column(
                """
                SELECT chat_id || ' ' || (body ->> 'message_id') FROM outgoing
                WHERE method = 'editMessageText' AND jsonb_exists(body, 'message_id') ORDER BY chat_id
                """))
        .containsExactly("11 900", "12 901");
  }

  @Test
  void a_take_over_that_was_rolled_back_forgets_nobody() {
    Instant began = clock.instant();
    OutageLadder ladder = told(began);
    clock.pass(Duration.ofMinutes(6));
    Notification back = stage.episodes.outage(began, ANN, 900L, null);
    try {
      stage.changes.useTransaction((transaction, news) -> {
        responder(ladder).respond(transaction, news, List.of(back));
        throw new IllegalStateException("killed");
      });
    } catch (IllegalStateException killed) {
      // As meant.
    }

    adopt(ladder, back);
    assertThat(stage.calls())
        .containsExactlyInAnyOrder("0 message person:11", "1 message person:12");
  }

  /// Omar was told by the ladder from memory, Ann by whoever judges the rules.
  private OutageLadder told(Instant began) {
    stage.telegram.answer(
        "sendMessage",
        FakeBotApi.ok("{\"message_id\":901,\"date\":1,\"chat\":{\"id\":12,\"type\":\"private\"}}"));
    OutageLadder ladder = new OutageLadder(() -> stage.roster, stage.api, List.of(stage.post));
    ladder.goOn(TestEpisodes.away(began), began);
    ladder.goOn(TestEpisodes.away(began), began.plus(Duration.ofMinutes(5)));
    Await.until(Duration.ofSeconds(20), () -> ladder.calls() == 1);
    assertThat(stage.telegram.textsTo(OMAR)).hasSize(1);
    ladder.close();
    return ladder;
  }

  private void adopt(OutageLadder ladder, Notification back) {
    stage.changes.useTransaction(
        (transaction, news) -> responder(ladder).respond(transaction, news, List.of(back)));
  }

  private AlertResponse responder(OutageLadder ladder) {
    return stage.one.responder(ladder, stage.roster);
  }
}
