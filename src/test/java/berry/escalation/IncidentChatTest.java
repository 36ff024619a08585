package berry.escalation;

import static berry.escalation.EscalationStage.ANN;
import static berry.escalation.EscalationStage.OMAR;
import static berry.escalation.EscalationStage.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.Notification;
import berry.testing.Await;
import berry.testing.MovableClock;
import berry.testing.Rows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each button and command, by the team, by contacts, and by everybody else.
final class IncidentChatTest {

  private static final long OWNER = 9;
  private static final List<String> VERBS =
      List.of("ack", "silence", "escalate", "restart", "restart!", "back", "mitigate", "close");

  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  private final EscalationStage stage = new EscalationStage(clock);
  private final AtomicInteger restarts = new AtomicInteger();
  private final Restart restart =
      new Restart(
          restarts::incrementAndGet,
          () -> List.of(new Restart.Trouble("disk", "<full> & slow", null)),
          stage.incidents());
  private final IncidentChat chat =
      new IncidentChat(
          stage.incidents(),
          stage.staff,
          () -> stage.roster,
          stage.one.alerts(),
          stage.one.outbox(),
          restart,
          (argument, person, language) -> "on call " + argument,
          clock);
  private final Rows rows = new Rows(stage.database);

  @BeforeEach
  void people() {
    stage.staff.makeOwner(OWNER);
    rows.person(ANN, "<b>Ann</b> & Co", clock.instant());
    rows.person(OMAR, "Omar", clock.instant());
    rows.person(STRANGER, "Mallory", clock.instant());
  }

  @AfterEach
  void close() {
    restart.close();
    stage.close();
  }

  @Test
  void for_a_stranger_it_is_as_if_there_were_none() {
    stage.fires("cpu", 2);
    for (String verb : VERBS) {
      assertThat(press(verb, 1, STRANGER)).isEmpty();
    }
    for (String command : IncidentChat.COMMANDS) {
      assertThat(chat.command(command, "1", STRANGER, "Mallory", "en")).isEmpty();
    }
    assertThat(stage.state(1)).isEqualTo("open");
    assertThat(stage.kinds()).containsExactly("opened");
    assertThat(restarts).hasValue(0);
  }

  @Test
  void team_and_contacts_take_it_once() {
    stage.fires("cpu", 2);

    assertThat(press("ack", 1, ANN)).contains("You are on incident 1. Nobody else is called.");
    assertThat(press("ack", 1, ANN)).contains("You are on it already.");
    assertThat(press("ack", 1, OWNER)).contains("<b>Ann</b> & Co was first and is on it.");
    assertThat(press("mitigate", 1, OMAR)).contains("Noted: people are no longer affected.");
    assertThat(press("mitigate", 1, OMAR)).contains("You are on it already.");
  }

  @Test
  void of_two_who_press_at_once_one_has_it_and_the_other_reads_who() throws Exception {
    for (int id = 1; id <= 10; id++) {
      stage.fires("cpu-" + id, 2);
      clock.pass(Duration.ofMinutes(11));
      long incident = id;
      CyclicBarrier at = new CyclicBarrier(2);
      var ann = CompletableFuture.supplyAsync(() -> together(at, incident, ANN));
      var omar = CompletableFuture.supplyAsync(() -> together(at, incident, OMAR));

      assertThat(List.of(ann.get(), omar.get()))
          .filteredOn(said -> said.startsWith("You are on incident"))
          .hasSize(1);
      assertThat(ann.get() + omar.get()).contains("was first and is on it");
    }
  }

  private String together(CyclicBarrier at, long incident, long person) {
    try {
      at.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return press("ack", incident, person).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incident:ack:-1",
        "incident:ack:9999999999999999999",
        "incident:ack:1;DROP TABLE incident",
        "incident:ACK:1",
        "incident:ack:",
        "incident:ack:1\n",
        "alert:silence:cpu",
        ""
      })
  void data_that_are_none_of_its_buttons_are_left_to_others(String data) {
    stage.fires("cpu", 2);
    assertThat(chat.pressed(data, ANN, "Ann", "en", 5L)).isEmpty();
    assertThat(stage.state(1)).isEqualTo("open");
  }

  @Test
  void an_incident_that_is_not_there_is_named_so_and_restarts_nothing() {
    for (long id : new long[] {0, 7, 999_999_999_999_999_999L}) {
      for (String verb : VERBS) {
        assertThat(press(verb, id, ANN).orElseThrow())
            .as(verb)
            .isIn("There is no such incident.", "");
      }
    }
    assertThat(restarts).hasValue(0);
    assertThat(stage.database.one("SELECT count(*) FROM outgoing")).isEqualTo("0");
    assertThat(chat.pressed("incident:fly:1", ANN, "Ann", "en", 5L)).contains("");
  }

  @Test
  void of_what_is_over_it_says_so() {
    Notification cpu = stage.fires("cpu", 3);
    stage.ends(cpu);

    assertThat(press("ack", 1, ANN)).contains("It is already resolved.");
    assertThat(press("mitigate", 1, ANN)).contains("It is already resolved.");
    assertThat(press("escalate", 1, ANN)).contains("It is already resolved.");
    assertThat(press("silence", 1, ANN))
        .contains("Nothing of it goes on; there is nothing to silence.");
    stage.incidents().close(1, Actor.screen(ANN), null);
    assertThat(press("ack", 1, ANN)).contains("It is already closed.");
    assertThat(press("close", 1, ANN)).contains("It is already closed.");
  }

  @Test
  void silences_its_alerts_and_notes_it() {
    stage.fires("cpu", 2);
    stage.fires("disk", 2);

    assertThat(press("silence", 1, ANN).orElseThrow()).contains("Silent for an hour", "cpu");
    assertThat(stage.one.alerts().silences().current(clock.instant())).hasSize(2);
    assertThat(stage.kinds()).contains("silenced");
  }

  @Test
  void calls_the_next_people_until_all_are_called() {
    stage.fires("cpu", 2);
    stage.one.turn();

    assertThat(press("escalate", 1, ANN)).contains("The next people are being called.");
    assertThat(press("escalate", 1, OMAR)).contains("The next people are being called.");
    assertThat(press("escalate", 1, OMAR))
        .contains("Everybody has been called already; the reminders go on.");
  }

  @Test
  void restarts_only_what_was_confirmed_and_tells_what_came_of_it() {
    stage.fires("cpu", 2);

    assertThat(press("restart", 1, ANN).orElseThrow()).contains("Confirm");
    assertThat(buttons()).contains("incident:restart!:1", "incident:back:1");
    assertThat(restarts).hasValue(0);
    press("back", 1, ANN);
    assertThat(buttons()).contains("incident:ack:1").doesNotContain("restart!");
    assertThat(restarts).hasValue(0);

    press("restart!", 1, ANN);
    Await.until(
        Duration.ofSeconds(20),
        () -> !stage.column("SELECT 1::text FROM outgoing WHERE method = 'sendMessage'").isEmpty());
    assertThat(restarts).hasValue(1);
    assertThat(
            stage.database.one("SELECT body ->> 'text' FROM outgoing WHERE method = 'sendMessage'"))
        .contains("restarted Berry", "disk: &lt;full&gt; &amp; slow");
    assertThat(stage.kinds()).contains("restart");
  }

  @Test
  void asks_what_happened_and_the_answer_closes_it() {
    stage.ends(stage.fires("cpu", 2));
    assertThat(press("close", 1, ANN)).contains("Answer the message that has just come.");
    prompted(555);

    assertThat(chat.replied(STRANGER, 555, "I, Mallory, was it all along", "en")).isEmpty();
    assertThat(chat.replied(OMAR, 555, "I was not even asked for this", "en")).isEmpty();
    assertThat(chat.replied(ANN, 554, "an answer to something else", "en")).isEmpty();
    assertThat(chat.replied(ANN, 555, " short ", "en").orElseThrow()).contains("at least 10");
    assertThat(stage.state(1)).isEqualTo("resolved");
    assertThat(chat.replied(ANN, 555, "A loop in the report. Ended it.", "en"))
        .contains("Incident 1 is closed. Thank you.");
    assertThat(stage.database.one("SELECT resolution FROM incident"))
        .isEqualTo("A loop in the report. Ended it.");
    assertThat(chat.replied(ANN, 555, "and once more, to be sure", "en"))
        .contains("It is already closed.");
  }

  @Test
  void who_is_no_contact_any_more_answers_nothing() {
    stage.ends(stage.fires("cpu", 2));
    press("close", 1, ANN);
    prompted(555);
    stage.roster.with(Duty.DEVELOPER);

    assertThat(chat.replied(ANN, 555, "A loop in the report.", "en")).isEmpty();
    assertThat(stage.state(1)).isEqualTo("resolved");
  }

  @Test
  void an_answer_that_comes_after_it_came_back_closes_nothing() {
    stage.ends(stage.fires("cpu", 2));
    press("close", 1, ANN);
    prompted(555);
    clock.pass(Duration.ofMinutes(5));
    stage.fires("cpu", 2);

    assertThat(chat.replied(ANN, 555, "A loop in the report.", "en").orElseThrow())
        .contains("is back", "kept as a note");
    assertThat(stage.state(1)).isEqualTo("open");
    assertThat(stage.kinds()).contains("note");
    assertThat(press("close", 1, ANN).orElseThrow()).contains("It goes on");
  }

  @Test
  void a_long_answer_full_of_markup_is_kept_as_far_as_it_fits_and_shown_shortly() {
    stage.ends(stage.fires("cpu", 1));
    stage.one.turn();
    press("close", 1, ANN);
    prompted(555);
    chat.replied(ANN, 555, "😀<b>&*_`[x](http://e)".repeat(250), "en");

    assertThat(stage.state(1)).isEqualTo("closed");
    assertThat(stage.database.one("SELECT length(resolution) <= 2000 FROM incident"))
        .isEqualTo("true");
    assertThat(
            stage.database.one(
                "SELECT resolution LIKE '%�%' OR resolution LIKE '%?%' FROM incident"))
        .as("half a character")
        .isEqualTo("false");
  }

  @Test
  void every_message_fits_under_a_photo_whatever_is_in_it() {
    rows.run("UPDATE person SET first_name = ? WHERE id = ?", "<" + "😀".repeat(63), ANN);
    Notification first = stage.fires("cpu", 1);
    for (String key : List.of("disk", "memory", "database-down", "error-rate", "latency")) {
      stage.fires(key, 1);
    }
    stage.one.turn();
    press("ack", 1, ANN);
    stage.incidents().close(1, Actor.screen(ANN), "<&>".repeat(600));
    stage.ends(first);

    for (String html :
        stage.column(
            "SELECT coalesce(body ->> 'text', body ->> 'caption') FROM outgoing"
                + " WHERE method <> 'answerCallbackQuery'")) {
      String plain = html.replaceAll("<[^>]*>", "").replaceAll("&(lt|gt|amp|quot);", "x");
      assertThat(plain.length()).isLessThanOrEqualTo(1024);
      assertThat(html).doesNotContain("<&>", "<😀");
    }
  }

  @Test
  void ack_without_a_number_takes_the_only_one_or_asks_which() {
    assertThat(say("ack", "")).isEqualTo("Nothing is open.");
    stage.fires("cpu", 2);
    clock.pass(Duration.ofMinutes(11));
    stage.fires("disk", 2);

    assertThat(say("ack", "")).contains("Which one?", "/ack 2", "<b>1</b>", "<b>2</b>");
    assertThat(say("ack", "#2")).contains("You are on incident 2");
    assertThat(say("ack", "")).contains("You are on incident 1");
    assertThat(say("ack", "999999999999999999")).isEqualTo("There is no such incident.");
    assertThat(say("ack", "99999999999999999999999")).isEqualTo("Nothing is open.");
    assertThat(chat.command("ack", "2", OMAR, "Omar", "en").orElseThrow())
        .isEqualTo("&lt;b&gt;Ann&lt;/b&gt; &amp; Co was first and is on it.");
  }

  @Test
  void status_and_incidents_tell_what_is_so() {
    assertThat(say("status", "")).contains("All is well");
    assertThat(say("incidents", "")).contains("There has been no incident yet");
    Notification cpu = stage.fires("cpu", 2);
    press("ack", 1, ANN);

    assertThat(say("status", "")).contains("1 open", "<b>1</b>", "&lt;b&gt;Ann&lt;/b&gt;");
    stage.ends(cpu);
    assertThat(say("status", "")).contains("Still to be written down: 1");
    assertThat(say("incidents", "")).contains("<b>1</b>", "resolved");
    assertThat(say("oncall", "developer take")).isEqualTo("on call developer take");
  }

  @Test
  void silence_says_what_it_wants() {
    assertThat(say("silence", "")).contains("/silence RULE 1h", "cpu");
    assertThat(say("silence", "cpu 1h please")).contains("/silence RULE 1h");
    assertThat(say("silence", "<b>" + "x".repeat(4_000)))
        .contains("There is no rule &lt;b&gt;xxx")
        .hasSizeLessThan(1_000);
    for (String length : List.of("1", "4m", "8d", "9999d", "-1h", "1y")) {
      assertThat(say("silence", "cpu " + length)).contains("How long?");
    }
    assertThat(say("silence", "CPU 2H")).isEqualTo("cpu is silent until 02.03 14:00.");
  }

  @Test
  void speaks_russian_too() {
    stage.fires("cpu", 2);
    for (String verb : VERBS) {
      assertThat(chat.pressed("incident:" + verb + ":1", ANN, "Ann", "ru", null)).isPresent();
    }
    for (String command : IncidentChat.COMMANDS) {
      assertThat(chat.command(command, "", ANN, "Ann", "ru")).isPresent();
    }
  }

  private Optional<String> press(String verb, long incident, long person) {
    return chat.pressed("incident:" + verb + ":" + incident, person, "Ann", "en", 5L);
  }

  private String say(String command, String argument) {
    return chat.command(command, argument, ANN, "Ann", "en").orElseThrow();
  }

  private void prompted(long messageId) {
    stage.database.run(
        "UPDATE outgoing SET state = 'sent', message_id = %d WHERE body::text LIKE '%%force_reply%%'"
            .formatted(messageId));
  }

  private String buttons() {
    return stage.database.one(
        """
        SELECT body::text FROM outgoing
        WHERE method = 'editMessageReplyMarkup' ORDER BY id DESC LIMIT 1
        """);
  }
}
