package berry.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.time.Instant;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class ChatsTest {

  private static final long ANNA = 101;
  private static final long GROUP = -7;
  private static final long SUPERGROUP = -1007;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Rows rows = new Rows(database);

  @Test
  void nobody_else_changes_a_chat_that_is_being_answered() {
    rows.chat(ANNA);

    in(chats -> {
      chats.lock(ANNA);
      assertThatThrownBy(this::changedBySomebodyElse).hasMessageContaining("could not obtain lock");
    });

    assertThatCode(this::changedBySomebodyElse).doesNotThrowAnyException();
  }

  @Test
  void says_who_waits_and_whose_chat_it_is() {
    rows.chat(ANNA);
    rows.chat(SUPERGROUP);
    rows.run("UPDATE chat SET waiting_since = ? WHERE id = ?", Rows.at(NOON), ANNA);

    in(chats -> {
      assertThat(chats.lock(ANNA)).isEqualTo(new Chats.Now(true, NOON));
      assertThat(chats.lock(SUPERGROUP)).isEqualTo(new Chats.Now(false, null));
      assertThat(chats.lock(GROUP)).isNull();
    });
  }

  @Test
  void a_command_or_a_word_of_the_team_after_the_answer_is_no_question() {
    rows.chat(ANNA);
    rows.run("UPDATE chat SET waiting_since = ?", Rows.at(NOON));
    rows.said(ANNA, ANNA, 1, NOON, "where is my parcel");
    rows.said(ANNA, ANNA, 3, NOON.plusSeconds(70), "/start");
    rows.said(ANNA, ANNA, 4, NOON.plusSeconds(80), "from the team");
    rows.run("UPDATE message SET staff = true WHERE message_id = 4");

    in(chats -> chats.answered(ANNA, NOON.plusSeconds(60), 2));

    assertThat(one("SELECT waiting_since FROM chat")).isNull();
  }

  @Test
  void a_second_reply_to_one_question_is_not_counted() {
    in(chats -> chats.replied(ANNA, NOON, NOON.plusSeconds(60), 7L));
    in(chats -> chats.replied(ANNA, NOON, NOON.plusSeconds(90), 8L));

    assertThat(one("SELECT string_agg(staff_id::text, ',') FROM first_reply")).isEqualTo("7");
  }

  /// Telegram's dates are whole seconds and its clock is not ours.
  @Test
  void no_reply_is_older_than_its_question() {
    in(chats -> chats.replied(ANNA, NOON, NOON.minusSeconds(2), null));

    assertThat(one("SELECT answered_at - asked_at FROM first_reply")).isEqualTo("00:00:00");
  }

  @Test
  void remembers_when_a_person_blocked_the_bot_for_the_first_time() {
    rows.person(ANNA, "Anna", NOON);
    rows.run("UPDATE person SET blocked_at = ?", Rows.at(NOON));

    in(chats -> chats.blocked(ANNA));

    assertThat(one("SELECT (blocked_at AT TIME ZONE 'UTC')::time FROM person"))
        .isEqualTo("12:00:00");
  }

  @Test
  void a_chat_that_something_arrived_in_can_be_reached_again() {
    rows.chat(ANNA);
    in(chats -> chats.unreachable(ANNA, "no_chat"));
    assertThat(one("SELECT unreachable FROM chat")).isEqualTo("no_chat");

    in(chats -> chats.reached(ANNA));

    assertThat(one("SELECT unreachable FROM chat")).isNull();
  }

  @Test
  void nobody_waits_in_a_conversation_that_is_over() {
    rows.chat(ANNA);
    rows.run("UPDATE chat SET waiting_since = ?, snoozed_until = ?", Rows.at(NOON), Rows.at(NOON));

    in(chats -> assertThat(chats.done(ANNA, NOON)).isTrue());
    in(chats -> assertThat(chats.done(ANNA, NOON.plusSeconds(9))).isFalse());

    assertThat(one("SELECT concat(waiting_since, snoozed_until) FROM chat")).isEmpty();
    assertThat(one("SELECT extract(epoch FROM done_at)::bigint FROM chat"))
        .isEqualTo(Long.toString(NOON.getEpochSecond()));

    in(chats -> assertThat(chats.reopened(ANNA)).isTrue());
    in(chats -> assertThat(chats.reopened(ANNA)).isFalse());
    assertThat(one("SELECT concat(waiting_since, done_at) FROM chat")).isEmpty();
  }

  @Test
  void a_snooze_can_be_moved_and_ended() {
    rows.chat(ANNA);
    rows.run("UPDATE chat SET waiting_since = ?", Rows.at(NOON));

    in(chats -> assertThat(chats.snoozed(ANNA, NOON.plusSeconds(60))).isTrue());
    in(chats -> assertThat(chats.snoozed(ANNA, NOON.plusSeconds(60))).isFalse());
    in(chats -> assertThat(chats.snoozed(ANNA, NOON.plusSeconds(90))).isTrue());
    in(chats -> assertThat(chats.snoozed(ANNA, null)).isTrue());
    in(chats -> assertThat(chats.snoozed(GROUP, NOON)).isFalse());

    assertThat(one("SELECT (waiting_since IS NOT NULL) || concat(snoozed_until) FROM chat"))
        .isEqualTo("true");
  }

  @Test
  void a_supergroup_has_the_title_of_the_group_it_was() {
    rows.chat(GROUP);
    rows.run("UPDATE chat SET title = 'Team'");
    in(chats -> assertThat(chats.migratedTo(GROUP)).isEmpty());

    in(chats -> chats.moved(GROUP, SUPERGROUP));

    in(chats -> assertThat(chats.migratedTo(GROUP)).contains(SUPERGROUP));
    assertThat(one("SELECT type || ' ' || title FROM chat WHERE id = " + SUPERGROUP))
        .isEqualTo("supergroup Team");
  }

  /// In a connection of its own: within a transaction Jdbi would take that one's.
  private void changedBySomebodyElse() {
    try (Handle other = database.jdbi().open()) {
      other.execute("SELECT id FROM chat WHERE id = ? FOR UPDATE NOWAIT", ANNA);
    }
  }

  private void in(Consumer<Chats> work) {
    database.jdbi().useTransaction(transaction -> work.accept(new Chats(transaction)));
  }

  private @Nullable String one(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }
}
