package berry.inbox;

import static berry.inbox.InboxFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What was set aside is taken in by a version that understands it. A check on the table plays the
/// version that does not.
@Tag("sql")
class QuarantineTest {

  @AutoClose private final InboxFixture intake = new InboxFixture();
  private final Quarantine quarantine = quarantine(Clock.systemUTC());

  @Test
  void leaves_what_nobody_can_read_where_it_is() {
    intake.accept("{\"update_id\":7,");

    List<Quarantine.Second> all = quarantine.retry(null, false);

    assertThat(all).singleElement().matches(one -> !one.takenIn());
    assertThat(all.getFirst().reason()).startsWith("not JSON");
    assertThat(quarantine.rows(10)).singleElement().matches(row -> row.updateId() == 7);
    assertThat(intake.totals.now().quarantined()).isEqualTo(1);
  }

  @Test
  void changes_nothing_in_a_dry_run() {
    setAside(text(1, 1, "guilty"));

    assertThat(quarantine.retry(null, true)).singleElement().matches(one -> one.takenIn());
    assertThat(intake.one("SELECT state FROM incoming")).isEqualTo("quarantined");
    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("0");
    assertThat(intake.totals.now().quarantined()).isEqualTo(1);
  }

  @Test
  void keeps_aside_what_the_database_still_refuses() {
    intake.run("ALTER TABLE message ADD CONSTRAINT old CHECK (text <> 'guilty')");
    intake.accept(text(1, 1, "guilty"));

    assertThat(quarantine.retry(null, false).getFirst().reason())
        .isEqualTo("the database refused it: SQLSTATE 23514");
    assertThat(intake.one("SELECT state FROM incoming")).isEqualTo("quarantined");
  }

  @Test
  void stores_all_of_it_with_the_time_it_came_and_corrects_the_counters() {
    setAside(text(1, 1, "guilty"));
    String received = intake.one("SELECT received_at FROM incoming");

    Quarantine.Second second = quarantine.retry(null, false).getFirst();

    assertThat(second.state()).isEqualTo("stored");
    assertThat(
            intake.one(
                "SELECT state || ' ' || kind || ' ' || person_id || ' ' || chat_id || ' '"
                    + " || coalesce(reason, 'none') FROM incoming"))
        .isEqualTo("stored message 11 11 none");
    assertThat(intake.one("SELECT received_at FROM incoming")).isEqualTo(received);
    assertThat(intake.one("SELECT received_at FROM message WHERE text = 'guilty'"))
        .isEqualTo(received);
    assertThat(intake.one("SELECT first_name FROM person")).isEqualTo("Anna");
    assertThat(intake.one("SELECT waiting_since IS NOT NULL FROM chat")).isEqualTo("true");
    assertThat(intake.one("SELECT sum(value) FROM activity WHERE metric = 'messages_in'"))
        .isEqualTo("1");
    assertThat(intake.one("SELECT topic FROM change")).isEqualTo("message");
    IntakeTotals counters = intake.totals.now();
    assertThat(counters.received()).isEqualTo(1);
    assertThat(counters.stored()).isEqualTo(1);
    assertThat(counters.quarantined()).isZero();
    assertThat(counters.lost()).isZero();
  }

  @Test
  void finds_nothing_to_do_the_second_time() {
    setAside(text(1, 1, "guilty"));
    quarantine.retry(null, false);

    assertThat(quarantine.retry(null, false)).isEmpty();
    assertThat(quarantine.retry(1L, false)).isEmpty();
    assertThat(intake.accept(text(1, 1, "guilty"))).isEqualTo(new Receipt.Stored(0, 1, 0));
  }

  @Test
  void takes_in_only_the_one_that_was_asked_for() {
    setAside(text(1, 1, "guilty"), text(2, 2, "guilty"), text(3, 3, "guilty"));

    assertThat(quarantine.retry(2L, false)).singleElement().matches(one -> one.updateId() == 2);
    assertThat(quarantine.rows(10).stream().map(Quarantine.Row::updateId)).containsExactly(1L, 3L);
  }

  @Test
  void reads_on_behind_a_hundred_that_stay() {
    for (int n = 1; n <= 120; n++) {
      intake.accept("{\"update_id\":" + n + ",");
    }
    setAside(text(500, 1, "guilty"));

    List<Quarantine.Second> all = quarantine.retry(null, false);

    assertThat(all).hasSize(121);
    assertThat(all.stream().filter(Quarantine.Second::takenIn)).hasSize(1);
  }

  @Test
  void owes_an_answer_to_a_fresh_command_and_the_running_berry_gives_it() {
    setAside(text(1, 1, "/help"));

    assertThat(quarantine.retry(null, false).getFirst().state()).isEqualTo("due");
    intake.inbox.start();
    InboxFixture.await(() -> intake.one("SELECT state FROM incoming").equals("handled"));
    assertThat(intake.answered).hasSize(1);
  }

  @Test
  void owes_no_answer_to_what_was_asked_too_long_ago() {
    setAside(text(1, 1, "/help"), button(2));

    var dayLater = quarantine(Clock.offset(Clock.systemUTC(), Duration.ofHours(25)));
    var minutesLater = quarantine(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(160)));

    assertThat(minutesLater.retry(2L, false).getFirst().state()).isEqualTo("stored");
    assertThat(dayLater.retry(1L, false).getFirst().state()).isEqualTo("stored");
    assertThat(intake.one("SELECT sum(value) FROM activity WHERE metric = 'commands:help'"))
        .isEqualTo("1");
  }

  @Test
  void takes_each_in_once_however_many_look() throws Exception {
    for (int n = 1; n <= 30; n++) {
      setAside(text(n, n, "guilty"));
    }
    List<Callable<List<Quarantine.Second>>> lookers = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      lookers.add(() -> quarantine.retry(null, false));
    }

    int taken = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Quarantine.Second>> one : threads.invokeAll(lookers)) {
        taken += one.get().size();
      }
    }

    assertThat(taken).isEqualTo(30);
    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("30");
    assertThat(intake.totals.now().stored()).isEqualTo(30);
    assertThat(intake.totals.now().quarantined()).isZero();
  }

  private Quarantine quarantine(Clock clock) {
    return new Quarantine(
        intake.database.database(), intake.changes, clock, InboxFixture.BOT, InboxFixture.WORDS);
  }

  /// Lets an older schema, which refuses everything, take these in.
  private void setAside(String... updates) {
    intake.run("ALTER TABLE person ADD CONSTRAINT old CHECK (id < 0) NOT VALID");
    for (String update : updates) {
      assertThat(intake.accept(update)).isEqualTo(new Receipt.Stored(0, 0, 1));
    }
    intake.run("ALTER TABLE person DROP CONSTRAINT old");
  }

  private static String button(long updateId) {
    return """
    {"update_id":%d,"callback_query":{"id":"5","from":{"id":11,"first_name":"Anna"},
     "data":"yes","message":{"message_id":3,"chat":{"id":11,"type":"private"}}}}\
    """
        .formatted(updateId);
  }
}
