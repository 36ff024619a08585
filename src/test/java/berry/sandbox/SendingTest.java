package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a bot sends, edits and takes back, with Telegram's limits and words.
final class SendingTest {

  @AutoClose private final SandboxFixture fixture;
  private final String token;

  SendingTest(@TempDir Path folder) {
    fixture = new SandboxFixture(folder);
    token = fixture.bot("/start shop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sendMessage | {"text":"hi"} | chat_id is empty
          sendMessage | {"chat_id":999,"text":"hi"} | chat not found
          sendMessage | {"chat_id":"@nobody","text":"hi"} | chat not found
          sendMessage | {"chat_id":77,"text":"  "} | message text is empty
          sendMessage | {"chat_id":77,"text":"x","reply_to_message_id":99} | message to be replied not found
          sendMessage | {"chat_id":77,"text":"<b>x","parse_mode":"HTML"} | can't parse entities: Can't find end tag corresponding to start tag "b"
          sendMessage | {"chat_id":77,"text":"é<x>","parse_mode":"HTML"} | can't parse entities: Unsupported start tag "x" at byte offset 2
          sendMessage | {"chat_id":77,"text":"<b>x</i>","parse_mode":"HTML"} | can't parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"
          sendMessage | {"chat_id":77,"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a","callback_data":""}]]}} | BUTTON_DATA_INVALID
          sendMessage | {"chat_id":77,"text":"x","reply_markup":"{oops"} | can't parse reply markup JSON object
          editMessageText | {"chat_id":77,"message_id":99,"text":"x"} | message to edit not found
          editMessageText | {"chat_id":77,"message_id":1,"text":"x"} | message can't be edited
          deleteMessage | {"chat_id":77,"message_id":99} | message to delete not found
          copyMessage | {"chat_id":77,"from_chat_id":77,"message_id":99} | message to copy not found
          answerCallbackQuery | {"callback_query_id":"5"} | query is too old and response timeout expired or query ID is invalid
          getFile | {"file_id":"x"} | invalid file_id
          sendDocument | {"chat_id":77} | there is no document in the request
          sendMediaGroup | {"chat_id":77,"media":[]} | too few messages to send as an album
          setMyCommands | {"commands":[{"command":"Bad Name","description":"x"}]} | BOT_COMMAND_INVALID
          createForumTopic | {"chat_id":77,"name":"x"} | the chat is not a forum
          """)
  void refuses_in_telegrams_words(String method, String body, String words) {
    SandboxFixture.Reply reply = fixture.call(token, method, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("ok").asBoolean(true)).isFalse();
    assertThat(reply.json().path("error_code").asInt(0)).isEqualTo(400);
    assertThat(reply.description()).isEqualTo("Bad Request: " + words);
  }

  @Test
  void refuses_a_text_over_4096_units_after_parsing() {
    String long4096 = "x".repeat(4096);
    assertThat(send(long4096 + "y").description()).isEqualTo("Bad Request: message is too long");
    assertThat(send(long4096).status()).isEqualTo(200);
    assertThat(
            fixture
                .call(
                    token,
                    "sendMessage",
                    "{\"chat_id\":77,\"parse_mode\":\"HTML\",\"text\":\"<b>" + long4096 + "</b>\"}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void does_not_let_a_bot_write_first() {
    long owner = fixture.sandbox.owner().id();

    SandboxFixture.Reply reply =
        fixture.call(token, "sendMessage", "{\"chat_id\":" + owner + ",\"text\":\"hi\"}");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.description())
        .isEqualTo("Forbidden: bot can't initiate conversation with a user");
  }

  @Test
  void tells_a_blocked_bot_so_until_it_is_let_in_again() {
    fixture.control("POST", "people/77/block?token=" + token, "");

    SandboxFixture.Reply refused = send("hi");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.description()).isEqualTo("Forbidden: bot was blocked by the user");
    assertThat(fixture.call(token, "getUpdates", "{}").result().toString())
        .contains("my_chat_member")
        .contains("kicked");
    fixture.control("DELETE", "people/77/block?token=" + token, "");
    assertThat(send("hi").status()).isEqualTo(200);
  }

  @Test
  void turns_html_into_entities() {
    SandboxFixture.Reply reply =
        fixture.call(
            token,
            "sendMessage",
            """
            {"chat_id":77,"parse_mode":"HTML","text":" <b>Жир</b> &amp; <a href=\\"https://a.example/\\">link</a> /help"}
            """);

    assertThat(reply.result().path("text").asString("")).isEqualTo("Жир & link /help");
    assertThat(reply.result().path("entities").toString())
        .isEqualTo(
            """
            [{"type":"bold","offset":0,"length":3},\
            {"type":"text_link","offset":6,"length":4,"url":"https://a.example/"},\
            {"type":"bot_command","offset":11,"length":5}]\
            """);
  }

  @Test
  void marks_commands_for_bots_that_read_entities() {
    assertThat(fixture.call(token, "getUpdates", "{}").result().path(0).toString())
        .contains("{\"type\":\"bot_command\",\"offset\":0,\"length\":6}")
        .contains("\"language_code\":\"ru\"");
  }

  @Test
  void says_when_an_edit_changes_nothing() {
    long id = send("one").result().path("message_id").asLong(0);

    assertThat(edit(id, "one").description())
        .startsWith("Bad Request: message is not modified: specified new message content");
    SandboxFixture.Reply edited = edit(id, "two");
    assertThat(edited.result().path("edit_date").asLong(0)).isPositive();
    assertThat(sent()).contains("\"text\":\"two\"").doesNotContain("\"text\":\"one\"");
  }

  @Test
  void takes_a_document_by_multipart_and_gives_it_back() {
    String form =
        """
        --x\r
        Content-Disposition: form-data; name="chat_id"\r
        \r
        77\r
        --x\r
        Content-Disposition: form-data; name="caption"\r
        \r
        the list\r
        --x\r
        Content-Disposition: form-data; name="document"; filename="list.csv"\r
        Content-Type: text/csv\r
        \r
        a,b\r
        --x--\r
        """;

    SandboxFixture.Reply reply =
        fixture.send(
            fixture
                .request("/sandbox/bot" + token + "/sendDocument")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(form)));

    assertThat(reply.result().path("caption").asString("")).isEqualTo("the list");
    assertThat(reply.result().path("document").path("file_name").asString(""))
        .isEqualTo("list.csv");
    String id = reply.result().path("document").path("file_id").asString("");
    String path =
        fixture
            .call(token, "getFile", "{\"file_id\":\"" + id + "\"}")
            .result()
            .path("file_path")
            .asString("");
    assertThat(fixture.plain(fixture.request("/sandbox/file/bot" + token + "/" + path)).body())
        .isEqualTo("a,b");
    assertThat(fixture.plain(fixture.request("/sandbox/file/bot1:x/" + path)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void brings_a_press_and_its_answer() {
    long id =
        fixture
            .call(
                token,
                "sendMessage",
                """
                {"chat_id":77,"text":"?","reply_markup":"{\\"inline_keyboard\\":[[{\\"text\\":\\"Yes\\",\\"callback_data\\":\\"y\\"}]]}"}
                """)
            .result()
            .path("message_id")
            .asLong(0);

    SandboxFixture.Reply pressed =
        fixture.control(
            "POST",
            "callbacks",
            "{\"token\":\"%s\",\"personId\":77,\"messageId\":%d,\"data\":\"y\"}"
                .formatted(token, id));

    assertThat(pressed.json().path("updateId").asLong(0)).isPositive();
    String callback = pressed.json().path("callbackId").asString("");
    String answer = "{\"callback_query_id\":\"" + callback + "\",\"text\":\"Saved\"}";
    assertThat(fixture.call(token, "answerCallbackQuery", answer).status()).isEqualTo(200);
    assertThat(fixture.call(token, "answerCallbackQuery", answer).status()).isEqualTo(400);
  }

  @Test
  void keeps_commands_by_scope_and_language() {
    fixture.call(
        token, "setMyCommands", "{\"commands\":[{\"command\":\"help\",\"description\":\"Help\"}]}");
    fixture.call(
        token,
        "setMyCommands",
        "{\"language_code\":\"ru\",\"commands\":[{\"command\":\"help\",\"description\":\"Помощь\"}]}");

    assertThat(fixture.call(token, "getMyCommands", "{}").result().toString()).contains("Help");
    assertThat(
            fixture.call(token, "getMyCommands", "{\"language_code\":\"ru\"}").result().toString())
        .contains("Помощь");
    assertThat(
            fixture
                .call(token, "getMyCommands", "{\"scope\":{\"type\":\"all_private_chats\"}}")
                .result())
        .isEmpty();
  }

  @Test
  void tells_a_group_that_became_a_supergroup() {
    long group =
        fixture
            .control(
                "POST",
                "chats",
                "{\"token\":\"" + token + "\",\"type\":\"group\",\"title\":\"Team\"}")
            .json()
            .path("id")
            .asLong(0);
    long next =
        fixture
            .control("POST", "chats/" + group + "/migrate?token=" + token, "{}")
            .json()
            .path("id")
            .asLong(0);

    SandboxFixture.Reply reply =
        fixture.call(token, "sendMessage", "{\"chat_id\":" + group + ",\"text\":\"hi\"}");

    assertThat(reply.description())
        .isEqualTo("Bad Request: group chat was upgraded to a supergroup chat");
    assertThat(reply.json().path("parameters").path("migrate_to_chat_id").asLong(0))
        .isEqualTo(next);
    assertThat(
            fixture
                .call(token, "sendMessage", "{\"chat_id\":" + next + ",\"text\":\"hi\"}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void runs_forum_topics() {
    long forum =
        fixture
            .control(
                "POST",
                "chats",
                "{\"token\":\""
                    + token
                    + "\",\"type\":\"supergroup\",\"forum\":true,\"title\":\"T\"}")
            .json()
            .path("id")
            .asLong(0);
    long thread =
        fixture
            .call(token, "createForumTopic", "{\"chat_id\":" + forum + ",\"name\":\"Anna\"}")
            .result()
            .path("message_thread_id")
            .asLong(0);
    String into = "{\"chat_id\":" + forum + ",\"message_thread_id\":" + thread + ",\"text\":\"x\"}";

    assertThat(
            fixture
                .call(token, "sendMessage", into)
                .result()
                .path("is_topic_message")
                .asBoolean(false))
        .isTrue();
    fixture.call(token, "closeForumTopic", into);
    assertThat(fixture.call(token, "sendMessage", into).description())
        .isEqualTo("Bad Request: TOPIC_CLOSED");
    fixture.call(token, "reopenForumTopic", into);
    assertThat(fixture.call(token, "sendMessage", into).status()).isEqualTo(200);
  }

  private SandboxFixture.Reply send(String text) {
    return fixture.call(token, "sendMessage", "{\"chat_id\":77,\"text\":\"" + text + "\"}");
  }

  private SandboxFixture.Reply edit(long id, String text) {
    return fixture.call(
        token,
        "editMessageText",
        "{\"chat_id\":77,\"message_id\":" + id + ",\"text\":\"" + text + "\"}");
  }

  private String sent() {
    return fixture.control("GET", "chats/77/messages?token=" + token, "").json().toString();
  }
}
