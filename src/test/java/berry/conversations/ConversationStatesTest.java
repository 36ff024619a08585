package berry.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Audit;
import berry.conversations.Assignments.Result;
import berry.database.Changes;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class ConversationStatesTest {

  private static final long ANNA = 101;
  private static final long VERA = 900;
  private static final long PAVEL = 901;
  private static final long NOBODY = 404;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final TestDatabase database = TestDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final Changes changes = new Changes(database.database(), database.address());
  private final ConversationStates states = new ConversationStates(changes);
  private final Assignments assignments = new Assignments(changes, new Audit(database.database()));

  ConversationStatesTest() {
    rows.person(ANNA, "Anna", NOON);
    rows.run(
        "INSERT INTO staff (person_id, role) VALUES (?, 'operator'), (?, 'admin')", VERA, PAVEL);
  }

  @AfterEach
  void close() {
    changes.close();
    database.close();
  }

  @Test
  void knows_no_chat_that_nobody_has_written_in() {
    assertThat(states.done(NOBODY, NOON)).isFalse();
    assertThat(states.reopen(NOBODY)).isFalse();
    assertThat(states.snooze(NOBODY, NOON)).isFalse();
    assertThat(states.tag(NOBODY, List.of("vip"))).isFalse();
    assertThat(states.read(NOBODY, VERA, NOON)).isFalse();
    assertThat(assignments.assign(NOBODY, VERA, PAVEL)).isEqualTo(Result.NO_CHAT);
    assertThat(told()).isEqualTo("0");
  }

  @Test
  void tells_of_each_change_once_and_of_nothing_else() {
    rows.run("UPDATE chat SET waiting_since = ?", Rows.at(NOON));
    for (int twice = 0; twice < 2; twice++) {
      assertThat(states.done(ANNA, NOON)).isTrue();
    }
    assertThat(told()).isEqualTo("1");
    for (int twice = 0; twice < 2; twice++) {
      states.reopen(ANNA);
      states.snooze(ANNA, NOON);
      states.tag(ANNA, List.of("vip"));
      states.read(ANNA, VERA, NOON);
      assignments.assign(ANNA, VERA, PAVEL);
    }
    assertThat(told()).isEqualTo("6");
    assertThat(database.one("SELECT DISTINCT concat(topic, person_id, ' ', chat_id) FROM change"))
        .isEqualTo("conversation 101");
  }

  @Test
  void leaves_what_colleagues_write_when_it_is_done() {
    rows.run("INSERT INTO draft (chat_id, staff_id, text) VALUES (?, ?, 'almost')", ANNA, PAVEL);

    states.done(ANNA, NOON);

    assertThat(database.one("SELECT text FROM draft")).isEqualTo("almost");
  }

  @Test
  void a_read_mark_never_goes_back() {
    states.read(ANNA, VERA, NOON);
    states.read(ANNA, VERA, NOON.minusSeconds(60));
    states.read(ANNA, PAVEL, NOON.minusSeconds(60));

    assertThat(
            database.one("SELECT count(*) FROM conversation_read WHERE read_at = '" + NOON + "'"))
        .isEqualTo("1");
  }

  @Test
  void a_conversation_is_given_to_the_team_only_and_that_is_written_down() {
    assertThat(assignments.assign(ANNA, VERA, PAVEL)).isEqualTo(Result.DONE);
    assertThat(assignments.assign(ANNA, ANNA, PAVEL)).isEqualTo(Result.NO_COLLEAGUE);
    assertThat(assignments.assign(ANNA, null, VERA)).isEqualTo(Result.DONE);

    assertThat(database.one("SELECT assignee FROM conversation")).isEqualTo("null");
    assertThat(
            database.one(
                "SELECT string_agg(concat_ws(' ', person_id, act, target, detail), ', '"
                    + " ORDER BY id) FROM audit"))
        .isEqualTo(
            "901 conversation.assigned chat 101 {\"staffId\": 900},"
                + " 900 conversation.assigned chat 101 {\"staffId\": null}");
  }

  @Test
  void who_answers_first_takes_it_and_who_leaves_gives_it_back() {
    changes.useTransaction((transaction, news) -> {
      Assignments.take(transaction, news, ANNA, VERA);
      Assignments.take(transaction, news, ANNA, PAVEL);
    });
    assertThat(database.one("SELECT assignee FROM conversation")).isEqualTo("900");

    changes.useTransaction((transaction, news) -> Assignments.release(transaction, news, PAVEL));
    assertThat(database.one("SELECT assignee FROM conversation")).isEqualTo("900");
    changes.useTransaction((transaction, news) -> Assignments.release(transaction, news, VERA));
    assertThat(database.one("SELECT assignee FROM conversation")).isEqualTo("null");
    assertThat(told()).isEqualTo("2");
  }

  private String told() {
    return database.one("SELECT count(*) FROM change WHERE topic = 'conversation'");
  }
}
