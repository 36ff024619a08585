package berry.inbox;

import static berry.inbox.InboxFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the owner is told after an outage.
@Tag("sql")
class BacklogTest {

  private static final Instant BACK = Instant.parse("2026-11-23T14:21:00Z");

  private final InboxFixture intake = new InboxFixture();
  private Backlog backlog = backlog();

  @AfterEach
  void close() {
    backlog.close();
    intake.close();
  }

  @Test
  void says_nothing_of_messages_that_come_at_once() {
    comes(BACK, Duration.ofSeconds(2), Duration.ofSeconds(59));
    backlog.close();

    assertThat(outages()).isEqualTo("null");
  }

  @Test
  void counts_what_was_written_during_the_outage_and_came_after_it() {
    comes(BACK, Duration.ofMinutes(18), Duration.ofMinutes(3), Duration.ofSeconds(20));
    comes(BACK.plusSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(0));

    awaitOutage("14:03:00 14:21:00 4");
  }

  @Test
  void notes_one_outage_however_many_take_the_backlog_in_and_through_a_restart() {
    comes(BACK, Duration.ofMinutes(18));
    backlog.close();
    backlog = backlog();
    comes(BACK.plusSeconds(4), Duration.ofMinutes(10));
    backlog.close();
    try (Backlog other = backlog()) {
      backlog = other;
      comes(BACK.plusSeconds(2), Duration.ofMinutes(2), Duration.ofMinutes(1));
    }

    assertThat(outages()).isEqualTo("14:03:00 14:21:04 4");
  }

  @Test
  void tells_two_outages_apart() {
    comes(BACK, Duration.ofMinutes(18));
    backlog.close();
    backlog = backlog();
    comes(BACK.plusSeconds(7200), Duration.ofMinutes(30));
    backlog.close();

    assertThat(outages()).isEqualTo("14:03:00 14:21:00 1, 15:51:00 16:21:00 1");
  }

  @Test
  void takes_a_clock_that_is_ahead_for_no_outage() {
    for (int n = 1; n <= 5; n++) {
      intake.run(
          "INSERT INTO message (chat_id, message_id, sent_at, received_at, direction, kind)"
              + " VALUES (11, "
              + n
              + ", '2026-11-23T13:00:00Z', '2026-11-23T13:02:00Z', 'in', 'text')");
    }
    comes(BACK, Duration.ofMinutes(2));
    backlog.close();

    assertThat(outages()).isEqualTo("null");
  }

  @Test
  void takes_a_date_of_long_ago_for_no_outage() {
    comes(BACK, Duration.ofDays(400), Duration.ofHours(26));
    backlog.close();

    assertThat(outages()).isEqualTo("null");
  }

  @Test
  void wakes_the_overview() {
    comes(BACK, Duration.ofMinutes(18));

    awaitOutage("14:03:00 14:21:00 1");
    assertThat(intake.one("SELECT topic FROM change")).isEqualTo("outage");
  }

  @Test
  void is_told_by_the_inbox_itself() {
    long date = Clock.systemUTC().instant().minusSeconds(600).getEpochSecond();
    intake.accept(text(1, "message", 1, 11, date, "I waited", ""));
    intake.accept(text(1, "message", 1, 11, date, "I waited", ""));
    intake.inbox.close();

    assertThat(intake.one("SELECT messages FROM outage")).isEqualTo("1");
  }

  private Backlog backlog() {
    return new Backlog(intake.changes, Duration.ofMillis(50));
  }

  /// Messages that come together, each written so long before.
  private void comes(Instant when, Duration... before) {
    List<Arrival> arrivals =
        List.of(before).stream()
            .map(one -> when.minus(one).getEpochSecond())
            .map(date -> text(date, "message", date, 11, date, "x", ""))
            .map(json -> new Body(json.getBytes(StandardCharsets.UTF_8)))
            .map(body -> Arrival.read(body, when, InboxFixture.WORDS))
            .toList();
    backlog.saw(arrivals, arrivals.size());
  }

  private void awaitOutage(String told) {
    InboxFixture.await(() -> outages().equals(told));
  }

  private String outages() {
    return intake.one(
        """
        SELECT string_agg(
          to_char(began_at AT TIME ZONE 'UTC', 'HH24:MI:SS') || ' '
            || to_char(ended_at AT TIME ZONE 'UTC', 'HH24:MI:SS') || ' ' || messages,
          ', ' ORDER BY id)
        FROM outage
        """);
  }
}
