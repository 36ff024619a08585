package berry.inbox;

import static berry.inbox.InboxFixture.NOON;
import static berry.inbox.InboxFixture.edit;
import static berry.inbox.InboxFixture.stored;
import static berry.inbox.InboxFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the less usual updates come to.
@Tag("sql")
class SemanticsTest {

  @AutoClose private final InboxFixture intake = new InboxFixture();

  @Test
  void keeps_every_text_of_several_edits_within_one_second() {
    intake.accept(text(1, 1, "one"));
    for (int n = 2; n <= 5; n++) {
      intake.accept(edit(n, 1, NOON, "text " + n));
    }

    assertThat(intake.one("SELECT text FROM message")).isEqualTo("text 5");
    assertThat(versions()).isEqualTo("one, text 2, text 3, text 4");
  }

  @Test
  void puts_edits_of_one_second_in_the_order_of_their_updates() {
    intake.accept(edit(4, 1, NOON + 9, "four"));
    intake.accept(List.of(edit(3, 1, NOON + 9, "three"), text(1, 1, "one")));
    intake.accept(edit(2, 1, NOON + 9, "two"));

    assertThat(intake.one("SELECT text FROM message")).isEqualTo("four");
    assertThat(versions()).isEqualTo("one, two, three");
  }

  @Test
  void finds_the_original_of_an_edit_whose_date_cannot_be_true() {
    intake.accept(text(1, 1, "one"));
    intake.accept(undated(2, "edited_message", 1, "two"));

    assertThat(intake.one("SELECT count(*) || ' ' || max(text) FROM message")).isEqualTo("1 two");
    assertThat(intake.one("SELECT sum(value) FROM activity WHERE metric = 'messages_in'"))
        .isEqualTo("1");
  }

  @Test
  void finds_an_original_that_had_no_date_either() {
    intake.accept(undated(1, "message", 1, "one"));
    intake.accept(undated(2, "edited_message", 1, "two"));
    intake.accept(
        List.of(undated(3, "message", 2, "three"), undated(4, "edited_message", 2, "four")));

    assertThat(intake.one("SELECT string_agg(text, ' ' ORDER BY message_id) FROM message"))
        .isEqualTo("two four");
  }

  @Test
  void keeps_an_edit_without_date_of_which_nothing_is_known() {
    assertThat(intake.accept(undated(2, "edited_message", 1, "two"))).isEqualTo(stored());

    assertThat(intake.one("SELECT text FROM message WHERE sent_at = received_at")).isEqualTo("two");
  }

  @Test
  void owes_nothing_to_a_command_for_another_bot_and_does_not_count_it() {
    intake.accept(group(1, "/start@other_bot"));
    intake.accept(group(2, "/start"));
    intake.accept(text(3, 3, "/start@other_bot promo"));

    assertThat(intake.one("SELECT count(*) FROM incoming WHERE state <> 'stored'")).isEqualTo("0");
    assertThat(intake.one("SELECT count(*) FROM activity WHERE metric LIKE 'commands:%'"))
        .isEqualTo("0");
    assertThat(intake.one("SELECT count(waiting_since) FROM chat")).isEqualTo("0");
    assertThat(intake.one("SELECT count(source) FROM person")).isEqualTo("0");
  }

  @Test
  void hears_a_command_that_names_the_bot_in_a_group() {
    intake.accept(group(1, "/Start@Berry_Bot"));

    assertThat(intake.one("SELECT state FROM incoming")).isIn("due", "handled");
    assertThat(intake.one("SELECT metric FROM activity WHERE metric LIKE 'commands:%'"))
        .isEqualTo("commands:start");
  }

  @Test
  void shows_which_supergroup_a_group_became_whichever_of_the_two_told() {
    intake.accept(service(1, -1009, "supergroup", "\"migrate_from_chat_id\":-9"));
    intake.accept(service(2, -8, "group", "\"migrate_to_chat_id\":-1008"));

    assertThat(
            intake.one(
                "SELECT string_agg(id || '>' || migrated_to, ' ' ORDER BY id DESC) FROM chat"
                    + " WHERE migrated_to IS NOT NULL"))
        .isEqualTo("-8>-1008 -9>-1009");
  }

  @Test
  void forgets_no_migration_when_the_old_group_is_heard_of_again() {
    intake.accept(service(1, -9, "group", "\"migrate_to_chat_id\":-1009"));
    intake.accept(service(2, -9, "group", "\"new_chat_title\":\"Renamed\""));

    assertThat(intake.one("SELECT migrated_to || ' ' || title FROM chat")).isEqualTo("-1009 Team");
    assertThat(intake.one("SELECT text FROM message WHERE kind = 'new_chat_title'"))
        .isEqualTo("Renamed");
  }

  @Test
  void tells_the_same_message_id_in_group_and_supergroup_apart() {
    intake.accept(service(1, -9, "group", "\"migrate_to_chat_id\":-1009"));
    intake.accept(service(1_001, -1009, "supergroup", "\"text\":\"first here\""));

    assertThat(intake.one("SELECT count(DISTINCT chat_id) FROM message WHERE message_id = 1"))
        .isEqualTo("2");
  }

  @Test
  void keeps_the_topic_and_its_names() {
    String topic = "\"message_thread_id\":40,\"is_topic_message\":true,";
    intake.accept(
        service(1, -1009, "supergroup", topic + "\"forum_topic_created\":{\"name\":\"Delivery\"}"));
    intake.accept(
        service(2, -1009, "supergroup", topic + "\"forum_topic_edited\":{\"name\":\"Shipping\"}"));
    intake.accept(service(3, -1009, "supergroup", topic + "\"text\":\"where is it?\""));

    assertThat(intake.one("SELECT string_agg(text, ', ' ORDER BY message_id) FROM message"))
        .isEqualTo("Delivery, Shipping, where is it?");
    assertThat(intake.one("SELECT count(*) FROM message WHERE thread_id = 40")).isEqualTo("3");
  }

  @Test
  void shows_what_a_poll_asks() {
    intake.accept(
        service(1, -1009, "supergroup", "\"poll\":{\"id\":\"1\",\"question\":\"Which berry?\"}"));

    assertThat(intake.one("SELECT kind || ': ' || text FROM message"))
        .isEqualTo("poll: Which berry?");
  }

  @Test
  void lets_nobody_wait_for_an_answer_to_a_service_line() {
    intake.accept(
        """
        {"update_id":1,"message":{"message_id":1,"date":%d,
         "from":{"id":11,"first_name":"Anna"},"chat":{"id":11,"type":"private"},
         "boost_added":{"boost_count":1}}}\
        """
            .formatted(NOON));

    assertThat(intake.one("SELECT count(*) || ' ' || count(waiting_since) FROM chat"))
        .isEqualTo("1 0");
  }

  @Test
  void counts_reactions_votes_and_messages_of_others_as_information() {
    String anna = "{\"id\":11,\"first_name\":\"Anna\"}";
    intake.accept(
        List.of(
            """
            {"update_id":1,"message_reaction":{"chat":{"id":-1009,"type":"supergroup"},
             "message_id":1,"user":%s,"date":%d,"old_reaction":[],
             "new_reaction":[{"type":"emoji","emoji":"x"}]}}\
            """
                .formatted(anna, NOON),
            "{\"update_id\":2,\"poll_answer\":{\"poll_id\":\"1\",\"user\":" + anna + "}}",
            other(3, "business_message"),
            other(4, "guest_message")));

    assertThat(
            intake.one(
                "SELECT string_agg(metric, ' ' ORDER BY metric) FROM activity"
                    + " WHERE metric NOT IN ('received', 'stored', 'people_new') AND value = 1"))
        .isEqualTo("business_messages guest_messages poll_answers reactions");
    assertThat(intake.one("SELECT count(*) FROM message")).isEqualTo("0");
  }

  private String versions() {
    return intake.one("SELECT string_agg(text, ', ' ORDER BY version_at) FROM message_version");
  }

  private static String undated(long updateId, String kind, long messageId, String text) {
    return text(updateId, kind, messageId, 11, 0, text, "");
  }

  private static String group(long updateId, String text) {
    return service(updateId, -1009, "supergroup", "\"text\":\"" + text + "\"");
  }

  /// A message of Anna's in the group "Team"; its id is the last three digits of the update's.
  private static String service(long updateId, long chatId, String type, String content) {
    return """
    {"update_id":%d,"message":{"message_id":%d,"date":%d,
     "from":{"id":11,"first_name":"Anna"},"chat":{"id":%d,"type":"%s","title":"Team"},%s}}\
    """
        .formatted(updateId, updateId % 1_000, NOON, chatId, type, content);
  }

  private static String other(long updateId, String kind) {
    return text(updateId, kind, updateId, 11, NOON, "hello", "");
  }
}
