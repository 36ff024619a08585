package berry.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.database.Page;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class MessagesTest {

  private static final long ANNA = 101;
  private static final long STRANGER = 666;
  private static final long GROUP = -1001;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final Messages messages = new Messages(database.database());

  @Test
  void a_stranger_finds_nothing_of_annas() {
    rows.said(ANNA, ANNA, 1, NOON, "where is my parcel");
    rows.told(ANNA, ANNA, 2, NOON, "on its way");
    rows.said(GROUP, ANNA, 3, NOON, "hello all");
    rows.outgoing(ANNA, "sendMessage", "{\"text\": \"soon\"}", "queued", NOON);

    assertThat(texts(STRANGER, Filter.ALL, null)).isEmpty();
    assertThat(texts(STRANGER, Filter.ALL, "parcel")).isEmpty();
    for (Item item : all(ANNA).items()) {
      assertThat(messages.one(STRANGER, item.id())).isEmpty();
    }
  }

  @Test
  void an_id_or_place_that_is_none_is_told_apart_from_a_failure() {
    for (String id : List.of("", "1", "out.", "out.x", "1.2", "1.2.x", "1.2.3.4", "1.2.-5")) {
      assertThat(messages.one(ANNA, id)).isEmpty();
    }
    assertThat(messages.one(ANNA, "1.2." + Long.MAX_VALUE)).isEmpty();
    assertThatThrownBy(() -> messages.of(ANNA, "x", 10, Filter.ALL, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shows_both_sides_newest_first() {
    rows.said(ANNA, ANNA, 1, NOON, "question");
    rows.told(ANNA, ANNA, 2, NOON, "answer");
    rows.said(GROUP, ANNA, 900, NOON.plusSeconds(5), "in a group");
    rows.said(GROUP, STRANGER, 901, NOON.plusSeconds(6), "a stranger in that group");

    assertThat(texts(ANNA, Filter.ALL, null)).containsExactly("in a group", "answer", "question");
    assertThat(texts(ANNA, Filter.MINE, null)).containsExactly("in a group", "question");
    assertThat(texts(ANNA, Filter.ANSWERS, null)).containsExactly("answer");
    assertThat(all(ANNA).items().getLast())
        .isEqualTo(
            new Item(
                "101.1.1772452800000000",
                ANNA,
                "in",
                "text",
                "question",
                NOON,
                null,
                "received",
                null,
                null,
                null,
                null,
                "person",
                null,
                null,
                null));
  }

  @Test
  void shows_what_telegram_has_not_taken_yet_with_its_state() {
    rows.told(ANNA, ANNA, 2, NOON, "sent long ago");
    queue("queued", 1);
    queue("sending", 2);
    long failed = queue("failed", 3);
    queue("unknown", 4);
    queue("sent", 5);
    rows.run("UPDATE outgoing SET reason = 'blocked by the user' WHERE id = ?", failed);
    rows.outgoing(ANNA, "answerCallbackQuery", "{\"text\": \"ok\"}", "failed", NOON);
    rows.outgoing(ANNA, "sendChatAction", "{}", "queued", NOON);

    assertThat(all(ANNA).items())
        .extracting(Item::state)
        .containsExactly("unknown", "failed", "queued", "queued", "sent");
    assertThat(all(ANNA).items().get(1).reason()).isEqualTo("blocked by the user");
    assertThat(all(ANNA).items().get(1).text()).isEqualTo("Hi & <bye> 3");
  }

  @Test
  void a_message_keeps_its_id_when_it_becomes_sent() {
    long id = queue("queued", 0);
    String before = all(ANNA).items().getFirst().id();
    assertThat(messages.one(ANNA, before).orElseThrow().item().state()).isEqualTo("queued");

    rows.message(ANNA, ANNA, 7, NOON.plusSeconds(2), "out", "Hi & <bye> 0", id);
    rows.run("UPDATE outgoing SET state = 'sent', message_id = 7 WHERE id = ?", id);

    assertThat(all(ANNA).items()).extracting(Item::id).containsExactly(before);
    Item sent = messages.one(ANNA, before).orElseThrow().item();
    assertThat(sent).isEqualTo(all(ANNA).items().getFirst());
    assertThat(sent.state()).isEqualTo("sent");
  }

  @Test
  void a_message_keeps_its_id_when_the_outbox_forgets_how_it_was_sent() {
    long id = queue("sent", 0);
    rows.message(ANNA, ANNA, 7, NOON.plusSeconds(2), "out", "Hi", id);
    rows.run("UPDATE outgoing SET message_id = 7 WHERE id = ?", id);
    String named = all(ANNA).items().getFirst().id();

    rows.run("DELETE FROM outgoing");

    assertThat(messages.one(ANNA, named).orElseThrow().item())
        .isEqualTo(all(ANNA).items().getFirst());
    assertThat(messages.one(GROUP, named)).isEmpty();
  }

  @Test
  void shows_nothing_that_was_taken_back_or_deleted() {
    queue("cancelled", 1);
    rows.told(ANNA, ANNA, 2, NOON, "deleted");
    rows.run("UPDATE message SET deleted_at = now()");

    assertThat(all(ANNA).items()).isEmpty();
  }

  @Test
  void whoever_still_has_the_id_of_a_deleted_message_does_not_read_what_it_said() {
    rows.told(ANNA, ANNA, 2, NOON, "slander");
    rows.run(
        "UPDATE message SET edited_at = now(), file_id = 'f', file_name = 'slander', file_size = 7,"
            + " thumbnail_id = 't'");
    rows.run(
        "INSERT INTO message_version (chat_id, message_id, sent_at, version_at, text)"
            + " SELECT chat_id, message_id, sent_at, sent_at, 'older slander' FROM message");
    String id = all(ANNA).items().getFirst().id();
    rows.run("UPDATE message SET deleted_at = ?", Rows.at(NOON.plusSeconds(9)));

    Messages.Detail detail = messages.one(ANNA, id).orElseThrow();

    assertThat(detail.item().deletedAt()).isEqualTo(NOON.plusSeconds(9));
    assertThat(detail.item().fileId()).isNull();
    assertThat(detail.item().thumbnailId()).isNull();
    assertThat(detail.versions()).isEmpty();
    assertThat(detail.toString()).doesNotContain("slander");
  }

  @Test
  void pages_show_each_message_once_though_dates_are_equal_and_rows_are_added() {
    for (int n = 1; n <= 40; n++) {
      rows.said(ANNA, ANNA, n, NOON.plusSeconds(n / 10), "private " + n);
      rows.said(GROUP, ANNA, n, NOON.plusSeconds(n / 10), "group " + n);
      rows.outgoing(
          ANNA, "sendMessage", "{\"text\": \"q" + n + "\"}", "queued", NOON.plusSeconds(n / 10));
    }

    List<String> seen = new ArrayList<>();
    String next = null;
    do {
      Page<Item> page = messages.of(ANNA, next, 7, Filter.ALL, null);
      assertThat(page.items()).hasSizeBetween(1, 7);
      page.items().forEach(item -> seen.add(item.id()));
      rows.said(ANNA, ANNA, 1000 + seen.size(), NOON.plusSeconds(500), "new meanwhile");
      next = page.next();
    } while (next != null);

    assertThat(seen).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  void search_takes_signs_literally_and_letters_in_any_case() {
    rows.said(ANNA, ANNA, 1, NOON, "Скидка 100% сегодня!");
    rows.said(ANNA, ANNA, 2, NOON, "скидка 1000");
    rows.said(ANNA, ANNA, 3, NOON, "snake_case");
    rows.said(ANNA, ANNA, 4, NOON, "snakeXcase \\ it's");

    assertThat(texts(ANNA, Filter.ALL, "СКИДКА")).hasSize(2);
    assertThat(texts(ANNA, Filter.ALL, "100%")).containsExactly("Скидка 100% сегодня!");
    assertThat(texts(ANNA, Filter.ALL, "сегодня!")).hasSize(1);
    assertThat(texts(ANNA, Filter.ALL, "snake_c")).containsExactly("snake_case");
    assertThat(texts(ANNA, Filter.ALL, "\\ it's")).hasSize(1);
    assertThat(texts(ANNA, Filter.ALL, "%")).hasSize(1);
    assertThat(texts(ANNA, Filter.ALL, " \0 ")).hasSize(4);
  }

  @Test
  void finds_files() {
    rows.said(ANNA, ANNA, 1, NOON, "no file");
    rows.said(ANNA, ANNA, 2, NOON, "invoice");
    rows.run(
        "UPDATE message SET kind = 'document', file_id = 'f', file_name = 'a.pdf', file_size = 5"
            + " WHERE message_id = 2");

    Item file = messages.of(ANNA, null, 10, Filter.FILES, null).items().getFirst();
    assertThat(file.fileName()).isEqualTo("a.pdf");
    assertThat(file.fileSize()).isEqualTo(5);
    assertThat(texts(ANNA, Filter.FILES, null)).hasSize(1);
  }

  @Test
  void shows_the_texts_before_an_edit() {
    rows.said(ANNA, ANNA, 1, NOON, "third");
    rows.run(
        "INSERT INTO message_version (chat_id, message_id, sent_at, version_at, text) VALUES"
            + " (101, 1, '2026-03-02T12:00:00Z', '2026-03-02T12:02:00Z', 'second'),"
            + " (101, 1, '2026-03-02T12:00:00Z', '2026-03-02T12:00:00Z', 'first')");

    Messages.Detail detail = messages.one(ANNA, all(ANNA).items().getFirst().id()).orElseThrow();

    assertThat(detail.item().text()).isEqualTo("third");
    assertThat(detail.versions())
        .containsExactly(
            new Messages.Version("first", NOON),
            new Messages.Version("second", NOON.plusSeconds(120)));
  }

  private long queue(String state, int second) {
    String body =
        "{\"parse_mode\": \"HTML\", \"text\": \"<b>Hi</b> &amp; &lt;bye&gt; " + second + "\"}";
    return rows.outgoing(ANNA, "sendMessage", body, state, NOON.plusSeconds(second));
  }

  private Page<Item> all(long person) {
    return messages.of(person, null, 100, Filter.ALL, null);
  }

  private List<@Nullable String> texts(long person, Filter filter, @Nullable String search) {
    return messages.of(person, null, 100, filter, search).items().stream()
        .<@Nullable String>map(Item::text)
        .toList();
  }

  @Test
  void tells_which_messages_were_sent_as_one() {
    rows.said(ANNA, ANNA, 5, NOON, "our garden");
    rows.said(ANNA, ANNA, 6, NOON, "");
    rows.run("UPDATE message SET album = '77', kind = 'photo' WHERE message_id IN (5, 6)");

    assertThat(messages.of(ANNA, null, 10, Filter.ALL, null).items())
        .filteredOn(item -> "77".equals(item.album()))
        .hasSize(2);
  }

  @Test
  void tells_edits_of_one_second_apart_but_shows_seconds() {
    rows.said(ANNA, ANNA, 5, NOON, "three");
    rows.run("UPDATE message SET edited_at = sent_at + interval '9.000007 s' WHERE message_id = 5");
    for (String micros : new String[] {"9.000002", "9.000004"}) {
      rows.run(
          "INSERT INTO message_version (chat_id, message_id, sent_at, version_at, text)"
              + " SELECT chat_id, message_id, sent_at, sent_at + CAST(? AS interval), ?"
              + " FROM message WHERE message_id = 5",
          micros + " s",
          "at " + micros);
    }

    var detail = messages.one(ANNA, ANNA + ".5." + NOON.getEpochSecond() + "000000").orElseThrow();

    assertThat(detail.item().editedAt()).isEqualTo(NOON.plusSeconds(9));
    assertThat(detail.versions())
        .extracting(Messages.Version::text)
        .containsExactly("at 9.000002", "at 9.000004");
    assertThat(detail.versions()).allMatch(one -> one.at().equals(NOON.plusSeconds(9)));
  }
}
