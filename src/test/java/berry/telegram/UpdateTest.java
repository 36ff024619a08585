package berry.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UpdateTest {

  @SuppressWarnings("unused") // named by kept_samples
  private static final Iterable<String> KINDS = Update.KINDS;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "7",
        "\"text\"",
        "[]",
        "[{\"update_id\":1}]",
        "<html>",
        "{}",
        "{\"message\":{}}",
        "{\"update_id\":null}",
        "{\"update_id\":\"7\"}",
        "{\"update_id\":1.5}",
        "{\"update_id\":1e3}",
        "{\"update_id\":123456789012345678901234567890}"
      })
  void refuses_what_has_no_integer_id(String body) {
    UnreadableUpdate failure = unreadable(body);

    assertThat(failure.updateId()).isNull();
  }

  @Test
  void tells_the_id_of_an_update_that_breaks_off() {
    UnreadableUpdate failure = unreadable("{\"update_id\":812,\"message\":{\"text\":\"my secret");

    assertThat(failure.updateId()).isEqualTo(812);
    assertThat(failure).hasMessageNotContaining("secret");
  }

  @Test
  void gives_up_on_endless_nesting_but_knows_the_id() {
    String body = "{\"update_id\":812,\"message\":" + "[".repeat(1_000_000);

    assertThat(unreadable(body).updateId()).isEqualTo(812);
  }

  @Test
  void reads_past_a_field_nested_a_thousand_deep() throws UnreadableUpdate {
    String deep = "[".repeat(1_000) + "]".repeat(1_000);
    Update update = read("{\"message\":{\"new\":" + deep + ",\"message_id\":5},\"update_id\":1}");

    assertThat(message(update).id()).isEqualTo(5);
  }

  @Test
  void takes_values_of_the_wrong_type_as_absent() throws UnreadableUpdate {
    Update update =
        read(
            """
            {"update_id":1,"message":{"message_id":5,"from":"Anna","chat":7,"date":"today","text":[1],
            "photo":{"file_id":"x"},"document":"d","reply_to_message":[],"edit_date":{"a":1},
            "message_thread_id":true,"media_group_id":12}}\
            """);

    assertThat(update.sender()).isNull();
    assertThat(update.chat()).isNull();
    Message message = message(update);
    assertThat(message.sentAt()).isNull();
    assertThat(message.editedAt()).isNull();
    assertThat(message.text()).isNull();
    assertThat(message.file()).isNull();
    assertThat(message.replyTo()).isNull();
    assertThat(message.threadId()).isNull();
    assertThat(message.album()).isNull();
  }

  @Test
  void keeps_going_when_the_update_itself_has_the_wrong_type() throws UnreadableUpdate {
    for (String value : new String[] {"null", "5", "\"x\"", "[[{}]]", "true"}) {
      Update update = read("{\"message\":" + value + ",\"update_id\":1}");

      assertThat(update).isEqualTo(new Update(1, "message", null, null, null, null, null));
    }
  }

  @Test
  void keeps_the_name_of_a_kind_it_has_never_heard_of() throws UnreadableUpdate {
    Update update =
        read(
            "{\"update_id\":1,\"hologram\":{\"from\":{\"id\":5,\"first_name\":\"A\"},\"x\":[{}]}}");

    assertThat(update.kind()).isEqualTo("hologram");
    assertThat(update.sender()).isNotNull();
  }

  @Test
  void has_a_word_for_an_update_without_a_kind() throws UnreadableUpdate {
    assertThat(read("{\"update_id\":1}").kind()).isEqualTo("unknown");
  }

  @Test
  void prefers_the_kind_it_knows_whatever_stands_beside_it() throws UnreadableUpdate {
    Update update =
        read("{\"hologram\":{},\"poll\":null,\"message\":{\"message_id\":5},\"update_id\":1}");

    assertThat(update.kind()).isEqualTo("message");
    assertThat(message(update).id()).isEqualTo(5);
  }

  @Test
  void takes_the_last_of_two_ids_and_the_first_of_two_messages() throws UnreadableUpdate {
    Update update =
        read(
            """
            {"update_id":1,"message":{"message_id":5},"message":{"message_id":6},
            "update_id":2,"update_id":"x"}\
            """);

    assertThat(update.id()).isEqualTo(2);
    assertThat(message(update).id()).isEqualTo(5);
  }

  @Test
  void takes_out_of_texts_what_the_database_refuses() throws UnreadableUpdate {
    Update update =
        read(
            """
            {"update_id":1,"message":{"message_id":5,"text":"a\\u0000b\\ud800c\\udc00d\\ud83c\\udf53",
            "chat":{"id":1,"title":"\\u0000"},"from":{"id":2,"first_name":"\\udfff"}}}\
            """);

    assertThat(message(update).text()).isEqualTo("abcd🍓");
    assertThat(chat(update).title()).isEmpty();
    assertThat(sender(update).firstName()).isEmpty();
  }

  @Test
  void reads_text_that_is_not_utf8() throws UnreadableUpdate {
    byte[] body =
        "{\"update_id\":1,\"message\":{\"message_id\":5,\"text\":\"ab?\"}}"
            .getBytes(StandardCharsets.US_ASCII);
    body[new String(body, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xC3;

    assertThat(message(Update.read(body)).text()).isEqualTo("ab\uFFFD");
  }

  @Test
  void reads_unescaped_control_characters() throws UnreadableUpdate {
    Update update =
        read("{\"update_id\":1,\"message\":{\"message_id\":5,\"text\":\"a\u0001\nb\"}}");

    assertThat(message(update).text()).isEqualTo("a\u0001\nb");
  }

  @Test
  void knows_ids_of_52_bits_and_signed_chats() throws UnreadableUpdate {
    Update update =
        read(
            """
            {"update_id":4503599627370495,"message":{"message_id":1,
            "from":{"id":4503599627370495},"chat":{"id":-4503599627370495,"type":"supergroup"}}}\
            """);

    assertThat(update.id()).isEqualTo(4503599627370495L);
    assertThat(sender(update).id()).isEqualTo(4503599627370495L);
    assertThat(chat(update).id()).isEqualTo(-4503599627370495L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "253402300800", "9223372036854775807", "1e9", "99999999999999999999"})
  void has_no_date_where_telegram_gives_an_odd_one(String date) throws UnreadableUpdate {
    Update update = read("{\"update_id\":1,\"message\":{\"message_id\":5,\"date\":" + date + "}}");

    assertThat(message(update).sentAt()).isNull();
  }

  @Test
  void judges_a_chat_without_a_type_by_its_id() throws UnreadableUpdate {
    assertThat(chat(read("{\"update_id\":1,\"message\":{\"chat\":{\"id\":5}}}")).isPrivate())
        .isTrue();
    assertThat(chat(read("{\"update_id\":1,\"message\":{\"chat\":{\"id\":-5}}}")).isPrivate())
        .isFalse();
  }

  @Test
  void names_what_a_message_holds() throws UnreadableUpdate {
    assertThat(holding("\"document\":{\"file_id\":\"d\"},\"animation\":{\"file_id\":\"a\"}"))
        .isEqualTo("animation");
    assertThat(holding("\"location\":{},\"venue\":{}")).isEqualTo("venue");
    assertThat(holding("\"caption\":\"c\",\"voice\":{}")).isEqualTo("voice");
    assertThat(holding("\"new_chat_member\":{},\"new_chat_members\":[]"))
        .isEqualTo("new_chat_members");
    assertThat(holding("\"entities\":[],\"hologram\":{}")).isEqualTo("hologram");
    assertThat(holding("\"is_shiny\":true")).isEqualTo("other");
  }

  @Test
  void takes_the_largest_size_of_a_photo() throws UnreadableUpdate {
    Message photo = message(sample("channel_post"));

    assertThat(photo.kind()).isEqualTo("photo");
    assertThat(photo.text()).isEqualTo("First frost");
    assertThat(photo.album()).isEqualTo("13900000000000001");
    assertThat(photo.file())
        .isEqualTo(new Attachment("AgAClarge", null, null, 188420L, "AgACsmall"));
  }

  @Test
  void reads_a_message_whole() throws UnreadableUpdate {
    Update update = sample("message");

    assertThat(update.sender())
        .isEqualTo(new Sender(5000000001L, false, "Анна", "Орлова", "anna_orlova", "ru", true));
    assertThat(update.chat()).isEqualTo(new Chat(5000000001L, "private", null, "anna_orlova"));
    assertThat(update.message())
        .isEqualTo(
            new Message(
                11,
                Instant.ofEpochSecond(1795435000),
                null,
                "text",
                "Когда сажать малину?",
                null,
                9L,
                null,
                null,
                null,
                null,
                false));
  }

  @Test
  void reads_an_edit_with_both_of_its_dates() throws UnreadableUpdate {
    Message edited = message(sample("edited_message"));

    assertThat(edited.sentAt()).isEqualTo(Instant.ofEpochSecond(1795435000));
    assertThat(edited.editedAt()).isEqualTo(Instant.ofEpochSecond(1795435045));
  }

  @Test
  void reads_a_pressed_button() throws UnreadableUpdate {
    Update update = sample("callback_query");

    assertThat(update.callback()).isEqualTo(new Callback("2629610000000002", "language:ru", 12L));
    assertThat(chat(update).id()).isEqualTo(5000000001L);
    assertThat(sender(update).id()).isEqualTo(5000000001L);
    assertThat(update.message()).isNull();
  }

  @Test
  void reads_that_somebody_blocked_the_bot() throws UnreadableUpdate {
    assertThat(sample("my_chat_member").membership()).isEqualTo(new Membership("member", "kicked"));
  }

  @Test
  void reads_both_ends_of_a_migration() throws UnreadableUpdate {
    Message left =
        message(
            read("{\"update_id\":1,\"message\":{\"message_id\":1,\"migrate_to_chat_id\":-100}}"));
    Message came =
        message(
            read("{\"update_id\":1,\"message\":{\"message_id\":1,\"migrate_from_chat_id\":-5}}"));

    assertThat(left.migrateTo()).isEqualTo(-100);
    assertThat(left.kind()).isEqualTo("migrate_to_chat_id");
    assertThat(came.migrateFrom()).isEqualTo(-5);
  }

  @Test
  void finds_who_boosted_a_chat() throws UnreadableUpdate {
    assertThat(sender(sample("chat_boost")).firstName()).isEqualTo("Анна");
    assertThat(sender(sample("removed_chat_boost")).firstName()).isEqualTo("Анна");
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void reads_each_kind(String kind) throws UnreadableUpdate {
    Update update = sample(kind);

    assertThat(update.kind()).isEqualTo(kind);
    assertThat(update.id()).isBetween(800_000_001L, 800_000_027L);
    assertThat(update.message() != null).isEqualTo(Update.MESSAGES.contains(kind));
    assertThat(update.sender() == null && update.chat() == null).isEqualTo(kind.equals("poll"));
  }

  @Test
  void never_fails_in_another_way_however_an_update_is_damaged() {
    long seed = new Random().nextLong();
    System.out.println("update fuzz seed " + seed);
    Random random = new Random(seed);
    for (int tried = 0; tried < 20_000; tried++) {
      byte[] body = bytes(Update.KINDS.get(random.nextInt(Update.KINDS.size()))).clone();
      for (int times = 1 + random.nextInt(5); times > 0; times--) {
        body[random.nextInt(body.length)] = (byte) damage(random);
      }
      try {
        assertThat(Update.read(body).kind()).isNotEmpty();
      } catch (UnreadableUpdate expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed " + seed + ": " + new String(body, StandardCharsets.UTF_8), e);
      }
    }
  }

  private static int damage(Random random) {
    String telling = "{}[]\",:\\u0-.eE tfn";
    return random.nextBoolean()
        ? telling.charAt(random.nextInt(telling.length()))
        : random.nextInt(256);
  }

  private static String holding(String members) throws UnreadableUpdate {
    return message(
            read(
                "{\"update_id\":1,\"message\":{\"message_id\":1,\"from\":{\"id\":1},"
                    + members
                    + "}}"))
        .kind();
  }

  private static Update sample(String kind) throws UnreadableUpdate {
    return Update.read(bytes(kind));
  }

  private static byte[] bytes(String kind) {
    try (InputStream file = UpdateTest.class.getResourceAsStream("updates/" + kind + ".json")) {
      assertThat(file).as("a sample of " + kind).isNotNull();
      return file.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Update read(String body) throws UnreadableUpdate {
    return Update.read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static UnreadableUpdate unreadable(String body) {
    return catchThrowableOfType(UnreadableUpdate.class, () -> read(body));
  }

  private static Message message(Update update) {
    return present(update.message());
  }

  private static Chat chat(Update update) {
    return present(update.chat());
  }

  private static Sender sender(Update update) {
    return present(update.sender());
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("absent");
    }
    return value;
  }
}
