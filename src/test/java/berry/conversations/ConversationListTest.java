package berry.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.conversations.ConversationList.Filters;
import berry.database.Changes;
import berry.database.Cursor;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("sql")
final class ConversationListTest {

  private static final long VERA = 900;
  private static final long PAVEL = 901;
  private static final long GROUP = -1001;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final TestDatabase database = TestDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final Changes changes = new Changes(database.database(), database.address());
  private final ConversationIndex index = new ConversationIndex(database.database(), changes);
  private final ConversationList list = new ConversationList(database.database());

  @AfterEach
  void close() {
    index.close();
    changes.close();
    database.close();
  }

  @Test
  void has_nothing_where_nobody_has_written() {
    for (Tab tab : Tab.values()) {
      assertThat(ids(tab, Filters.NONE)).isEmpty();
      assertThat(ids(tab, search("word"))).isEmpty();
    }
    assertThat(counts()).isEqualTo(new ConversationList.Counts(0, 0, 0, 0, 0));
  }

  @Test
  void each_list_has_its_own_in_its_order() {
    team();
    for (long chat = 1; chat <= 6; chat++) {
      asks(chat, NOON.minus(Duration.ofMinutes(10 * chat)));
    }
    asks(VERA, NOON.minus(Duration.ofHours(5)));
    rows.run("UPDATE chat SET snoozed_until = ? WHERE id = 5", Rows.at(NOON.plusSeconds(60)));
    rows.run("UPDATE chat SET snoozed_until = ? WHERE id = 4", Rows.at(NOON));
    done(3, NOON.minusSeconds(9));
    done(6, NOON.minusSeconds(5));
    index();
    rows.run("UPDATE conversation SET assignee = ? WHERE chat_id IN (2, 3, 5)", VERA);

    assertThat(ids(Tab.UNANSWERED, Filters.NONE)).containsExactly(4L, 2L, 1L);
    assertThat(ids(Tab.MINE, Filters.NONE)).containsExactly(2L, 5L);
    assertThat(ids(Tab.ALL, Filters.NONE)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, VERA);
    assertThat(ids(Tab.DONE, Filters.NONE)).containsExactly(6L, 3L);
    assertThat(counts()).isEqualTo(new ConversationList.Counts(3, 2, 2, 7, 2));
  }

  @Test
  void pages_miss_none_and_repeat_none() {
    team();
    for (long chat = 1; chat <= 23; chat++) {
      // Several of one moment: the id decides.
      asks(chat, NOON.minus(Duration.ofMinutes(chat / 4)));
    }
    index();
    rows.run("UPDATE conversation SET assignee = ?", VERA);

    for (Tab tab : List.of(Tab.UNANSWERED, Tab.MINE, Tab.ALL)) {
      assertThat(ids(tab, Filters.NONE)).hasSize(23).doesNotHaveDuplicates();
      assertThat(ids(tab, search("вопрос"))).hasSize(23).doesNotHaveDuplicates();
    }
    rows.run("UPDATE chat SET done_at = waiting_since, waiting_since = NULL");
    assertThat(ids(Tab.DONE, Filters.NONE)).hasSize(23).doesNotHaveDuplicates();
    assertThat(ids(Tab.MINE, Filters.NONE)).isEmpty();
    assertThatThrownBy(() -> list.page(Tab.ALL, Filters.NONE, VERA, look(), "1_2_3", 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void filters_narrow_a_list_and_no_count() {
    for (long chat = 1; chat <= 4; chat++) {
      asks(chat, NOON.minus(Duration.ofMinutes(chat)));
    }
    rows.run("UPDATE person SET language_code = 'ru-RU' WHERE id IN (1, 2)");
    rows.run("UPDATE person SET language_code = 'de', source = 'shop' WHERE id = 3");
    rows.run("UPDATE person SET language = 'en' WHERE id = 2");
    index();
    rows.run("UPDATE conversation SET tags = '{vip,late}' WHERE chat_id IN (1, 4)");
    ConversationStates states = new ConversationStates(changes);
    states.read(1, VERA, NOON);
    states.read(2, VERA, NOON.minus(Duration.ofHours(1)));
    states.read(3, PAVEL, NOON);

    assertThat(ids(Tab.ALL, new Filters(null, "vip", null, null, false))).containsExactly(1L, 4L);
    assertThat(ids(Tab.ALL, new Filters(null, "VIP", null, null, false))).isEmpty();
    assertThat(ids(Tab.ALL, new Filters(null, null, "ru", null, false))).containsExactly(1L);
    assertThat(ids(Tab.ALL, new Filters(null, null, "en", null, false))).containsExactly(2L, 3L);
    assertThat(ids(Tab.ALL, new Filters(null, null, null, "shop", false))).containsExactly(3L);
    assertThat(ids(Tab.UNANSWERED, new Filters(null, null, null, null, true)))
        .containsExactly(4L, 3L, 2L);
    assertThat(ids(Tab.UNANSWERED, new Filters("вопрос", "late", null, null, true)))
        .containsExactly(4L);
    assertThat(counts().all()).isEqualTo(4);
    assertThat(new ConversationFacets(database.database()).now())
        .isEqualTo(
            new ConversationFacets.Facets(
                List.of("late", "vip"), List.of("en", "ru"), List.of("shop"), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    // typed, who has it
    "посылка, 1",
    "посылкам, 1",
    "посыл, 1",
    "ПОСЫЛКУ, 1",
    "еж, 1",
    "ёж, 1",
    "ё, 1",
    "где посылка, 1",
    "посылка где, 1",
    "посылка зонт, 0",
    "delivering, 2",
    "deliv, 2",
    "the delivers, 2",
    "анна, 1",
    "алёна, 3",
    "алена кузн, 3",
    "кузн алена, 0",
    "@alyona, 3",
    "alyona_k, 3",
    "клуб, 4",
    "anna@example.org, 2",
    "12.50, 2",
    "на, 5",
    "посылка на, 1",
  })
  void finds_words_in_names_and_texts(String typed, int found) {
    rows.person(1, "Анна", NOON);
    rows.said(1, 1, 1, NOON, "Где мои посылки с ёжиком?");
    rows.person(2, "Bill", NOON);
    rows.said(2, 2, 1, NOON, "Was it delivered to anna@example.org for 12.50?");
    rows.person(3, "Алёна", NOON);
    rows.run("UPDATE person SET last_name = 'Кузнецова', username = 'alyona_k' WHERE id = 3");
    rows.said(3, 3, 1, NOON, "спасибо");
    rows.chat(GROUP);
    rows.run("UPDATE chat SET title = 'Клуб' WHERE id = ?", GROUP);
    rows.said(GROUP, 3, 1, NOON, "тише");
    rows.person(5, "Eve", NOON);
    rows.said(5, 5, 1, NOON, "накладная");
    index();

    List<Long> expected = found == 0 ? List.of() : List.of(found == 4 ? GROUP : (long) found);
    assertThat(ids(Tab.ALL, search(typed))).isEqualTo(expected);
  }

  @Test
  void takes_signs_for_signs_and_finds_all_where_nothing_is_asked() {
    asks(1, NOON);
    index();

    for (String nothing : List.of("", " \t", "\\':* | !&<-> (", "'", "\0", "::")) {
      assertThat(ids(Tab.ALL, search(nothing))).as(nothing).containsExactly(1L);
    }
    for (String unheard : List.of("x' OR 1=1", "вопрос' & !x", "a\\", "b:*c", "%", ":at", "?x")) {
      assertThat(ids(Tab.ALL, search(unheard)))
          .as(unheard)
          .isEqualTo(unheard.equals("%") ? List.of(1L) : List.of());
    }
  }

  /// Common words are found along the list, rare ones by their index; no page may tell which.
  @Test
  void finds_the_same_however_common_a_word_is() {
    rows.run(
        "INSERT INTO chat (id, type, first_seen_at, last_seen_at)"
            + " SELECT n, 'private', 'epoch', 'epoch' FROM generate_series(1, 1500) AS n");
    rows.run(
        "INSERT INTO message (chat_id, message_id, sent_at, received_at, direction, kind, text)"
            + " SELECT n, m, t, t, 'in', 'text', 'everywhere '"
            + " || CASE WHEN n % 2 = 0 THEN 'second ' ELSE '' END"
            + " || CASE WHEN n % 100 = 0 THEN 'hundredth ' ELSE '' END"
            + " || CASE WHEN n > 1000 THEN 'newer ' ELSE 'elderly ' END FROM (SELECT n, m,"
            + " ?::timestamptz + n * interval '1 minute' + m * interval '1 second' AS t"
            + " FROM generate_series(1, 1500) AS n, generate_series(1, 2) AS m) AS one",
        Rows.at(NOON));
    index();

    assertThat(ids(Tab.ALL, search("everywhere"))).isEqualTo(down(1500, 1, 1));
    assertThat(ids(Tab.ALL, search("second"))).isEqualTo(down(1500, 2, 2));
    assertThat(ids(Tab.ALL, search("hundredth"))).isEqualTo(down(1500, 100, 100));
    assertThat(ids(Tab.ALL, search("elderly"))).isEqualTo(down(1000, 1, 1));
    assertThat(ids(Tab.ALL, search("elderly hundredth"))).isEqualTo(down(1000, 100, 100));

    // Most wait, a tenth is done, and hardly any have the tag.
    rows.run("UPDATE chat SET waiting_since = first_seen_at WHERE id % 10 <> 0");
    rows.run("UPDATE chat SET done_at = first_seen_at WHERE id % 10 = 0");
    rows.run("UPDATE conversation SET tags = '{rare}' WHERE chat_id % 250 = 0");

    assertThat(ids(Tab.UNANSWERED, search("elderly")))
        .isEqualTo(down(1000, 1, 1).stream().filter(id -> id % 10 != 0).toList());
    assertThat(ids(Tab.UNANSWERED, search("hundredth"))).isEmpty();
    assertThat(ids(Tab.DONE, search("everywhere"))).isEqualTo(down(1500, 10, 10));
    assertThat(ids(Tab.DONE, search("elderly hundredth"))).isEqualTo(down(1000, 100, 100));
    assertThat(ids(Tab.ALL, new Filters("everywhere", "rare", null, null, false)))
        .isEqualTo(down(1500, 250, 250));
    assertThat(ids(Tab.DONE, new Filters("elderly", "rare", null, null, false)))
        .isEqualTo(down(1000, 250, 250));
    assertThat(ids(Tab.UNANSWERED, new Filters("everywhere", "rare", null, null, false))).isEmpty();
  }

  @Test
  void shows_the_newest_word_whoever_said_it_and_without_codes() {
    team();
    rows.person(1, "Anna", NOON);
    rows.said(1, 1, 1, NOON, "question");
    rows.person(2, "Boris", NOON);
    rows.said(2, 2, 1, NOON, "question");
    rows.message(2, 2L, 2, NOON.plusSeconds(1), "out", "from Vera", null);
    rows.run("UPDATE message SET staff = true, staff_id = ? WHERE message_id = 2", VERA);
    rows.person(3, "Clara", NOON);
    rows.told(3, 3, 1, NOON, "https://berry.example/?link=" + "A".repeat(43));
    rows.outgoing(3, "sendMessage", "{\"text\": \"lost\"}", "failed", NOON.minusSeconds(5));
    rows.person(4, "Dora", NOON);
    rows.said(4, 4, 1, NOON, "gone");
    rows.run("UPDATE message SET deleted_at = now() WHERE chat_id = 4");
    long queued =
        rows.outgoing(4, "sendMessage", "{\"text\": \"wait\"}", "queued", NOON.plusSeconds(9));
    rows.run("UPDATE outgoing SET staff_id = ? WHERE id = ?", PAVEL, queued);
    rows.run("INSERT INTO conversation (chat_id, last_at, last_message_id) VALUES (4, now(), 1)");
    index();

    assertThat(
            list.page(Tab.ALL, Filters.NONE, VERA, look(), null, 10).page().items().stream()
                .map(Conversation::lastMessage))
        .containsExactlyInAnyOrder(
            new Conversation.LastMessage(
                "1.1." + Cursor.micros(NOON), "in", "text", "question", NOON, "person", "received"),
            new Conversation.LastMessage(
                "2.2." + Cursor.micros(NOON.plusSeconds(1)),
                "out",
                "text",
                "from Vera",
                NOON.plusSeconds(1),
                "Vera the Great",
                "sent"),
            new Conversation.LastMessage(
                "3.1." + Cursor.micros(NOON),
                "out",
                "text",
                "https://berry.example/?link=•••",
                NOON,
                "bot",
                "sent"),
            new Conversation.LastMessage(
                "out." + queued, "out", "text", "wait", NOON.plusSeconds(9), "Pavel", "queued"));
  }

  @Test
  void shows_the_question_of_who_waits_and_not_what_the_bot_said_by_itself() {
    asks(1, NOON);
    rows.told(1, 1, 2, NOON.plusSeconds(1), "Somebody will answer soon");
    rows.outgoing(1, "sendMessage", "{\"text\": \"soon\"}", "queued", NOON.plusSeconds(2));
    index();

    assertThat(list.page(Tab.UNANSWERED, Filters.NONE, VERA, look(), null, 10).page().items())
        .extracting(Conversation::lastMessage)
        .containsExactly(
            new Conversation.LastMessage(
                "1.1." + Cursor.micros(NOON),
                "in",
                "text",
                "вопрос 1",
                NOON,
                "person",
                "received"));
  }

  private void team() {
    rows.person(VERA, "Vera", NOON);
    rows.person(PAVEL, "Pavel", NOON);
    rows.run(
        "INSERT INTO staff (person_id, role, name) VALUES (?, 'operator', 'Vera the Great'),"
            + " (?, 'admin', NULL)",
        VERA,
        PAVEL);
  }

  private void asks(long chat, Instant at) {
    rows.run("DELETE FROM person WHERE id = ?", chat);
    rows.person(chat, "Person " + chat, at);
    rows.said(chat, chat, 1, at, "вопрос " + chat);
    rows.run("UPDATE chat SET waiting_since = ? WHERE id = ?", Rows.at(at), chat);
  }

  private void done(long chat, Instant at) {
    rows.run("UPDATE chat SET waiting_since = NULL, done_at = ? WHERE id = ?", Rows.at(at), chat);
  }

  private void index() {
    while (index.round()) {
      // goes on
    }
  }

  private List<Long> ids(Tab tab, Filters filters) {
    List<Long> ids = new ArrayList<>();
    @Nullable String next = null;
    do {
      var page = list.page(tab, filters, VERA, look(), next, 7).page();
      page.items().forEach(one -> ids.add(one.chatId()));
      next = page.next();
    } while (next != null);
    return ids;
  }

  private ConversationList.Counts counts() {
    return list.page(Tab.ALL, search("nothing"), VERA, look(), null, 1).counts();
  }

  private static ConversationList.Look look() {
    return new ConversationList.Look(NOON, LIMIT);
  }

  private static Filters search(String words) {
    return new Filters(words, null, null, null, false);
  }

  private static List<Long> down(long from, long to, long step) {
    return LongStream.iterate(from, n -> n >= to, n -> n - step).boxed().toList();
  }
}
