package berry.inbox;

import static berry.inbox.InboxFixture.NOON;
import static berry.inbox.InboxFixture.await;
import static berry.inbox.InboxFixture.edit;
import static berry.inbox.InboxFixture.stored;
import static berry.inbox.InboxFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("sql")
class InboxTest {

  @AutoClose private final InboxFixture intake = new InboxFixture();

  @Test
  void refuses_what_is_over_the_limit() {
    assertThat(intake.inbox.accept(new byte[Inbox.MOST_BYTES + 1]))
        .isEqualTo(new Receipt.TooLarge(Inbox.MOST_BYTES + 1, Inbox.MOST_BYTES));
  }

  @Test
  void refuses_a_repeat() {
    intake.accept(text(1, 1, "once"));

    assertThat(intake.accept(text(1, 1, "once"))).isEqualTo(new Receipt.Stored(0, 1, 0));
    assertThat(intake.one("SELECT count(*) FROM incoming")).isEqualTo("1");
    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("1");
  }

  @Test
  void refuses_a_repeat_inside_one_batch() {
    assertThat(intake.accept(List.of(text(1, 1, "a"), text(1, 1, "a"), text(2, 2, "b"))))
        .isEqualTo(new Receipt.Stored(2, 1, 0));
  }

  @Test
  void accepts_an_id_anew_after_72_hours() {
    intake.accept(text(1, 1, "before the quiet week"));
    intake.run("UPDATE update_seen SET seen_at = seen_at - interval '73 h'");

    assertThat(intake.accept(text(1, 2, "after it"))).isEqualTo(stored());
    assertThat(intake.accept(text(1, 2, "after it"))).isEqualTo(new Receipt.Stored(0, 1, 0));
    assertThat(intake.one("SELECT count(*) FROM incoming")).isEqualTo("2");
  }

  @Test
  void still_refuses_a_repeat_after_71_hours() {
    intake.accept(text(1, 1, "hello"));
    intake.run("UPDATE update_seen SET seen_at = seen_at - interval '71 h'");

    assertThat(intake.accept(text(1, 1, "hello"))).isEqualTo(new Receipt.Stored(0, 1, 0));
  }

  @Test
  void stores_a_thousand_of_64_threads_exactly_once() throws Exception {
    List<Callable<Receipt>> calls = new ArrayList<>();
    for (int n = 1; n <= 1_000; n++) {
      String update = text(n, "message", n, 1 + n % 37, NOON, "message " + n, "");
      calls.add(() -> intake.accept(update));
    }
    try (var threads = Executors.newFixedThreadPool(64, Thread.ofVirtual().factory())) {
      for (Future<Receipt> one : threads.invokeAll(calls)) {
        assertThat(one.get()).isEqualTo(stored());
      }
    }

    assertThat(intake.one("SELECT count(*) FROM incoming")).isEqualTo("1000");
    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("1000");
    assertThat(intake.one("SELECT count(*) FROM person")).isEqualTo("37");
    assertThat(sum("messages_in")).isEqualTo("1000");
    IntakeTotals counters = intake.totals.now();
    assertThat(counters.received()).isEqualTo(1_000);
    assertThat(counters.stored()).isEqualTo(1_000);
    assertThat(counters.lost()).isZero();
  }

  @Test
  void takes_one_of_ten_at_the_same_moment_and_answers_it_once() throws Exception {
    intake.inbox.start();
    List<Callable<Receipt>> calls =
        IntStream.range(0, 10)
            .<Callable<Receipt>>mapToObj(n -> () -> intake.accept(text(1, 1, "/start")))
            .toList();
    int fresh = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Receipt> one : threads.invokeAll(calls)) {
        fresh += ((Receipt.Stored) one.get()).fresh();
      }
    }

    assertThat(fresh).isEqualTo(1);
    assertThat(intake.one("SELECT count(*) FROM incoming")).isEqualTo("1");
    await(() -> intake.one("SELECT state FROM incoming").equals("handled"));
    assertThat(intake.answered).hasSize(1);
  }

  @Test
  void keeps_the_bytes_as_they_came() {
    String update = text(5, 1, "so  und  nicht \\u0000 anders");

    intake.accept(update);

    assertThat(intake.one("SELECT encode(body, 'escape') FROM incoming"))
        .isEqualTo(update.replace("\\", "\\\\"));
    assertThat(intake.one("SELECT text FROM message")).isEqualTo("so  und  nicht  anders");
  }

  @Test
  void knows_the_person_and_the_chat() {
    intake.accept(text(1, 1, "hello"));

    assertThat(intake.one("SELECT first_name || ' ' || language_code FROM person"))
        .isEqualTo("Anna ru");
    assertThat(intake.one("SELECT type || ' ' || id FROM chat")).isEqualTo("private 11");
  }

  @Test
  void leaves_a_person_alone_who_was_seen_within_the_minute() {
    intake.accept(text(1, 1, "hello"));
    String before = intake.one("SELECT ctid FROM person");
    intake.accept(text(2, "message", 2, 11, NOON + 30, "hello again", ""));

    assertThat(intake.one("SELECT ctid FROM person")).isEqualTo(before);
    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("2");
  }

  @Test
  void remembers_where_a_person_came_from() {
    intake.accept(text(1, 1, "/start spring_sale"));
    intake.accept(text(2, 2, "/start other"));

    assertThat(intake.one("SELECT source FROM person")).isEqualTo("spring_sale");
    assertThat(sum("commands:start")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"claim_abc123", "invite_abc123", "oncall_abc123"})
  void keeps_codes_out_of_the_sources(String code) {
    intake.accept(text(1, 1, "/start " + code));

    assertThat(intake.one("SELECT source FROM person")).isEqualTo("null");
  }

  @Test
  void knows_the_small_picture_of_the_newest_edit() {
    String photo =
        "\"photo\":[{\"file_id\":\"%1$ss\",\"width\":320},{\"file_id\":\"%1$sx\",\"width\":1280}],";
    String edited = photo + "\"edit_date\":%2$d,";
    String files = "SELECT file_id || ' ' || thumbnail_id FROM message";

    intake.accept(text(1, "message", 7, 11, NOON, "a", photo.formatted("a")));
    assertThat(intake.one(files)).isEqualTo("ax as");

    intake.accept(text(2, "edited_message", 7, 11, NOON, "b", edited.formatted("b", NOON + 5)));
    assertThat(intake.one(files)).isEqualTo("bx bs");

    // One that was overtaken must not bring an older file back.
    intake.accept(text(3, "edited_message", 7, 11, NOON, "c", edited.formatted("c", NOON + 2)));
    assertThat(intake.one(files)).isEqualTo("bx bs");
  }

  @Test
  void shows_the_newest_edit_and_keeps_the_texts_before() {
    intake.accept(text(1, 1, "one"));
    intake.accept(edit(2, 1, NOON + 60, "two"));
    intake.accept(edit(3, 1, NOON + 120, "three"));

    assertThat(intake.one("SELECT text FROM message")).isEqualTo("three");
    assertThat(versions()).isEqualTo("one two");
    assertThat(sum("messages_in")).isEqualTo("1");
  }

  @Test
  void does_not_let_an_older_edit_win() {
    intake.accept(text(1, 1, "one"));
    intake.accept(edit(3, 1, NOON + 120, "three"));
    intake.accept(edit(2, 1, NOON + 60, "two"));

    assertThat(intake.one("SELECT text FROM message")).isEqualTo("three");
    assertThat(versions()).isEqualTo("one two");
  }

  @Test
  void understands_an_edit_that_comes_before_its_original() {
    intake.accept(edit(2, 1, NOON + 60, "two"));
    intake.accept(text(1, 1, "one"));

    assertThat(intake.one("SELECT text FROM message")).isEqualTo("two");
    assertThat(versions()).isEqualTo("one");
    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("1");
    assertThat(sum("messages_in")).isEqualTo("1");
  }

  @Test
  void counts_a_message_of_which_only_the_edit_came() {
    intake.accept(edit(2, 1, NOON + 60, "two"));

    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("1");
    assertThat(sum("messages_in")).isEqualTo("1");
  }

  @Test
  void understands_original_and_edits_in_one_batch() {
    intake.accept(
        List.of(edit(3, 1, NOON + 9, "three"), text(1, 1, "one"), edit(2, 1, NOON + 5, "two")));

    assertThat(intake.one("SELECT text FROM message")).isEqualTo("three");
    assertThat(versions()).isEqualTo("one two");
  }

  @Test
  void keeps_an_album_together() {
    intake.accept(text(1, "message", 1, 11, NOON, "a", "\"media_group_id\":\"77\","));
    intake.accept(text(2, "message", 2, 11, NOON, "b", "\"media_group_id\":\"77\","));

    assertThat(intake.one("SELECT count(*) FROM message WHERE album = '77'")).isEqualTo("2");
  }

  @Test
  void takes_the_time_of_receipt_for_a_date_that_cannot_be_true() {
    intake.accept(text(1, "message", 1, 11, 0, "nought", ""));
    intake.accept(text(2, "message", 2, 11, 99_999_999_999L, "far", ""));
    intake.accept(text(3, "message", 3, 11, Long.MAX_VALUE, "farther", ""));
    intake.accept(text(4, "message", 4, 11, 1_000, "long ago", ""));

    assertThat(intake.one("SELECT count(*) FROM message WHERE sent_at = received_at"))
        .isEqualTo("4");
  }

  @Test
  void lets_a_person_wait_from_the_first_question_on() {
    intake.accept(text(1, 1, "first"));
    intake.accept(text(2, "message", 2, 11, NOON + 60, "second", ""));

    assertThat(intake.one("SELECT extract(epoch FROM waiting_since)::bigint FROM chat"))
        .isEqualTo(Long.toString(NOON));
  }

  @Test
  void lets_nobody_wait_with_a_command_or_in_the_team() {
    intake.run("INSERT INTO staff (person_id, role) VALUES (12, 'operator')");
    intake.accept(text(1, 1, "/help"));
    intake.accept(text(2, "message", 1, 12, NOON, "I am of the team", ""));

    assertThat(intake.one("SELECT count(waiting_since) FROM chat")).isEqualTo("0");
    assertThat(intake.one("SELECT count(*) FROM message WHERE staff")).isEqualTo("1");
    assertThat(sum("messages_in")).isEqualTo("1");
    assertThat(intake.one("SELECT count(*) FROM person_day")).isEqualTo("1");
  }

  @Test
  void counts_people_once_and_notes_their_quarters_of_an_hour() {
    intake.accept(text(1, 1, "hello"));
    intake.accept(text(2, "message", 2, 11, NOON + 900, "a quarter later", ""));
    intake.accept(text(3, "message", 3, 13, NOON, "somebody else", ""));

    assertThat(sum("people_new")).isEqualTo("2");
    assertThat(
            intake.one(
                "SELECT get_bit(quarters, 48) || ' ' || get_bit(quarters, 49) || ' '"
                    + " || bit_count(quarters) FROM person_day WHERE person_id = 11"))
        .isEqualTo("1 1 2");
  }

  @Test
  void finds_somebody_active_when_they_edit_not_when_they_wrote() {
    long dayBefore = NOON - 24 * 3600;
    String edited = "\"edit_date\":" + NOON + ",";
    intake.accept(text(1, "message", 1, 11, dayBefore, "one", ""));
    intake.accept(text(2, "edited_message", 1, 11, dayBefore, "two", edited));

    assertThat(intake.one("SELECT string_agg(day::text, ' ' ORDER BY day) FROM person_day"))
        .isEqualTo("2026-11-22 2026-11-23");
    assertThat(intake.one("SELECT extract(epoch FROM last_seen_at)::bigint FROM person"))
        .isEqualTo(Long.toString(NOON));
    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("1");
  }

  @Test
  void notices_who_blocked_the_bot_and_who_came_back() {
    intake.accept(text(1, 1, "hello"));
    intake.accept(membership(2, "member", "kicked"));

    assertThat(intake.one("SELECT blocked_at IS NOT NULL FROM person")).isEqualTo("true");
    assertThat(intake.one("SELECT unreachable FROM chat")).isEqualTo("blocked");

    intake.accept(membership(3, "kicked", "member"));

    assertThat(intake.one("SELECT blocked_at FROM person")).isEqualTo("null");
    assertThat(intake.one("SELECT unreachable FROM chat")).isEqualTo("null");
  }

  @Test
  void follows_a_group_that_became_a_supergroup() {
    intake.accept(
        """
        {"update_id":1,"message":{"message_id":9,"date":%d,"migrate_to_chat_id":-1009,
         "from":{"id":11,"first_name":"Anna"},"chat":{"id":-9,"type":"group","title":"Team"}}}\
        """
            .formatted(NOON));

    assertThat(intake.one("SELECT migrated_to FROM chat WHERE id = -9")).isEqualTo("-1009");
  }

  @Test
  void wakes_the_screens_once_a_batch() {
    intake.accept(List.of(text(1, 1, "a"), text(2, 2, "b"), text(3, 3, "c")));

    assertThat(intake.one("SELECT count(*) FROM change")).isEqualTo("1");
    assertThat(intake.one("SELECT concat(topic, ' ', person_ids, chat_ids) FROM change"))
        .isEqualTo("message {11}{11}");
  }

  @Test
  void names_everybody_in_few_rows_however_many_wrote() {
    int people = 250;
    intake.accept(
        IntStream.rangeClosed(1, people)
            .mapToObj(n ->
                """
                {"update_id":%1$d,"message":{"message_id":1,"date":%2$d,"text":"Hello",
                 "from":{"id":%1$d,"first_name":"Anna"},"chat":{"id":%1$d,"type":"private"}}}\
                """
                    .formatted(n, NOON))
            .toList());

    assertThat(intake.one("SELECT count(*) FROM change")).isEqualTo("3");
    assertThat(intake.one("SELECT count(DISTINCT one) FROM change, unnest(person_ids) AS one"))
        .isEqualTo(Integer.toString(people));
    assertThat(intake.one("SELECT bool_and(person_ids = chat_ids) FROM change")).isEqualTo("true");
  }

  @Test
  void counts_a_pressed_button() {
    intake.accept(
        """
        {"update_id":1,"callback_query":{"id":"5","from":{"id":11,"first_name":"Anna"},
         "data":"yes","message":{"message_id":3,"chat":{"id":11,"type":"private"}}}}\
        """);

    assertThat(sum("buttons")).isEqualTo("1");
    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("0");
    await(() -> intake.one("SELECT state FROM incoming").equals("handled"));
  }

  @Test
  void adds_what_was_counted_years_ago_to_what_is_counted_now() {
    intake.run(
        "INSERT INTO activity (bucket, metric, value) VALUES"
            + " ('2024-01-01T10:15:00Z', 'received', 40), ('2024-01-01T10:15:00Z', 'stored', 40)");
    intake.accept(text(1, 1, "a"));
    assertThat(intake.totals.now().received()).isEqualTo(41);

    intake.accept(text(2, 2, "b"));
    assertThat(intake.totals.now().received()).isEqualTo(42);
    assertThat(intake.totals.now().lost()).isZero();
    assertThat(intake.totals.now().since()).isEqualTo("2024-01-01T10:15:00Z");
  }

  @Test
  void keeps_its_counters_through_a_restart() {
    intake.accept(List.of(text(1, 1, "a"), text(1, 1, "a"), "{", text(2, 2, "b")));
    intake.inbox.close();

    var database = intake.database.database();
    var clock = Clock.systemUTC();
    try (var again =
        new Inbox(
            database, intake.changes, clock, InboxFixture.BOT, (one, at) -> {}, intake.metrics)) {
      again.accept(text(2, 2, "b").getBytes(StandardCharsets.UTF_8));
      again.accept(text(3, 3, "c").getBytes(StandardCharsets.UTF_8));
    }

    IntakeTotals counters = new IntakeTotalsReader(database, clock).now();
    assertThat(counters.received()).isEqualTo(6);
    assertThat(counters.stored()).isEqualTo(3);
    assertThat(counters.repeated()).isEqualTo(2);
    assertThat(counters.quarantined()).isEqualTo(1);
    assertThat(counters.lost()).isZero();
    assertThat(counters.since()).isNotNull();
  }

  @Test
  void forgets_ids_of_last_week_when_told_to() {
    intake.accept(text(1, 1, "old"));
    intake.accept(text(2, 2, "new"));
    intake.run("UPDATE update_seen SET seen_at = seen_at - interval '8 days' WHERE update_id = 1");

    assertThat(intake.inbox.prune()).isEqualTo(1);
    assertThat(intake.one("SELECT update_id FROM update_seen")).isEqualTo("2");
  }

  @Test
  void takes_nothing_in_after_it_was_closed() {
    intake.inbox.close();

    assertThat(intake.inbox.accept("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Receipt.Unavailable.class);
  }

  private String sum(String metric) {
    return intake.one("SELECT sum(value) FROM activity WHERE metric = '" + metric + "'");
  }

  private String versions() {
    return intake.one("SELECT string_agg(text, ' ' ORDER BY version_at) FROM message_version");
  }

  private static String membership(long updateId, String before, String after) {
    return """
    {"update_id":%d,"my_chat_member":{"chat":{"id":11,"type":"private","first_name":"Anna"},
     "from":{"id":11,"is_bot":false,"first_name":"Anna","language_code":"ru"},"date":%d,
     "old_chat_member":{"status":"%s","user":{"id":7000,"is_bot":true,"first_name":"Berry"}},
     "new_chat_member":{"status":"%s","user":{"id":7000,"is_bot":true,"first_name":"Berry"}}}}\
    """
        .formatted(updateId, NOON + updateId, before, after);
  }
}
