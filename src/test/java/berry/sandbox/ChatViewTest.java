package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the chat page reads of groups and people.
final class ChatViewTest {

  @TempDir Path folder;

  private SandboxFixture fixture;
  private String token;

  @BeforeEach
  void open() {
    fixture = new SandboxFixture(folder, Clock.systemUTC());
    token = fixture.bot();
    fixture.write(token, "hello");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void refuses_a_group_with_a_stranger_or_without_a_title() {
    assertThat(make("\"title\":\"T\",\"members\":[12345]").status()).isEqualTo(404);
    assertThat(make("\"title\":\"  \"").status()).isEqualTo(400);
    assertThat(view("").path("groups")).isEmpty();
  }

  @Test
  void lists_groups_beside_the_people_with_their_newest_message() {
    long group = group("\"type\":\"group\"");

    write(group, "hello, all");

    JsonNode line = view("").path("groups").path(0);
    assertThat(line.path("id").asLong(0)).isEqualTo(group);
    assertThat(line.path("title").asString("")).isEqualTo("Flowers");
    assertThat(line.path("type").asString("")).isEqualTo("group");
    assertThat(line.path("last").path("text").asString("")).isEqualTo("hello, all");
    assertThat(line.path("last").path("from").path("id").asLong(0)).isEqualTo(77);
    assertThat(view("").path("people").toString()).contains("\"text\":\"hello\"");
  }

  @Test
  void opens_a_group_with_its_members_and_a_private_chat_without() {
    long group = group("\"type\":\"group\"");
    write(group, "hello, all");

    JsonNode chat = view("&chat=" + group + "&person=77").path("chat");

    assertThat(chat.path("id").asLong(0)).isEqualTo(group);
    assertThat(chat.path("messages")).hasSize(1);
    assertThat(chat.path("members").valueStream().map(one -> one.asLong(0)))
        .containsExactlyInAnyOrder(77L, fixture.sandbox.owner().id());
    JsonNode own = view("&person=77").path("chat");
    assertThat(own.path("type").asString("")).isEqualTo("private");
    assertThat(own.has("members")).isFalse();
  }

  @Test
  void counts_those_who_were_taken_in_and_keeps_them_when_the_group_grows() {
    long group = group("\"type\":\"group\"");
    String count = "{\"chat_id\":%d}";

    int before =
        fixture.call(token, "getChatMemberCount", count.formatted(group)).result().asInt(0);
    long next =
        fixture
            .control("POST", "chats/" + group + "/migrate?token=" + token, "{}")
            .json()
            .path("id")
            .asLong(0);

    assertThat(before).isEqualTo(3);
    assertThat(fixture.call(token, "getChatMemberCount", count.formatted(next)).result().asInt(0))
        .isEqualTo(3);
    assertThat(view("&chat=" + group).path("chat").path("migratedTo").asLong(0)).isEqualTo(next);
  }

  @Test
  void remembers_after_a_restart_who_was_taken_in() {
    long group = group("\"type\":\"group\"");

    fixture.close();
    fixture = new SandboxFixture(folder, Clock.systemUTC());

    assertThat(view("&chat=" + group).path("chat").path("members")).hasSize(2);
  }

  @Test
  void lets_the_one_who_made_a_group_make_it_a_supergroup() {
    long group = make("\"title\":\"T\",\"personId\":77").json().path("id").asLong(0);

    fixture.control("POST", "chats/" + group + "/migrate?token=" + token, "{}");

    JsonNode chat = view("&chat=" + group).path("chat");
    assertThat(chat.path("messages").path(0).path("from").path("id").asLong(0)).isEqualTo(77);
    assertThat(chat.path("members")).hasSize(1);
  }

  @Test
  void names_topics_and_what_is_pinned() {
    long forum = group("\"type\":\"supergroup\",\"forum\":true");
    String chat = "{\"chat_id\":" + forum;
    fixture.call(token, "createForumTopic", chat + ",\"name\":\"Roses\"}");
    long message =
        fixture
            .call(token, "sendMessage", chat + ",\"text\":\"rules\"}")
            .result()
            .path("message_id")
            .asLong(0);

    fixture.call(token, "pinChatMessage", chat + ",\"message_id\":" + message + "}");

    JsonNode seen = view("&chat=" + forum).path("chat");
    assertThat(seen.path("topics").path(0).path("name").asString("")).isEqualTo("Roses");
    assertThat(seen.path("pinned").path("text").asString("")).isEqualTo("rules");
  }

  @Test
  void falls_back_to_the_private_chat_when_a_group_is_unknown() {
    assertThat(view("&chat=-5&person=77").path("chat").path("id").asLong(0)).isEqualTo(77);
  }

  @Test
  void says_whom_to_put_back_when_nobody_hears() {
    long group = group("\"type\":\"group\"");
    fixture.control("POST", "chats/" + group + "/kick?token=" + token, "{}");

    SandboxFixture.Reply reply = write(group, "anybody?");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.json().path("detail").asString(""))
        .isEqualTo("the bot was thrown out of this group: put it back first");
  }

  private JsonNode view(String more) {
    return fixture.control("GET", "view?bot=0" + more, "").json();
  }

  private long group(String more) {
    return make("\"title\":\"Flowers\",\"members\":[77]," + more).json().path("id").asLong(0);
  }

  private SandboxFixture.Reply make(String what) {
    return fixture.control("POST", "chats", "{\"token\":\"" + token + "\"," + what + "}");
  }

  private SandboxFixture.Reply write(long chat, String text) {
    return fixture.control(
        "POST",
        "messages",
        "{\"token\":\"%s\",\"person\":{\"id\":77},\"chatId\":%d,\"text\":\"%s\"}"
            .formatted(token, chat, text));
  }
}
