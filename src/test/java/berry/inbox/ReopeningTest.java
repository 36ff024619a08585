package berry.inbox;

import static berry.inbox.InboxFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import berry.audience.Chats;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a question does to a conversation that was done or put off.
@Tag("sql")
final class ReopeningTest {

  private static final long ANNA = 11;
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

  @AutoClose private final InboxFixture intake = new InboxFixture();

  @Test
  void a_question_opens_what_was_done() {
    intake.accept(text(1, 1, "where is it"));
    shown("true||");
    in(chats -> chats.done(ANNA, Instant.EPOCH));
    assertThat(state()).isEqualTo("false|1970|");

    intake.accept(text(2, 2, "and now?"));

    shown("true||");
  }

  @Test
  void a_question_ends_a_snooze_also_of_one_who_waits_already() {
    intake.accept(text(1, 1, "where is it"));
    shown("true||");
    in(chats -> chats.snoozed(ANNA, LATER));
    assertThat(state()).isEqualTo("true||2099");

    intake.accept(text(2, 2, "well?"));

    shown("true||");
  }

  @Test
  void a_command_is_no_question_and_opens_nothing() {
    intake.accept(text(1, 1, "where is it"));
    shown("true||");
    in(chats -> chats.done(ANNA, Instant.EPOCH));

    intake.accept(text(2, 2, "/start"));

    InboxFixture.holds(() -> assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("2"));
    assertThat(state()).isEqualTo("false|1970|");
  }

  /// Nobody may wait in a conversation that counts as done, whoever comes first.
  @Test
  void done_and_a_question_at_the_same_moment_leave_one_of_the_two() throws Exception {
    intake.accept(text(1, 1, "where is it"));
    shown("true||");
    AtomicBoolean asking = new AtomicBoolean(true);
    Thread closes =
        Thread.ofPlatform()
            .start(() -> {
              while (asking.get()) {
                in(chats -> chats.done(ANNA, Instant.EPOCH));
                in(chats -> chats.snoozed(ANNA, LATER));
              }
            });
    for (int n = 2; n <= 60; n++) {
      intake.accept(text(n, n, "question " + n));
      assertThat(
              intake.one(
                  "SELECT count(*) FROM chat"
                      + " WHERE waiting_since IS NOT NULL AND done_at IS NOT NULL"))
          .isEqualTo("0");
    }
    asking.set(false);
    closes.join();

    intake.accept(text(61, 61, "the last one"));

    shown("true||");
  }

  private void shown(String state) {
    InboxFixture.holds(() -> assertThat(state()).isEqualTo(state));
  }

  /// Whether Anna waits, in which year it was done, until which year it is put off.
  private String state() {
    return intake.one(
        "SELECT concat_ws('|', (waiting_since IS NOT NULL)::text,"
            + " coalesce(extract(year FROM done_at)::text, ''),"
            + " coalesce(extract(year FROM snoozed_until)::text, '')) FROM chat");
  }

  private interface Step {
    void with(Chats chats);
  }

  private void in(Step step) {
    intake.database.jdbi().useTransaction(transaction -> step.with(new Chats(transaction)));
  }
}
