package berry.answers;

import static berry.answers.AnswersFixture.ANNA;
import static berry.answers.AnswersFixture.GROUP;
import static berry.answers.AnswersFixture.IVAN;
import static berry.answers.AnswersFixture.OLGA;
import static org.assertj.core.api.Assertions.assertThat;

import berry.conversations.ConversationMessage;
import berry.testing.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("sql")
final class AnswersTest {

  @TempDir private Path folder;
  private AnswersFixture fixture;
  private Answers answers;

  @BeforeEach
  void open() {
    fixture = new AnswersFixture(folder);
    answers = fixture.answers;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  // ---------------------------------------------------------------- what is not sent

  @Test
  void answers_nobody_who_never_wrote() {
    assertThat(answers.reply(reply(OLGA, 999, "hello"))).isInstanceOf(Outcome.Missing.class);
    assertThat(fixture.one("SELECT count(*) FROM outgoing")).isEqualTo("0");
    assertThat(fixture.one("SELECT count(*) FROM conversation")).isEqualTo("0");
  }

  @Test
  void says_why_nothing_arrives() {
    fixture.rows.run("UPDATE chat SET unreachable = 'blocked' WHERE id = ?", ANNA);
    fixture.rows.run("UPDATE chat SET migrated_to = -200 WHERE id = ?", GROUP);

    assertThat(reason(answers.reply(reply(OLGA, ANNA, "hello")))).isEqualTo("blocked");
    assertThat(reason(answers.reply(reply(OLGA, GROUP, "hello")))).isEqualTo("moved");
  }

  @Test
  void says_how_long_an_answer_may_be() throws IOException {
    List<String> file = List.of(fixture.file("document", "a.txt"));

    assertThat(answers.reply(reply(OLGA, ANNA, " \n\0 "))).isInstanceOf(Outcome.Wrong.class);
    assertThat(answers.reply(reply(OLGA, ANNA, "x".repeat(4_097))).toString())
        .contains("4096", "4097");
    assertThat(answers.reply(with(file, "x".repeat(1_025))).toString()).contains("1024", "1025");
    assertThat(answers.reply(with(List.of("77"), ""))).isInstanceOf(Outcome.Wrong.class);
    assertThat(answers.reply(with(Collections.nCopies(11, file.getFirst()), "")))
        .isInstanceOf(Outcome.Wrong.class);
    assertThat(fixture.one("SELECT count(*) FROM outgoing")).isEqualTo("0");

    assertThat(answers.reply(reply(OLGA, ANNA, "x".repeat(4_096))))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(answers.reply(with(file, "x".repeat(1_024)))).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void takes_no_item_of_another_chat_for_one_of_this() {
    fixture.rows.said(GROUP, ANNA, 3, fixture.asked, "to all");
    String foreign = GROUP + ".3." + fixture.asked.getEpochSecond() + "000000";
    String id = id(answers.reply(reply(OLGA, ANNA, "mine")));

    assertThat(answers.reply(to(ANNA, foreign, null))).isInstanceOf(Outcome.Wrong.class);
    assertThat(answers.reply(to(ANNA, null, foreign))).isInstanceOf(Outcome.Wrong.class);
    assertThat(answers.edit(GROUP, id, OLGA, "changed")).isInstanceOf(Outcome.Missing.class);
    assertThat(answers.delete(GROUP, id, OLGA)).isInstanceOf(Outcome.Missing.class);
    assertThat(answers.retry(GROUP, id)).isInstanceOf(Outcome.Missing.class);
    assertThat(fixture.one("SELECT count(*) FROM outgoing")).isEqualTo("1");
  }

  // ---------------------------------------------------------------- two at once

  @Test
  void of_two_who_answer_at_once_the_second_hears_of_the_first() throws Exception {
    for (int round = 0; round < 10; round++) {
      String seen = fixture.seen().getFirst().id();
      List<Outcome> outcomes =
          together(
              List.of(
                  () -> answers.reply(seen(OLGA, "from Olga", seen, false)),
                  () -> answers.reply(seen(IVAN, "from Ivan", seen, false))));

      assertThat(outcomes).filteredOn(Outcome.Accepted.class::isInstance).hasSize(1);
      Outcome.Overtaken second =
          (Outcome.Overtaken)
              outcomes.stream().filter(Outcome.Overtaken.class::isInstance).findAny().orElseThrow();
      assertThat(second.author()).isIn("Support", "Ivan");
      assertThat(fixture.seen().getFirst().author()).isEqualTo(second.author());
    }
    assertThat(fixture.seen()).hasSize(11);
  }

  @Test
  void whoever_has_seen_the_colleagues_answer_or_insists_is_not_asked() {
    id(answers.reply(seen(OLGA, "first", fixture.question, false)));

    assertThat(answers.reply(seen(OLGA, "my own second", fixture.question, false)))
        .isInstanceOf(Outcome.Accepted.class);
    assertThat(answers.reply(seen(IVAN, "unseen", fixture.question, false)))
        .isInstanceOf(Outcome.Overtaken.class);
    assertThat(answers.reply(seen(IVAN, "insists", fixture.question, true)))
        .isInstanceOf(Outcome.Accepted.class);
    String newest = fixture.seen().getFirst().id();
    assertThat(answers.reply(seen(OLGA, "has seen it", newest, false)))
        .isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void what_was_sent_meanwhile_counts_and_what_failed_does_not() {
    String first = id(answers.reply(seen(OLGA, "first", fixture.question, false)));
    fixture.send();
    fixture.awaitSent(first);

    assertThat(answers.reply(seen(IVAN, "unseen", fixture.question, false)))
        .isInstanceOf(Outcome.Overtaken.class);
    fixture.rows.run("UPDATE outgoing SET state = 'failed'");
    assertThat(answers.reply(seen(IVAN, "needed", fixture.question, false)))
        .isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void a_note_seen_and_then_deleted_keeps_nobody_from_answering() {
    fixture.notes.add(ANNA, OLGA, "careful", null);
    String note = fixture.seen().getFirst().id();
    fixture.notes.delete(ANNA, Long.parseLong(note.substring("note.".length())), OLGA);

    assertThat(answers.reply(seen(IVAN, "hello", note, false)))
        .isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void a_double_tap_is_one_answer() throws Exception {
    List<Outcome> outcomes =
        together(Collections.nCopies(3, () -> answers.reply(keyed("tap", List.of()))));

    assertThat(new HashSet<>(outcomes)).hasSize(1);
    assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Accepted.class);
    assertThat(fixture.one("SELECT count(*) FROM outgoing")).isEqualTo("1");

    fixture.send();
    fixture.awaitSent(id(outcomes.getFirst()));
    fixture.rows.run("UPDATE chat SET unreachable = 'blocked'");
    assertThat(answers.reply(keyed("tap", List.of())))
        .isEqualTo(new Outcome.Accepted(id(outcomes.getFirst()), "sent"));
    assertThat(fixture.phone()).hasSize(1);
  }

  @Test
  void a_double_tap_with_files_that_go_one_by_one_is_one_answer() throws Exception {
    List<String> files = List.of(fixture.file("document", "a.txt"), fixture.file("photo", "b.jpg"));

    Outcome first = answers.reply(keyed("tap", files));
    Outcome second = answers.reply(keyed("tap", files));

    assertThat(second).isEqualTo(first);
    assertThat(fixture.one("SELECT count(*) FROM outgoing")).isEqualTo("2");
  }

  // ---------------------------------------------------------------- what follows

  @Test
  void an_answer_reaches_the_person_as_it_was_typed_and_ends_the_wait() {
    String id = id(answers.reply(reply(OLGA, ANNA, "  <b>5 < 6</b> & \"so on\" ")));
    fixture.send();
    fixture.awaitSent(id);

    assertThat(texts()).containsExactly("<b>5 < 6</b> & \"so on\"");
    ConversationMessage item = fixture.seen().getFirst();
    assertThat(item.id()).isEqualTo(id);
    assertThat(item.text()).isEqualTo("<b>5 < 6</b> & \"so on\"");
    assertThat(item.author()).isEqualTo("Support");
    assertThat(fixture.one("SELECT staff_id FROM message WHERE direction = 'out'"))
        .isEqualTo("201");
    assertThat(fixture.one("SELECT waiting_since FROM chat WHERE id = " + ANNA)).isEqualTo("null");
    assertThat(fixture.one("SELECT staff_id FROM first_reply")).isEqualTo("201");
  }

  @Test
  void an_answer_takes_the_conversation_opens_it_and_ends_the_draft() {
    fixture.rows.run("UPDATE chat SET done_at = now() WHERE id = ?", ANNA);
    fixture.drafts.put(ANNA, OLGA, "I beg", null);
    fixture.drafts.put(ANNA, IVAN, "I too", null);

    id(answers.reply(reply(OLGA, ANNA, "hello")));
    id(answers.reply(reply(IVAN, ANNA, "me too")));

    assertThat(fixture.one("SELECT done_at FROM chat WHERE id = " + ANNA)).isEqualTo("null");
    assertThat(fixture.one("SELECT assignee FROM conversation")).isEqualTo("201");
    assertThat(fixture.one("SELECT count(*) FROM draft")).isEqualTo("0");

    fixture.rows.run("DELETE FROM staff WHERE person_id = ?", OLGA);
    id(answers.reply(reply(IVAN, ANNA, "I take over")));
    assertThat(fixture.one("SELECT assignee FROM conversation")).isEqualTo("202");
  }

  @Test
  void a_refused_answer_changes_nothing() {
    fixture.rows.run("UPDATE chat SET done_at = now(), unreachable = 'blocked'");
    fixture.drafts.put(ANNA, OLGA, "I beg", null);

    answers.reply(reply(OLGA, ANNA, "hello"));

    assertThat(fixture.one("SELECT count(*) FROM draft")).isEqualTo("1");
    assertThat(fixture.one("SELECT count(*) FROM conversation")).isEqualTo("0");
    assertThat(fixture.one("SELECT done_at IS NULL FROM chat WHERE id = " + ANNA))
        .isEqualTo("false");
  }

  @Test
  void answers_in_a_group_say_what_they_answer() {
    fixture.rows.said(GROUP, ANNA, 3, fixture.asked, "who knows?");

    id(answers.reply(to(GROUP, GROUP + ".3." + fixture.asked.getEpochSecond() + "000000", null)));

    ConversationMessage item = fixture.seen(GROUP).getFirst();
    assertThat(item.replyTo())
        .isEqualTo(
            new ConversationMessage.Quote(
                GROUP + ".3." + fixture.asked.getEpochSecond() + "000000", "who knows?", "person"));
    assertThat(fixture.one("SELECT chat_id FROM outgoing")).isEqualTo(Long.toString(GROUP));
  }

  @Test
  void an_answer_may_quote_one_of_ours_and_one_that_is_gone() {
    String first = id(answers.reply(reply(OLGA, ANNA, "as I said")));
    assertThat(reason(answers.reply(to(ANNA, first, null)))).isEqualTo("not_sent");
    fixture.rows.said(ANNA, ANNA, 999, fixture.asked, "deleted by Anna");
    fixture.send();
    fixture.awaitSent(first);

    String second = id(answers.reply(to(ANNA, first, null)));
    String gone = ANNA + ".999." + fixture.asked.getEpochSecond() + "000000";
    String third = id(answers.reply(to(ANNA, gone, null)));
    fixture.awaitSent(second);
    fixture.awaitSent(third);

    assertThat(fixture.item(second).replyTo())
        .isEqualTo(new ConversationMessage.Quote(first, "as I said", "Support"));
    assertThat(fixture.phone().get(1).at("/reply_to_message/text").asString())
        .isEqualTo("as I said");
    assertThat(fixture.phone().get(2).has("reply_to_message")).isFalse();
  }

  // ---------------------------------------------------------------- changes

  @Test
  void an_answer_is_changed_before_it_is_sent() {
    String id = id(answers.reply(reply(OLGA, ANNA, "tomorow")));

    assertThat(answers.edit(ANNA, id, IVAN, "tomorrow <3"))
        .isEqualTo(new Outcome.Accepted(id, "queued"));
    assertThat(fixture.seen().getFirst().text()).isEqualTo("tomorrow <3");
    fixture.send();
    fixture.awaitSent(id);

    assertThat(texts()).containsExactly("tomorrow <3");
    assertThat(fixture.item(id).versions()).isZero();
  }

  @Test
  void an_answer_is_taken_back_before_it_is_sent() {
    String id = id(answers.reply(reply(OLGA, ANNA, "never mind")));
    answers.delete(ANNA, id, OLGA);
    String next = id(answers.reply(reply(OLGA, ANNA, "hello")));
    fixture.send();
    fixture.awaitSent(next);

    assertThat(texts()).containsExactly("hello");
    assertThat(fixture.seen()).extracting(ConversationMessage::id).doesNotContain(id);
    assertThat(answers.delete(ANNA, id, OLGA)).isInstanceOf(Outcome.Missing.class);
  }

  @Test
  void changing_a_sent_answer_changes_it_on_the_phone_and_keeps_what_it_said() {
    String id = id(answers.reply(reply(OLGA, ANNA, "tomorow")));
    fixture.send();
    fixture.awaitSent(id);
    // A question since: a change of an older answer is no answer to it.
    fixture.rows.run("UPDATE chat SET waiting_since = now() WHERE id = ?", ANNA);

    answers.edit(ANNA, id, IVAN, "tomorrow");
    Await.until(Duration.ofSeconds(30), () -> texts().equals(List.of("tomorrow")));
    Await.until(Duration.ofSeconds(30), () -> "tomorrow".equals(fixture.item(id).text()));

    assertThat(fixture.item(id).versions()).isEqualTo(1);
    assertThat(fixture.item(id).author()).isEqualTo("Support");
    assertThat(fixture.one("SELECT count(*) FROM first_reply")).isEqualTo("1");
    assertThat(fixture.one("SELECT waiting_since IS NULL FROM chat WHERE id = " + ANNA))
        .isEqualTo("false");

    String calls = fixture.one("SELECT count(*) FROM outgoing");
    assertThat(answers.edit(ANNA, id, OLGA, " tomorrow ")).isInstanceOf(Outcome.Accepted.class);
    assertThat(fixture.one("SELECT count(*) FROM outgoing")).isEqualTo(calls);
  }

  @Test
  void a_deleted_answer_is_gone_from_the_phone_and_can_not_be_changed() {
    String id = id(answers.reply(reply(OLGA, ANNA, "wrong person")));
    fixture.send();
    fixture.awaitSent(id);

    answers.delete(ANNA, id, IVAN);
    Await.until(Duration.ofSeconds(30), () -> fixture.item(id).deletedAt() != null);

    assertThat(fixture.phone()).isEmpty();
    assertThat(fixture.item(id).text()).isNull();
    assertThat(reason(answers.edit(ANNA, id, OLGA, "x"))).isEqualTo("deleted");
    assertThat(reason(answers.delete(ANNA, id, OLGA))).isEqualTo("deleted");
  }

  @Test
  void an_album_is_one_answer_and_goes_as_a_whole() throws IOException {
    List<String> files = List.of(fixture.file("photo", "a.jpg"), fixture.file("video", "b.mp4"));
    String id = id(answers.reply(with(files, "our <garden>")));
    assertThat(fixture.seen()).hasSize(2);
    assertThat(fixture.seen().getFirst().text()).isEqualTo("our <garden>");
    fixture.send();
    fixture.awaitSent(id);

    List<ConversationMessage> sent = fixture.seen().subList(0, 2);
    assertThat(sent).allMatch(item -> item.album() != null && "Support".equals(item.author()));
    assertThat(fixture.phone().getFirst().get("caption").asString()).isEqualTo("our <garden>");
    answers.edit(ANNA, id, OLGA, "");
    Await.until(Duration.ofSeconds(30), () -> !fixture.phone().getFirst().has("caption"));

    answers.delete(ANNA, sent.getFirst().id(), OLGA);
    Await.until(
        Duration.ofSeconds(30),
        () -> fixture.seen().subList(0, 2).stream().allMatch(one -> one.deletedAt() != null));
    assertThat(fixture.phone()).isEmpty();
  }

  @Test
  void files_that_make_no_album_go_one_after_another() throws IOException {
    List<String> files =
        List.of(
            fixture.file("document", "a.txt"),
            fixture.file("photo", "b.jpg"),
            fixture.file("document", "c.txt"));
    String id = id(answers.reply(with(files, "all three")));
    fixture.send();
    fixture.awaitSent(id);
    Await.until(Duration.ofSeconds(30), () -> fixture.phone().size() == 3);

    assertThat(fixture.phone())
        .extracting(message -> message.has("document") + " " + message.path("caption").asString(""))
        .containsExactly("true all three", "false ", "true ");
    assertThat(fixture.one("SELECT count(DISTINCT key) FROM outgoing")).isEqualTo("0");
  }

  @Test
  void only_what_the_team_wrote_within_48_hours_can_be_changed() {
    String id = id(answers.reply(reply(OLGA, ANNA, "hello")));
    fixture.send();
    fixture.awaitSent(id);
    fixture.rows.told(ANNA, ANNA, 900, fixture.asked, "of the bot");
    String bots = ANNA + ".900." + fixture.asked.getEpochSecond() + "000000";

    for (String other : List.of(fixture.question, bots)) {
      assertThat(reason(answers.edit(ANNA, other, OLGA, "x"))).isEqualTo("not_ours");
      assertThat(reason(answers.delete(ANNA, other, OLGA))).isEqualTo("not_ours");
    }
    Answers later = fixture.later(Duration.ofDays(2));
    assertThat(reason(later.edit(ANNA, id, OLGA, "x"))).isEqualTo("too_old");
    assertThat(reason(later.delete(ANNA, id, OLGA))).isEqualTo("too_old");
    assertThat(answers.edit(ANNA, id, OLGA, "x".repeat(4_097))).isInstanceOf(Outcome.Wrong.class);
    assertThat(answers.edit(ANNA, id, OLGA, " ")).isInstanceOf(Outcome.Wrong.class);
    assertThat(texts()).containsExactly("hello");
  }

  @Test
  void what_failed_is_put_right_and_tried_once_more_or_taken_away() {
    fixture.fault("sendMessage", 400);
    String id = id(answers.reply(reply(OLGA, ANNA, "broken")));
    fixture.send();
    Await.until(Duration.ofSeconds(30), () -> fixture.item(id).state().equals("failed"));
    assertThat(fixture.item(id).reason()).startsWith("refused");

    answers.edit(ANNA, id, OLGA, "mended");
    assertThat(answers.retry(ANNA, id)).isEqualTo(new Outcome.Accepted(id, "queued"));
    fixture.awaitSent(id);
    assertThat(texts()).containsExactly("mended");
    assertThat(reason(answers.retry(ANNA, id))).isEqualTo("not_failed");
    assertThat(reason(answers.retry(ANNA, fixture.question))).isEqualTo("not_failed");

    fixture.fault("sendMessage", 400);
    String second = id(answers.reply(reply(OLGA, ANNA, "broken again")));
    Await.until(Duration.ofSeconds(30), () -> fixture.item(second).state().equals("failed"));
    answers.delete(ANNA, second, OLGA);
    assertThat(fixture.seen()).extracting(ConversationMessage::id).doesNotContain(second);
    assertThat(answers.retry(ANNA, second)).isInstanceOf(Outcome.Missing.class);
  }

  @Test
  void a_change_that_failed_is_shown_and_tried_once_more() {
    String id = id(answers.reply(reply(OLGA, ANNA, "tomorow")));
    fixture.send();
    fixture.awaitSent(id);
    assertThat(fixture.item(id).changeFailed()).isNull();

    fixture.fault("editMessageText", 400);
    answers.edit(ANNA, id, OLGA, "tomorrow");
    Await.until(Duration.ofSeconds(30), () -> fixture.item(id).changeFailed() != null);
    assertThat(changeFailed(id).what()).isEqualTo("edit");
    assertThat(changeFailed(id).reason()).startsWith("refused");
    assertThat(fixture.item(id).state()).isEqualTo("sent");
    assertThat(fixture.seen().getFirst()).isEqualTo(fixture.item(id));
    assertThat(fixture.seen().getLast().changeFailed()).isNull();

    assertThat(answers.retry(ANNA, id)).isEqualTo(new Outcome.Accepted(id, "sent"));
    Await.until(Duration.ofSeconds(30), () -> texts().equals(List.of("tomorrow")));
    Await.until(Duration.ofSeconds(30), () -> fixture.item(id).changeFailed() == null);
    assertThat(reason(answers.retry(ANNA, id))).isEqualTo("not_failed");
  }

  @Test
  void the_last_change_counts() {
    String id = id(answers.reply(reply(OLGA, ANNA, "wrong")));
    fixture.send();
    fixture.awaitSent(id);
    fixture.fault("editMessageText", 400);
    answers.edit(ANNA, id, OLGA, "right");
    Await.until(Duration.ofSeconds(30), () -> fixture.item(id).changeFailed() != null);

    fixture.fault("deleteMessage", 400);
    answers.delete(ANNA, id, OLGA);
    Await.until(
        Duration.ofSeconds(30),
        () -> fixture.item(id).changeFailed() != null && changeFailed(id).what().equals("delete"));

    answers.retry(ANNA, id);
    Await.until(Duration.ofSeconds(30), () -> fixture.item(id).deletedAt() != null);
    assertThat(fixture.item(id).changeFailed()).isNull();
    assertThat(fixture.phone()).isEmpty();
  }

  /// As it reads at Telegram it was before; but the change before is on its way.
  @Test
  void a_change_that_is_taken_back_at_once_leaves_the_words_of_before() {
    String id = id(answers.reply(reply(OLGA, ANNA, "as it was")));
    fixture.send();
    fixture.awaitSent(id);

    answers.edit(ANNA, id, OLGA, "another");
    answers.edit(ANNA, id, OLGA, "as it was");

    Await.until(
        Duration.ofSeconds(30),
        () ->
            fixture
                .one("SELECT count(*) FROM outgoing WHERE state IN ('queued', 'sending')")
                .equals("0"));
    assertThat(fixture.item(id).text()).isEqualTo("as it was");
    assertThat(texts()).containsExactly("as it was");
    assertThat(fixture.item(id).changeFailed()).isNull();
  }

  @Test
  void an_answer_of_half_characters_only_is_empty() {
    assertThat(answers.reply(reply(OLGA, ANNA, "\ud800 \udc00\u0000")))
        .isEqualTo(new Outcome.Wrong("the text is empty"));
    assertThat(fixture.one("SELECT count(*) FROM outgoing")).isEqualTo("0");
  }

  private ConversationMessage.ChangeFailed changeFailed(String id) {
    return Objects.requireNonNull(fixture.item(id).changeFailed());
  }

  @Test
  void what_may_have_arrived_is_neither_changed_nor_taken_back() {
    String id = id(answers.reply(reply(OLGA, ANNA, "perhaps")));
    fixture.rows.run("UPDATE outgoing SET state = 'unknown'");

    assertThat(reason(answers.edit(ANNA, id, OLGA, "x"))).isEqualTo("unknown");
    assertThat(reason(answers.delete(ANNA, id, OLGA))).isEqualTo("unknown");
    assertThat(answers.retry(ANNA, id)).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void notes_and_drafts_never_leave() {
    fixture.notes.add(ANNA, OLGA, "a secret note", null);
    fixture.drafts.put(ANNA, OLGA, "a secret draft", null);
    String id = id(answers.reply(reply(IVAN, ANNA, "hello")));
    fixture.send();
    fixture.awaitSent(id);

    assertThat(fixture.phone().toString()).doesNotContain("secret");
    assertThat(fixture.one("SELECT count(*) FROM outgoing WHERE body::text LIKE '%secret%'"))
        .isEqualTo("0");
    assertThat(fixture.one("SELECT count(*) FROM message WHERE text LIKE '%secret%'"))
        .isEqualTo("0");
    assertThat(fixture.one("SELECT count(*) FROM draft")).isEqualTo("1");
    assertThat(fixture.seen().toString()).contains("a secret note").doesNotContain("draft");
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (JsonNode message : fixture.phone()) {
      texts.add(message.path("text").asString(""));
    }
    return texts;
  }

  private static List<Outcome> together(List<Callable<Outcome>> wishes) throws Exception {
    var start = new CyclicBarrier(wishes.size());
    List<Future<Outcome>> running = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    try (var pool = Executors.newFixedThreadPool(wishes.size())) {
      for (Callable<Outcome> wish : wishes) {
        running.add(
            pool.submit(() -> {
              start.await();
              return wish.call();
            }));
      }
      for (Future<Outcome> one : running) {
        outcomes.add(one.get());
      }
    }
    return outcomes;
  }

  private static String id(Outcome outcome) {
    if (outcome instanceof Outcome.Accepted accepted) {
      return accepted.id();
    }
    throw new AssertionError(outcome.toString());
  }

  private static String reason(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused ? refused.reason() : outcome.toString();
  }

  private static Reply reply(long staffId, long chatId, String text) {
    return new Reply(chatId, staffId, text, null, List.of(), null, false, null);
  }

  private static Reply with(List<String> files, String text) {
    return new Reply(ANNA, OLGA, text, null, files, null, false, null);
  }

  private static Reply keyed(String key, List<String> files) {
    return new Reply(ANNA, OLGA, "tapped", null, files, null, false, key);
  }

  private static Reply to(long chatId, @Nullable String replyTo, @Nullable String lastSeen) {
    return new Reply(chatId, OLGA, "an answer", replyTo, List.of(), lastSeen, false, null);
  }

  private static Reply seen(long staffId, String text, String lastSeen, boolean anyway) {
    return new Reply(ANNA, staffId, text, null, List.of(), lastSeen, anyway, null);
  }
}
