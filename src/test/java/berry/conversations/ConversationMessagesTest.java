package berry.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.conversations.ConversationMessages.From;
import berry.conversations.ConversationMessages.Stretch;
import berry.testing.MovableClock;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class ConversationMessagesTest {

  private static final long ANNA = 101;
  private static final long BORIS = 102;
  private static final long OLGA = 201;
  private static final long GROUP = -1001;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final MovableClock clock = new MovableClock("2026-03-02T13:00:00Z");
  private final ConversationMessages messages =
      new ConversationMessages(database.database(), clock);

  @Test
  void a_chat_that_nobody_has_written_in_is_no_conversation() {
    assertThat(messages.stretch(ANNA, OLGA, From.NEWEST, 10)).isEmpty();
    assertThat(messages.one(ANNA, OLGA, "101.1.1")).isEmpty();
  }

  @Test
  void an_item_of_another_chat_is_not_found_in_this_one() {
    rows.person(ANNA, "Anna", NOON);
    rows.person(BORIS, "Boris", NOON);
    rows.said(BORIS, BORIS, 1, NOON, "Boris's");
    rows.outgoing(BORIS, "sendMessage", "{\"text\": \"to Boris\"}", "queued", NOON);
    note(BORIS, OLGA, NOON, "about Boris");

    for (ConversationMessage item : all(BORIS)) {
      assertThat(messages.one(ANNA, OLGA, item.id())).isEmpty();
      assertThat(messages.own(ANNA, item.id())).isEmpty();
      assertThat(messages.stretch(ANNA, OLGA, new From(null, null, item.id()), 10)).isEmpty();
    }
    assertThat(all(ANNA)).isEmpty();
    assertThat(all(BORIS)).hasSize(3);
  }

  @Test
  void refuses_a_place_that_is_none() {
    rows.person(ANNA, "Anna", NOON);
    for (From from : List.of(new From("x", null, null), new From(null, "1_2", null))) {
      assertThatThrownBy(() -> messages.stretch(ANNA, OLGA, from, 10))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shows_people_bot_team_what_waits_and_notes_by_time() {
    olga("Support");
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "question");
    rows.told(ANNA, ANNA, 2, NOON.plusSeconds(10), "from the bot");
    note(ANNA, OLGA, NOON.plusSeconds(20), "she is angry");
    answered(ANNA, 3, NOON.plusSeconds(30), "from the team");
    long queued =
        rows.outgoing(ANNA, "sendMessage", "{\"text\": \"soon\"}", "queued", NOON.plusSeconds(40));
    rows.run("UPDATE outgoing SET staff_id = ? WHERE id = ?", OLGA, queued);

    assertThat(all(ANNA))
        .extracting(item -> item.text() + " by " + item.author() + " " + item.state())
        .containsExactly(
            "soon by Support queued",
            "from the team by Support sent",
            "she is angry by Support sent",
            "from the bot by bot sent",
            "question by person received");
    assertThat(all(ANNA).get(2).id()).startsWith("note.");
    assertThat(all(ANNA).get(2).kind()).isEqualTo("note");
    assertThat(all(ANNA).get(1).staffId()).isEqualTo(OLGA);
  }

  @Test
  void names_somebody_who_left_the_team_by_the_first_name() {
    olga("Support");
    rows.person(ANNA, "Anna", NOON);
    answered(ANNA, 3, NOON, "from the team");
    rows.run("DELETE FROM staff");

    assertThat(all(ANNA).getFirst().author()).isEqualTo("Olga");

    rows.run("DELETE FROM person WHERE id = ?", OLGA);
    assertThat(all(ANNA).getFirst().author()).isEqualTo("201");
    Item hers = mine().getFirst();
    assertThat(hers.author()).isEqualTo("team");
  }

  @Test
  void says_who_wrote_in_a_chat_of_many_only() {
    rows.person(ANNA, "Anna", NOON);
    rows.chat(GROUP);
    rows.said(ANNA, ANNA, 1, NOON, "privately");
    rows.said(GROUP, ANNA, 1, NOON, "to all");
    rows.message(GROUP, null, 2, NOON, "out", "the bot to all", null);

    assertThat(all(ANNA).getFirst().person()).isNull();
    assertThat(all(GROUP).getFirst().person()).isNull();
    ConversationMessage hers = all(GROUP).getLast();
    assertThat(hers.person()).isEqualTo(new Feed.Person(ANNA, "Anna", null));
    assertThat(messages.one(GROUP, OLGA, hers.id()).orElseThrow().item()).isEqualTo(hers);
  }

  @Test
  void pages_both_ways_show_each_item_once_though_moments_are_equal() {
    olga(null);
    rows.person(ANNA, "Anna", NOON);
    for (int n = 1; n <= 40; n++) {
      Instant at = NOON.plusSeconds(n / 10);
      rows.said(ANNA, ANNA, n, at, "m" + n);
      rows.outgoing(ANNA, "sendMessage", "{\"text\": \"q" + n + "\"}", "queued", at);
      note(ANNA, OLGA, at, "n" + n);
    }

    List<String> down = new ArrayList<>();
    List<Stretch> pages = new ArrayList<>();
    String next = null;
    do {
      Stretch page = stretch(new From(next, null, null), 7);
      assertThat(page.items()).hasSizeBetween(1, 7);
      page.items().forEach(item -> down.add(item.id()));
      pages.add(page);
      next = page.next();
    } while (next != null);
    List<String> up = new ArrayList<>();
    String previous = pages.getLast().previous();
    while (previous != null) {
      Stretch page = stretch(new From(null, previous, null), 7);
      page.items().reversed().forEach(item -> up.add(item.id()));
      assertThat(page.next()).isNotNull();
      previous = page.previous();
    }

    assertThat(down).hasSize(120).doesNotHaveDuplicates();
    assertThat(up).isEqualTo(down.reversed().subList(pages.getLast().items().size(), down.size()));
    assertThat(pages.getFirst().previous()).isNull();
  }

  @Test
  void goes_to_an_item_with_what_stands_around_it() {
    olga(null);
    rows.person(ANNA, "Anna", NOON);
    for (int n = 1; n <= 30; n++) {
      rows.said(ANNA, ANNA, n, NOON.plusSeconds(n), "m" + n);
    }
    note(ANNA, OLGA, NOON.plusMillis(15_500), "noted");
    List<ConversationMessage> whole = all(ANNA);

    for (ConversationMessage item : whole) {
      Stretch page = stretch(new From(null, null, item.id()), 6);
      int first = whole.indexOf(page.items().getFirst());
      assertThat(page.items())
          .contains(item)
          .isEqualTo(whole.subList(first, first + page.items().size()));
      assertThat(page.previous() == null).isEqualTo(first == 0);
      assertThat(page.next() == null).isEqualTo(first + page.items().size() == whole.size());
      assertThat(older(page)).isEqualTo(whole.subList(first + page.items().size(), whole.size()));
      assertThat(newer(page)).isEqualTo(whole.subList(0, first));
    }
  }

  @Test
  void quotes_what_is_answered_also_when_it_is_from_before_berry() {
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 5, NOON, "x".repeat(500));
    answered(ANNA, 6, NOON.plusSeconds(1), "answer");
    answered(ANNA, 7, NOON.plusSeconds(2), "another");
    rows.run("UPDATE message SET reply_to = 5 WHERE message_id = 6");
    rows.run("UPDATE message SET reply_to = 1 WHERE message_id = 7");

    assertThat(all(ANNA).get(1).replyTo())
        .isEqualTo(
            new ConversationMessage.Quote(
                all(ANNA).getLast().id(), "x".repeat(200) + "…", "person"));
    assertThat(all(ANNA).getFirst().replyTo())
        .isEqualTo(new ConversationMessage.Quote(null, null, "person"));
  }

  @Test
  void a_deleted_answer_stays_without_what_it_said() {
    rows.person(ANNA, "Anna", NOON);
    answered(ANNA, 6, NOON, "slander");
    rows.run(
        "UPDATE message SET deleted_at = ?, edited_at = ?, kind = 'photo', file_id = 'f',"
            + " thumbnail_id = 't', file_name = 'slander.jpg'",
        Rows.at(NOON.plusSeconds(9)),
        Rows.at(NOON.plusSeconds(5)));
    rows.run(
        "INSERT INTO message_version (chat_id, message_id, sent_at, version_at, text)"
            + " SELECT chat_id, message_id, sent_at, sent_at, 'older slander' FROM message");
    rows.said(ANNA, ANNA, 7, NOON.plusSeconds(20), "what?");
    rows.run("UPDATE message SET reply_to = 6 WHERE message_id = 7");

    var detail = messages.one(ANNA, OLGA, all(ANNA).getLast().id()).orElseThrow();

    assertThat(detail.item().deletedAt()).isEqualTo(NOON.plusSeconds(9));
    assertThat(detail.versions()).isEmpty();
    assertThat(all(ANNA).toString() + detail).doesNotContain("slander");
    assertThat(detail.item().fileId()).isNull();
    assertThat(detail.item().mayDelete()).isFalse();
  }

  @Test
  void names_files_without_telegrams_names_for_them() {
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 5, NOON, "look");
    assertThat(all(ANNA).getFirst().fileId()).isNull();
    rows.run(
        "UPDATE message SET kind = 'photo', file_id = 'telegrams', thumbnail_id = 'telegrams'");

    ConversationMessage item = all(ANNA).getFirst();

    assertThat(item.fileId()).isEqualTo("101.5.1772452800000000");
    assertThat(item.thumbnailId()).isEqualTo("101.5.1772452800000000.t");
    assertThat(item.toString()).doesNotContain("telegrams");
    assertThat(mine().getFirst().fileId()).isEqualTo(item.fileId());
    assertThat(mine().getFirst().thumbnailId()).isEqualTo(item.thumbnailId());
  }

  @Test
  void counts_and_shows_earlier_texts() {
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "third");
    rows.run("UPDATE message SET edited_at = sent_at + interval '2 min'");
    for (int n = 0; n < 2; n++) {
      rows.run(
          "INSERT INTO message_version (chat_id, message_id, sent_at, version_at, text)"
              + " SELECT chat_id, message_id, sent_at, sent_at + ? * interval '1 min', 'v' || ?"
              + " FROM message",
          n,
          n);
    }

    var detail = messages.one(ANNA, OLGA, all(ANNA).getFirst().id()).orElseThrow();

    assertThat(detail.item().versions()).isEqualTo(2);
    assertThat(detail.versions()).extracting(Messages.Version::text).containsExactly("v0", "v1");
  }

  @Test
  void only_what_the_team_wrote_lately_can_be_changed() {
    olga(null);
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "question");
    rows.told(ANNA, ANNA, 2, NOON, "of the bot");
    answered(ANNA, 3, NOON, "of the team");
    answered(ANNA, 4, NOON, "a place");
    rows.run("UPDATE message SET kind = 'location' WHERE message_id = 4");
    long failed = rows.outgoing(ANNA, "sendMessage", "{\"text\": \"f\"}", "failed", NOON);
    long unknown = rows.outgoing(ANNA, "sendMessage", "{\"text\": \"u\"}", "unknown", NOON);
    rows.run("UPDATE outgoing SET staff_id = ?", OLGA);
    note(ANNA, OLGA, NOON, "mine");
    note(ANNA, 9, NOON, "a colleague's");

    assertThat(changeable())
        .containsExactlyInAnyOrder(
            "question false false",
            "of the bot false false",
            "of the team true true",
            "a place false true",
            "f true true",
            "u false false",
            "mine true true",
            "a colleague's false false");
    assertThat(messages.own(ANNA, "out." + unknown).orElseThrow().notDelete())
        .isEqualTo(Changing.UNKNOWN);
    assertThat(messages.own(ANNA, "out." + failed).orElseThrow().notEdit()).isNull();

    clock.pass(Duration.ofHours(47));
    assertThat(changeable()).contains("of the team false false", "f true true");
  }

  @Test
  void an_album_that_waits_is_one_item() {
    rows.person(ANNA, "Anna", NOON);
    rows.outgoing(
        ANNA,
        "sendMediaGroup",
        "{\"media\": [{\"type\": \"photo\", \"caption\": \"a &amp; b\", \"parse_mode\": \"HTML\"},"
            + " {\"type\": \"video\"}]}",
        "queued",
        NOON);

    assertThat(all(ANNA)).hasSize(1);
    assertThat(all(ANNA).getFirst().kind()).isEqualTo("photo");
    assertThat(all(ANNA).getFirst().text()).isEqualTo("a & b");
    assertThat(all(ANNA).getFirst().album()).isEqualTo(all(ANNA).getFirst().id());
  }

  @Test
  void a_file_that_waits_has_its_name_and_size() {
    rows.person(ANNA, "Anna", NOON);
    rows.run(
        "INSERT INTO outgoing_file (bot_id, digest, kind, name, mime_type, size)"
            + " VALUES (1, 'a', 'document', 'bill.pdf', 'x/y', 1234),"
            + " (1, 'b', 'photo', 'a.jpg', 'x/y', 5)");
    String bill = database.one("SELECT min(id) FROM outgoing_file");
    String photo = database.one("SELECT max(id) FROM outgoing_file");
    rows.outgoing(
        ANNA, "sendDocument", "{\"document\": {\"berry_file\": " + bill + "}}", "queued", NOON);
    rows.outgoing(
        ANNA,
        "sendMediaGroup",
        "{\"media\": [{\"type\": \"photo\", \"media\": {\"berry_file\": "
            + photo
            + "}}, {\"type\": \"video\", \"media\": {\"berry_file\": "
            + bill
            + "}}]}",
        "failed",
        NOON.plusSeconds(1));
    rows.outgoing(ANNA, "sendVoice", "{\"voice\": \"of_telegram\"}", "queued", NOON.plusSeconds(2));
    rows.outgoing(
        ANNA, "sendPhoto", "{\"photo\": {\"berry_file\": 404}}", "queued", NOON.plusSeconds(3));

    assertThat(all(ANNA))
        .extracting(item -> item.kind() + " " + item.fileName() + " " + item.fileSize())
        .containsExactly(
            "photo null null", "voice null null", "photo a.jpg 5", "document bill.pdf 1234");
  }

  private List<String> changeable() {
    return all(ANNA).stream()
        .map(item -> item.text() + " " + item.mayEdit() + " " + item.mayDelete())
        .toList();
  }

  private List<ConversationMessage> older(Stretch page) {
    List<ConversationMessage> found = new ArrayList<>();
    for (String next = page.next(); next != null; ) {
      Stretch one = stretch(new From(next, null, null), 5);
      found.addAll(one.items());
      next = one.next();
    }
    return found;
  }

  private List<ConversationMessage> newer(Stretch page) {
    List<ConversationMessage> found = new ArrayList<>();
    for (String previous = page.previous(); previous != null; ) {
      Stretch one = stretch(new From(null, previous, null), 5);
      found.addAll(0, one.items());
      previous = one.previous();
    }
    return found;
  }

  private void olga(@Nullable String name) {
    rows.person(OLGA, "Olga", NOON);
    rows.run("INSERT INTO staff (person_id, role, name) VALUES (?, 'operator', ?)", OLGA, name);
  }

  private void answered(long chatId, long messageId, Instant at, String text) {
    rows.told(chatId, chatId, messageId, at, text);
    rows.run(
        "UPDATE message SET staff = true, staff_id = ? WHERE chat_id = ? AND message_id = ?",
        OLGA,
        chatId,
        messageId);
  }

  private void note(long chatId, long staffId, Instant at, String text) {
    rows.run(
        "INSERT INTO note (chat_id, staff_id, text, at) VALUES (?, ?, ?, ?)",
        chatId,
        staffId,
        text,
        Rows.at(at));
  }

  private Stretch stretch(From from, int limit) {
    return messages.stretch(ANNA, OLGA, from, limit).orElseThrow();
  }

  private List<ConversationMessage> all(long chatId) {
    return messages.stretch(chatId, OLGA, From.NEWEST, 100).orElseThrow().items();
  }

  private List<Item> mine() {
    return new Messages(database.database()).of(ANNA, null, 10, Filter.ALL, null).items();
  }
}
