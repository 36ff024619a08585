package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The kinds of messages besides text, and what a bot may ask about a chat.
final class KindsTest {

  @AutoClose private final SandboxFixture fixture;
  private final String token;

  KindsTest(@TempDir Path folder) {
    fixture = new SandboxFixture(folder);
    token = fixture.bot("hello");
  }

  @ParameterizedTest
  @CsvSource({
    "sendVideo, video, duration",
    "sendAnimation, animation, duration",
    "sendAudio, audio, duration",
    "sendVoice, voice, duration",
    "sendVideoNote, video_note, length",
    "sendSticker, sticker, width",
    "SENDDOCUMENT, document, file_name"
  })
  void sends_a_file_and_sends_it_again_by_its_id(String method, String kind, String has) {
    JsonNode first = upload(method, kind, "bytes").result();
    String id = first.path(kind).path("file_id").asString("");

    SandboxFixture.Reply again =
        fixture.call(token, method, "{\"chat_id\":\"77\",\"" + kind + "\":\"" + id + "\"}");

    assertThat(first.path(kind).has(has)).isTrue();
    assertThat(again.result().path(kind).path("file_id").asString("")).isEqualTo(id);
    String path =
        fixture
            .call(token, "getFile", "{\"file_id\":\"" + id + "\"}")
            .result()
            .path("file_path")
            .asString("");
    assertThat(fixture.plain(fixture.request("/sandbox/file/bot" + token + "/test/" + path)).body())
        .isEqualTo("bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sendVideo | {"chat_id":77} | there is no video in the request
          sendVoice | {"chat_id":77,"voice":"nonsense"} | wrong file identifier/HTTP URL specified
          sendMessage | {"chat_id":77,"text":"1.","parse_mode":"MarkdownV2"} | can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'
          sendMessage | {"chat_id":77,"text":"a_b","parse_mode":"Markdown"} | can't parse entities: Can't find end of the entity starting at byte offset 1
          sendMessage | {"chat_id":77,"text":"x","parse_mode":"Wiki"} | unsupported parse_mode
          sendMediaGroup | {"chat_id":77,"media":[{"type":"document","media":"x"},{"type":"photo","media":"x"}]} | Document can't be mixed with other media types
          sendMediaGroup | {"chat_id":77,"media":[{"type":"voice","media":"x"},{"type":"voice","media":"x"}]} | can't parse InputMedia: Unexpected media type "voice"
          sendDice | {"chat_id":77,"emoji":"x"} | EMOTICON_INVALID
          sendPoll | {"chat_id":77,"question":" ","options":["a","b"]} | poll question must be non-empty
          sendLocation | {"chat_id":77,"longitude":1} | latitude is empty
          sendVenue | {"chat_id":77,"latitude":1,"longitude":1,"title":"x"} | address is empty
          sendContact | {"chat_id":77,"first_name":"x"} | phone number is empty
          pinChatMessage | {"chat_id":77,"message_id":99} | message to pin not found
          getChatAdministrators | {"chat_id":77} | there are no administrators in the private chat
          copyMessages | {"chat_id":77,"from_chat_id":77,"message_ids":[98,99]} | there are no messages to copy
          """)
  void refuses_in_telegrams_words(String method, String body, String words) {
    SandboxFixture.Reply reply = fixture.call(token, method, body);

    assertThat(reply.description()).isEqualTo("Bad Request: " + words);
    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void does_not_take_a_document_for_a_photo() {
    String id =
        upload("sendDocument", "document", "x")
            .result()
            .path("document")
            .path("file_id")
            .asString("");

    assertThat(
            fixture
                .call(token, "sendPhoto", "{\"chat_id\":77,\"photo\":\"" + id + "\"}")
                .description())
        .isEqualTo("Bad Request: can't use file of type Document as Photo");
  }

  @Test
  void refuses_an_upload_over_50_megabytes_as_telegram_does() {
    SandboxFixture.Reply reply =
        fixture.send(
            fixture
                .request("/sandbox/bot" + token + "/sendDocument")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArray(new byte[(51 << 20) + 1])));

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.json().path("ok").asBoolean(true)).isFalse();
    assertThat(reply.description()).isEqualTo("Request Entity Too Large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sendLocation {\"chat_id\":77,\"latitude\":59.9,\"longitude\":30.3} location",
        "sendVenue {\"chat_id\":77,\"latitude\":1,\"longitude\":2,\"title\":\"A\",\"address\":\"B\"} venue",
        "sendContact {\"chat_id\":77,\"phone_number\":\"+1\",\"first_name\":\"A\"} contact",
        "sendDice {\"chat_id\":77} dice",
        "sendPoll {\"chat_id\":77,\"question\":\"?\",\"options\":[\"a\",{\"text\":\"b\"}]} poll"
      })
  void sends_cards(String call) {
    String[] words = call.split(" ", 3);
    int end = call.lastIndexOf(' ');

    SandboxFixture.Reply reply =
        fixture.call(token, words[0], call.substring(words[0].length() + 1, end));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.result().has(call.substring(end + 1))).isTrue();
  }

  @Test
  void keeps_the_entities_a_client_gives() {
    SandboxFixture.Reply reply =
        fixture.call(
            token,
            "sendMessage",
            "{\"chat_id\":77,\"text\":\"Жир 😀\",\"entities\":[{\"type\":\"bold\",\"offset\":4,\"length\":2}]}");

    assertThat(reply.result().path("entities").toString())
        .isEqualTo("[{\"type\":\"bold\",\"offset\":4,\"length\":2}]");
  }

  @Test
  void knows_who_is_in_a_group_and_what_is_pinned() {
    long group =
        fixture
            .control(
                "POST",
                "chats",
                "{\"token\":\""
                    + token
                    + "\",\"type\":\"supergroup\",\"title\":\"T\",\"personId\":77}")
            .json()
            .path("id")
            .asLong(0);
    String chat = "\"chat_id\":" + group;
    long message =
        fixture
            .call(token, "sendMessage", "{" + chat + ",\"text\":\"rules\"}")
            .result()
            .path("message_id")
            .asLong(0);

    fixture.call(token, "pinChatMessage", "{" + chat + ",\"message_id\":" + message + "}");

    assertThat(fixture.call(token, "getChatMemberCount", "{" + chat + "}").result().asInt(0))
        .isEqualTo(2);
    assertThat(
            fixture
                .call(token, "getChatAdministrators", "{" + chat + "}")
                .result()
                .valueStream()
                .map(one -> one.path("status").asString("")))
        .containsExactly("creator", "administrator");
    assertThat(
            fixture
                .call(token, "getChat", "{" + chat + "}")
                .result()
                .path("pinned_message")
                .path("text")
                .asString(""))
        .isEqualTo("rules");
    fixture.call(token, "unpinAllChatMessages", "{" + chat + "}");
    assertThat(fixture.call(token, "getChat", "{" + chat + "}").result().has("pinned_message"))
        .isFalse();
  }

  @Test
  void copies_and_forwards_several() {
    fixture.call(token, "sendDice", "{\"chat_id\":77}");

    SandboxFixture.Reply copied =
        fixture.call(
            token, "copyMessages", "{\"chat_id\":77,\"from_chat_id\":77,\"message_ids\":[1,2,99]}");

    assertThat(copied.result()).hasSize(2);
    JsonNode items =
        fixture.control("GET", "chats/77/messages?token=" + token, "").json().path("items");
    assertThat(items.path(2).path("dice")).isEqualTo(items.path(0).path("dice"));
    assertThat(items.path(1).path("text").asString("")).isEqualTo("hello");
  }

  private SandboxFixture.Reply upload(String method, String kind, String bytes) {
    String form =
        """
        --x\r
        Content-Disposition: form-data; name="chat_id"\r
        \r
        77\r
        --x\r
        Content-Disposition: form-data; name="%s"; filename="f.bin"\r
        Content-Type: application/octet-stream\r
        \r
        %s\r
        --x--\r
        """
            .formatted(kind, bytes);
    return fixture.send(
        fixture
            .request("/sandbox/bot" + token + "/" + method)
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(BodyPublishers.ofString(form)));
  }
}
