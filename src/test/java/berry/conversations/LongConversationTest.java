package berry.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import berry.conversations.ConversationMessages.From;
import berry.conversations.ConversationMessages.Stretch;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reading stays quick among a million messages, a hundred thousand of them in one chat.
@Slow("writes a million messages")
@Tag("long")
final class LongConversationTest {

  private static final long ANNA = 101;
  private static final long GROUP = -1001;
  private static final Instant BEGUN = Instant.parse("2025-03-02T12:00:00Z");
  private static final Duration LIMIT = Duration.ofMillis(50);

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final ConversationMessages messages =
      new ConversationMessages(database.database(), Clock.systemUTC());
  private final Random random = new Random(7);

  @Test
  void any_page_of_a_long_conversation_comes_within_50_ms() {
    write();

    List<Duration> took = new ArrayList<>();
    for (long chat : List.of(ANNA, GROUP)) {
      for (int n = 0; n < 150; n++) {
        int message = 1 + random.nextInt(100_000);
        Instant sentAt = BEGUN.plusSeconds(300L * message);
        String around = new ItemId.Message(chat, message, sentAt).text();
        Stretch page = timed(took, chat, new From(null, null, around));
        timed(took, chat, new From(page.next(), null, null));
        timed(took, chat, new From(null, page.previous(), null));
        timed(took, chat, From.NEWEST);
      }
      for (int note = 1; note <= 20; note++) {
        timed(took, chat, new From(null, null, "note." + (chat == ANNA ? note : note + 20)));
      }
    }

    took.sort(Duration::compareTo);
    Duration p95 = took.get(took.size() * 95 / 100);
    assertThat(p95)
        .as("median %s, longest %s", took.get(took.size() / 2), took.getLast())
        .isLessThanOrEqualTo(LIMIT);
  }

  private Stretch timed(List<Duration> took, long chat, From from) {
    long begun = System.nanoTime();
    Stretch page = messages.stretch(chat, 1, from, 50).orElseThrow();
    took.add(Duration.ofNanos(System.nanoTime() - begun));
    assertThat(page.items()).isNotEmpty();
    return page;
  }

  /// Two chats of a hundred thousand, of which one is a group in which Anna writes as much, and
  /// eight thousand short ones: a year, in partitions of a month.
  private void write() {
    for (int month = 0; month < 13; month++) {
      int year = 2025 + (month + 2) / 12;
      int number = (month + 2) % 12 + 1;
      int next = number % 12 + 1;
      database.run(
          ("CREATE TABLE message_%d%02d PARTITION OF message"
                  + " FOR VALUES FROM ('%d-%02d-01') TO ('%d-%02d-01')")
              .formatted(year, number, year, number, number == 12 ? year + 1 : year, next));
    }
    database.run(
        "INSERT INTO person (id, first_name, first_seen_at, last_seen_at)"
            + " VALUES (101, 'Anna', now(), now())");
    for (long chat : List.of(ANNA, GROUP)) {
      database.run(
          "INSERT INTO chat (id, type, first_seen_at, last_seen_at) VALUES (%d, '%s', now(), now())"
              .formatted(chat, chat > 0 ? "private" : "supergroup"));
      database.run(line(chat + "", 1, 100_000, 300));
      database.run(
          ("INSERT INTO note (chat_id, staff_id, text, at) SELECT %d, 1, 'n',"
                  + " CAST('%s' AS timestamptz) + n * interval '10 days'"
                  + " FROM generate_series(1, 20) n")
              .formatted(chat, BEGUN));
    }
    database.run(line("200000 + n % 8000", 1, 800_000, 37));
    database.run("VACUUM ANALYZE message");
  }

  private static String line(String chat, int from, int to, int seconds) {
    return ("INSERT INTO message (chat_id, message_id, sent_at, received_at, person_id, direction,"
            + " kind, text, reply_to, edited_at)"
            + " SELECT %s, n, CAST('%s' AS timestamptz) + n * interval '%d s',"
            + " CAST('%s' AS timestamptz) + n * interval '%d s', 101,"
            + " CASE n %% 2 WHEN 0 THEN 'in' ELSE 'out' END, 'text', 'message ' || n,"
            + " CASE n %% 5 WHEN 0 THEN n - 3 END, CASE n %% 7 WHEN 0 THEN now() END"
            + " FROM generate_series(%d, %d) AS n")
        .formatted(chat, BEGUN, seconds, BEGUN, seconds, from, to);
  }
}
