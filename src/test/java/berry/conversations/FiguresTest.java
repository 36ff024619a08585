package berry.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class FiguresTest {

  private static final long ANNA = 101;
  private static final long STRANGER = 666;
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  /// A Wednesday.
  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final Figures figures = new Figures(database.database());

  @Test
  void a_strangers_messages_count_for_nobody_else() {
    rows.said(ANNA, ANNA, 1, NOW, "hello");
    rows.run(
        "INSERT INTO chat (id, type, first_seen_at, last_seen_at, waiting_since)"
            + " VALUES (101, 'private', now(), now(), now())");

    Figures.Numbers numbers = figures.of(STRANGER, MOSCOW, NOW);

    assertThat(numbers.messages()).isZero();
    assertThat(numbers.days()).hasSize(14).allMatch(bar -> bar.mine() + bar.answers() == 0);
    assertThat(figures.question(STRANGER, NOW).state()).isEqualTo("none");
  }

  @Test
  void weeks_begin_on_the_viewers_monday() {
    // Sunday 23:30 in London is Monday 02:30 in Moscow.
    rows.said(ANNA, ANNA, 1, Instant.parse("2026-03-01T23:30:00Z"), "on the border");
    rows.said(ANNA, ANNA, 2, Instant.parse("2026-02-22T12:00:00Z"), "a Sunday");
    rows.said(ANNA, ANNA, 3, Instant.parse("2026-02-23T12:00:00Z"), "a Monday");

    assertThat(figures.of(ANNA, MOSCOW, NOW).thisWeek()).isEqualTo(1);
    assertThat(figures.of(ANNA, MOSCOW, NOW).lastWeek()).isEqualTo(1);
    assertThat(figures.of(ANNA, ZoneOffset.UTC, NOW).thisWeek()).isZero();
    assertThat(figures.of(ANNA, ZoneOffset.UTC, NOW).lastWeek()).isEqualTo(2);
    assertThat(figures.of(ANNA, MOSCOW, NOW).messages()).isEqualTo(3);
  }

  @Test
  void bars_stand_on_the_viewers_days() {
    rows.said(ANNA, ANNA, 1, Instant.parse("2026-03-03T20:59:59Z"), "still the 3rd in Moscow");
    rows.said(ANNA, ANNA, 2, Instant.parse("2026-03-03T21:00:00Z"), "the 4th in Moscow");
    rows.told(ANNA, ANNA, 3, Instant.parse("2026-03-03T21:00:01Z"), "an answer");

    assertThat(figures.of(ANNA, MOSCOW, NOW).days().getFirst().day())
        .isEqualTo(LocalDate.of(2026, 2, 19));
    assertThat(figures.of(ANNA, MOSCOW, NOW).days().subList(12, 14))
        .containsExactly(
            new Figures.Bar(LocalDate.of(2026, 3, 3), 1, 0),
            new Figures.Bar(LocalDate.of(2026, 3, 4), 1, 1));
    assertThat(figures.of(ANNA, ZoneId.of("+05:30"), NOW).days().getLast())
        .isEqualTo(new Figures.Bar(LocalDate.of(2026, 3, 4), 2, 1));
  }

  @Test
  void an_active_day_is_one_of_thirty_on_which_the_person_wrote() {
    rows.said(ANNA, ANNA, 1, Instant.parse("2026-02-02T23:59:59Z"), "31 days ago");
    rows.said(ANNA, ANNA, 2, Instant.parse("2026-02-03T00:00:00Z"), "30 days with today");
    rows.said(ANNA, ANNA, 3, Instant.parse("2026-02-03T10:00:00Z"), "the same day");
    rows.told(ANNA, ANNA, 4, Instant.parse("2026-02-10T10:00:00Z"), "only an answer");
    rows.said(ANNA, ANNA, 5, NOW, "today");

    assertThat(figures.of(ANNA, ZoneOffset.UTC, NOW).activeDays()).isEqualTo(2);
  }

  @Test
  void says_since_when_a_person_waits_and_when_they_were_answered() {
    assertThat(figures.question(ANNA, NOW)).isEqualTo(new Question("none", null, null, null, null));

    rows.person(ANNA, "Anna", NOW);
    reply(ANNA, 600, 60, 7L);
    assertThat(figures.question(ANNA, NOW))
        .isEqualTo(new Question("answered", null, NOW.minusSeconds(540), null, null));

    rows.person(7, "Olga", NOW);
    assertThat(figures.question(ANNA, NOW).answeredBy()).isEqualTo("Olga");
    rows.run("INSERT INTO staff (person_id, role, name) VALUES (7, 'operator', 'Support')");
    assertThat(figures.question(ANNA, NOW).answeredBy()).isEqualTo("Support");

    rows.run("UPDATE chat SET waiting_since = ? WHERE id = ?", Rows.at(NOW.minusSeconds(30)), ANNA);
    assertThat(figures.question(ANNA, NOW))
        .isEqualTo(new Question("waiting", NOW.minusSeconds(30), null, null, null));
  }

  @Test
  void names_the_usual_wait_from_five_replies_of_people_on() {
    for (int n = 1; n <= 4; n++) {
      reply(n, 9000, n * 60L, 7L);
    }
    reply(50, 9000, 3000, null);
    reply(51, 40 * 86_400L, 3000, 7L);
    assertThat(figures.question(ANNA, NOW).usualAnswerSeconds()).isNull();

    reply(5, 9000, 3600, 7L);
    assertThat(figures.question(ANNA, NOW).usualAnswerSeconds()).isEqualTo(180);
  }

  private void reply(long chat, long askedSecondsAgo, long waited, @Nullable Long staff) {
    Instant asked = NOW.minusSeconds(askedSecondsAgo);
    rows.run(
        "INSERT INTO first_reply (chat_id, asked_at, answered_at, staff_id) VALUES (?, ?, ?, ?)",
        chat,
        Rows.at(asked),
        Rows.at(asked.plusSeconds(waited)),
        staff);
  }
}
