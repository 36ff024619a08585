package berry.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Changes;
import berry.database.Database;
import berry.database.Subject;
import berry.database.Topic;
import berry.testing.Await;
import berry.testing.FaultProxy;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class ConversationIndexTest {

  private static final long ANNA = 101;
  private static final long BORIS = 102;
  private static final long GROUP = -1001;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestDatabase database = TestDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final Changes changes = new Changes(database.database(), database.address());
  private final List<AutoCloseable> opened = new ArrayList<>();
  private ConversationIndex index = index(database.database(), changes);

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
    changes.close();
    database.close();
  }

  @Test
  void knows_where_a_conversation_stands_and_what_was_said() {
    work();
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "где моя посылка");
    rows.told(ANNA, ANNA, 2, NOON.plusSeconds(60), "в пути");
    tell(ANNA);

    work();

    assertThat(stands(ANNA)).isEqualTo("12:01:00 12:00:00 2 'anna':1");
    assertThat(words()).isEqualTo("1 'посылк':3, 2 'пут':2");
  }

  @Test
  void an_edit_counts_and_what_was_deleted_is_found_no_more() {
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "first");
    rows.said(ANNA, ANNA, 2, NOON.plusSeconds(1), "second");
    rows.said(ANNA, ANNA, 3, NOON.plusSeconds(2), "third");
    work();

    rows.run(
        "UPDATE message SET text = 'changed', edited_at = ? WHERE message_id = 1",
        Rows.at(NOON.plusSeconds(9)));
    rows.run("UPDATE message SET text = NULL WHERE message_id = 2");
    rows.run("UPDATE message SET deleted_at = now() WHERE message_id = 3");
    tell(ANNA);
    work();

    assertThat(words()).isEqualTo("1 'chang':1");
    assertThat(stands(ANNA)).startsWith("12:00:01 12:00:02 2");
  }

  /// Long after it, when many others have come.
  @Test
  void an_edit_of_an_old_message_counts_too() {
    rows.chat(GROUP);
    crowd(GROUP, 1_000);
    work();

    rows.run(
        "INSERT INTO message_version (chat_id, message_id, sent_at, version_at, text)"
            + " SELECT chat_id, message_id, sent_at, sent_at, text FROM message"
            + " WHERE message_id = 5");
    rows.run(
        "UPDATE message SET text = 'changed', edited_at = ? WHERE message_id = 5", Rows.at(NOON));
    tell(GROUP);
    work();

    assertThat(database.one("SELECT words FROM message_search WHERE message_id = 5"))
        .isEqualTo("'chang':1");
  }

  @Test
  void an_old_answer_that_was_deleted_is_found_no_more() {
    rows.chat(GROUP);
    crowd(GROUP, 1_000);
    work();

    changes.useTransaction((transaction, news) -> {
      new SentMessages(transaction).deleted(GROUP, List.of(5L));
      news.tell(Topic.MESSAGE, Subject.chat(GROUP));
    });
    work();

    assertThat(database.one("SELECT count(*) FROM message_search WHERE message_id = 5"))
        .isEqualTo("0");
  }

  /// PostgreSQL makes no tsvector of more than 1 MB.
  @Test
  void a_text_of_too_many_words_stops_nothing() {
    String much = "SELECT string_agg('word' || n || 'x', ' ') FROM generate_series(1, 200000) AS n";
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "first");
    rows.run("UPDATE message SET text = 'first ' || (" + much + "), file_name = (" + much + ")");
    rows.run("UPDATE person SET first_name = 'Anna ' || (" + much + ")");
    rows.person(BORIS, "Boris", NOON);
    rows.said(BORIS, BORIS, 1, NOON, "second");
    work();
    tell(ANNA);
    tell(BORIS);
    work();

    assertThat(
            database.one(
                "SELECT string_agg(chat_id::text, ' ' ORDER BY chat_id) FROM message_search"
                    + " WHERE words @@ 'first'::tsquery OR words @@ 'second'::tsquery"))
        .isEqualTo("101 102");
    assertThat(stands(BORIS)).startsWith("12:00:00");
  }

  @Test
  void a_new_name_is_found() {
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "hello");
    work();
    rows.run("UPDATE person SET first_name = 'Алёна', username = 'alyona_k'");
    changes.useTransaction((transaction, news) -> news.tell(Topic.PERSON, Subject.person(ANNA)));

    work();

    assertThat(stands(ANNA)).endsWith("'alyona':2 'k':3 'алена':1");
  }

  @Test
  void finds_files_by_name_and_by_parts_of_it_but_no_codes() {
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "/start claim_" + "A".repeat(43));
    rows.message(ANNA, ANNA, 2, NOON, "in", null, null);
    rows.run("UPDATE message SET file_name = 'price_list-2026.pdf' WHERE message_id = 2");

    work();

    assertThat(words()).doesNotContainIgnoringCase("aaaa").contains("'pdf'", "'price", "'list");
  }

  @Test
  void lists_anew_what_was_there_before() {
    for (long chat = 1; chat <= 30; chat++) {
      rows.person(chat, "Person " + chat, NOON);
      crowd(chat, 150);
    }

    work();

    assertThat(database.one("SELECT count(*) FROM conversation WHERE last_message_id = 150"))
        .isEqualTo("30");
    assertThat(database.one("SELECT count(*) FROM message_search")).isEqualTo("4500");
    assertThat(database.one("SELECT concat(walk_chat_id, walk_message_id) FROM follower"))
        .isEmpty();
  }

  @Test
  void goes_on_where_a_process_stopped_and_begins_anew_when_too_much_was_missed() {
    rows.person(ANNA, "Anna", NOON);
    rows.person(BORIS, "Boris", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "first");
    tell(ANNA);
    work();

    rows.said(ANNA, ANNA, 2, NOON.plusSeconds(1), "second");
    tell(ANNA);
    rows.said(BORIS, BORIS, 1, NOON, "untold");
    index = index(database.database(), changes);
    work();

    assertThat(words()).isEqualTo("1 'first':1, 2 'second':1");

    rows.run("DELETE FROM change");
    rows.run("SELECT setval(pg_get_serial_sequence('change', 'id'), 1000)");
    tell(BORIS);
    index = index(database.database(), changes);
    work();

    assertThat(words()).isEqualTo("1 'first':1, 1 'untold':1, 2 'second':1");
  }

  /// A day's traffic of a group, told as one change.
  @Test
  void misses_none_of_more_messages_than_it_looks_at() {
    rows.chat(GROUP);
    crowd(GROUP, 100);
    work();
    crowd(GROUP, 2_000);
    tell(GROUP);

    work();

    assertThat(database.one("SELECT count(*) FROM message_search")).isEqualTo("2000");
  }

  /// Sequence order is not commit order.
  @Test
  void hears_a_change_that_is_committed_after_a_later_one() {
    rows.person(ANNA, "Anna", NOON);
    rows.person(BORIS, "Boris", NOON);
    work();

    try (Handle slow = database.jdbi().open()) {
      slow.begin();
      slow.execute("INSERT INTO change (topic, chat_id) VALUES ('message', ?)", ANNA);
      slow.execute(
          "INSERT INTO message (chat_id, message_id, sent_at, received_at, direction, kind, text)"
              + " VALUES (?, 1, now(), now(), 'in', 'text', 'late')",
          ANNA);
      rows.said(BORIS, BORIS, 1, NOON, "early");
      tell(BORIS);
      work();
      assertThat(words()).isEqualTo("1 'earli':1");
      slow.commit();
    }
    // Another replica, too, which knows no more than the place that is kept.
    index = index(database.database(), changes);
    work();

    assertThat(words()).isEqualTo("1 'earli':1, 1 'late':1");
  }

  @Test
  void what_is_gone_is_not_searchable_for_long() {
    rows.person(ANNA, "Anna", NOON);
    crowd(ANNA, 10);
    work();
    rows.run("DELETE FROM message WHERE message_id <= 3");
    rows.run("UPDATE message SET deleted_at = now() WHERE message_id = 4");

    assertThat(index.prune()).isEqualTo(4);
    assertThat(index.prune()).isZero();
    assertThat(database.one("SELECT count(*) FROM message_search")).isEqualTo("6");
  }

  @Test
  void assignee_and_tags_stay_as_the_team_set_them() {
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "hello");
    new ConversationStates(changes).tag(ANNA, List.of("vip"));

    work();

    assertThat(database.one("SELECT tags::text || ' ' || last_message_id FROM conversation"))
        .isEqualTo("{vip} 1");
  }

  @Test
  void two_replicas_at_once_do_it_once_and_all_of_it() throws Exception {
    Database second = Database.open(database.address(), 4);
    opened.add(second);
    Changes elsewhere = new Changes(second, database.address());
    opened.add(elsewhere);
    ConversationIndex other = index(second, elsewhere);
    changes.start();
    elsewhere.start();
    for (long chat = 1; chat <= 20; chat++) {
      rows.person(chat, "Person " + chat, NOON);
      crowd(chat, 50);
    }
    index.start();
    other.start();

    for (int n = 51; n <= 100; n++) {
      for (long chat = 1; chat <= 20; chat++) {
        rows.said(chat, chat, n, NOON.plusSeconds(n), "word" + n);
        tell(chat);
      }
    }

    Await.holds(
        PATIENCE,
        () ->
            assertThat(
                    database.one(
                        "SELECT (SELECT count(*) FROM message_search) || ' ' ||"
                            + " (SELECT count(*) FROM conversation WHERE last_message_id = 100)"))
                .isEqualTo("2000 20"));
  }

  @Test
  void goes_on_after_the_database_was_away() {
    try (FaultProxy proxy = new FaultProxy(database.port());
        Database far = Database.open(database.addressThrough(proxy.port()), 4);
        Changes news = new Changes(far, database.addressThrough(proxy.port()));
        ConversationIndex followed = new ConversationIndex(far, news)) {
      news.start();
      followed.start();
      rows.person(ANNA, "Anna", NOON);
      rows.said(ANNA, ANNA, 1, NOON, "lemons");
      tell(ANNA);
      Await.holds(PATIENCE, () -> assertThat(words()).isEqualTo("1 'lemon':1"));

      proxy.cut();
      rows.said(ANNA, ANNA, 2, NOON, "melons");
      tell(ANNA);
      proxy.heal();
      rows.said(ANNA, ANNA, 3, NOON, "apples");
      tell(ANNA);

      Await.holds(
          PATIENCE, () -> assertThat(words()).isEqualTo("1 'lemon':1, 2 'melon':1, 3 'appl':1"));
    }
  }

  private ConversationIndex index(Database over, Changes heard) {
    ConversationIndex made = new ConversationIndex(over, heard);
    opened.add(made);
    return made;
  }

  /// All that is to be done now.
  private void work() {
    while (index.round()) {
      // goes on
    }
  }

  private void tell(long chat) {
    changes.useTransaction((transaction, news) -> news.tell(Topic.MESSAGE, Subject.chat(chat)));
  }

  /// So many messages, as far as they are not there yet.
  private void crowd(long chat, int messages) {
    rows.run(
        "INSERT INTO message (chat_id, message_id, sent_at, received_at, person_id, direction,"
            + " kind, text) SELECT ?, n, t, t, 1, 'in', 'text', 'слово ' || n"
            + " FROM (SELECT n, ?::timestamptz + n * interval '1 second' AS t"
            + " FROM generate_series(1, ?) AS n) AS one ON CONFLICT DO NOTHING",
        chat,
        Rows.at(NOON),
        messages);
  }

  private String stands(long chat) {
    return database.one(
        "SELECT concat_ws(' ', (last_at AT TIME ZONE 'UTC')::time,"
            + " (last_in_at AT TIME ZONE 'UTC')::time, last_message_id, words)"
            + " FROM conversation WHERE chat_id = "
            + chat);
  }

  private String words() {
    return database.one(
        "SELECT string_agg(message_id || ' ' || words, ', ' ORDER BY message_id, words::text)"
            + " FROM message_search");
  }
}
