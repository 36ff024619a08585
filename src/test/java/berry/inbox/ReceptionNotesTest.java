package berry.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.inbox.ReceptionNotes.Note;
import berry.testing.TestDatabase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class ReceptionNotesTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final ReceptionNotes notes = new ReceptionNotes(database.database());

  @Test
  void refuses_the_note_of_a_leader_that_lost_its_right() {
    notes.note(note(2, null, true));

    assertThat(notes.note(note(1, "telegram_away", false))).isFalse();
    assertThat(state().cause()).isNull();
    assertThat(notes.note(note(2, "telegram_away", false))).isTrue();
    assertThat(notes.note(note(3, null, true))).isTrue();
  }

  @Test
  void knows_nothing_before_the_first_note() {
    notes.delivered();

    assertThat(notes.now()).isEmpty();
  }

  @Test
  void says_since_when_a_trouble_lasts() {
    notes.note(note(1, "telegram_away", false));
    var since = state().troubleSince();
    notes.note(note(1, "telegram_away", false));
    assertThat(state().troubleSince()).isNotNull().isEqualTo(since);

    notes.note(note(1, "foreign_poller", false));
    assertThat(state().troubleSince()).isAfter(since);

    notes.note(note(1, null, true));
    assertThat(state().troubleSince()).isNull();
  }

  @Test
  void remembers_between_which_moments_nothing_came() {
    notes.note(note(1, null, true));
    pass(Duration.ofMinutes(30));
    var before = state().goodAt();

    notes.note(note(2, null, false));
    assertThat(state().goodBefore()).isNull();
    notes.note(note(2, null, true));
    notes.note(note(2, null, true));

    assertThat(state().goodBefore()).isEqualTo(before);
    assertThat(Duration.between(before, state().goodSince())).isGreaterThan(Duration.ofMinutes(29));
  }

  @Test
  void takes_a_delivery_for_a_sign_that_updates_come() {
    notes.note(note(1, null, true));
    pass(Duration.ofMinutes(30));
    assertThat(state().cause()).isEqualTo(ReceptionState.NOBODY);

    notes.delivered();

    assertThat(state().cause()).isNull();
    assertThat(state().deliveredAt()).isNotNull().isEqualTo(state().goodAt());
    assertThat(state().goodBefore()).isNotNull();
  }

  @Test
  void says_that_nobody_receives_when_the_leader_fell_silent() {
    notes.note(note(1, null, true));
    pass(Duration.ofMinutes(4));

    assertThat(state().cause()).isEqualTo("nobody_receives");
    assertThat(state().explanation()).contains("one/1", "berry start");
  }

  private ReceptionState state() {
    return notes.now().orElseThrow();
  }

  private void pass(Duration time) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                UPDATE reception
                SET noted_at = noted_at - ?::interval, good_at = good_at - ?::interval,
                  good_since = good_since - ?::interval
                """,
                time.toString(),
                time.toString(),
                time.toString()));
  }

  private static Note note(long epoch, @Nullable String trouble, boolean good) {
    return new Note(epoch, "one/1", "polling", null, trouble, trouble, good);
  }
}
