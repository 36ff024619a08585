package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where a bot may point. The page is tried with the same spellings by `web/e2e/links.test.ts`.
final class LinksTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;
  private SandboxFixture fixture;
  private String token;

  @BeforeEach
  void somebody_has_written() {
    fixture = new SandboxFixture(folder);
    token = fixture.bot("Hello");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @MethodSource("followed")
  void follows_what_leads_to_people_and_pages(String target) {
    assertThat(Links.followable(target)).isTrue();
    assertThat(texts(target)).allSatisfy(message -> assertThat(links(message)).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("words")
  void keeps_the_words_and_drops_a_link_that_leads_nowhere(String target) {
    assertThat(Links.followable(target)).isFalse();
    assertThat(texts(target))
        .allSatisfy(message -> {
          assertThat(message.path("text").asString("")).isEqualTo("here");
          assertThat(links(message)).isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("words")
  void refuses_a_button_that_leads_nowhere_even_one_that_does_something_else(String target) {
    assertThat(button(Map.of("url", target)).status()).isEqualTo(400);
    assertThat(button(Map.of("url", target, "callback_data", "x")).status()).isEqualTo(400);
    assertThat(button(Map.of("login_url", Map.of("url", target))).status()).isEqualTo(400);
    assertThat(button(Map.of("web_app", Map.of("url", target))).status()).isEqualTo(400);
    assertThat(button(Map.of("web_app", Map.of("url", target), "callback_data", "x")).status())
        .isEqualTo(400);
    assertThat(keyboard("keyboard", Map.of("web_app", Map.of("url", target))).status())
        .isEqualTo(400);
  }

  @Test
  void takes_buttons_that_lead_somewhere() {
    assertThat(button(Map.of("url", "tg://resolve?domain=berry")).status()).isEqualTo(200);
    assertThat(button(Map.of("login_url", Map.of("url", "https://a.example/in"))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("words")
  void launches_nothing_from_a_menu_button_that_leads_nowhere(String target) {
    for (String type : List.of("web_app", "commands")) {
      ObjectNode call = JSON.createObjectNode();
      call.putObject("menu_button")
          .put("type", type)
          .put("text", "Open")
          .putObject("web_app")
          .put("url", target);
      fixture.call(token, "setChatMenuButton", call.toString());

      assertThat(launched()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("words")
  void refuses_to_answer_a_press_with_what_leads_nowhere(String target) {
    long message = button(Map.of("callback_data", "y")).result().path("message_id").asLong(0);
    String callback =
        fixture
            .control(
                "POST",
                "callbacks",
                "{\"token\":\"%s\",\"personId\":77,\"messageId\":%d,\"data\":\"y\"}"
                    .formatted(token, message))
            .json()
            .path("callbackId")
            .asString("");
    ObjectNode answer =
        JSON.createObjectNode().put("callback_query_id", callback).put("url", target);

    assertThat(fixture.call(token, "answerCallbackQuery", answer.toString()).status())
        .isEqualTo(target.isEmpty() ? 200 : 400);
  }

  /// The same link in each of the ways a bot may write it, as far as each can spell it.
  private List<JsonNode> texts(String target) {
    ObjectNode given = JSON.createObjectNode().put("text", "here");
    given
        .putArray("entities")
        .addObject()
        .put("type", "text_link")
        .put("offset", 0)
        .put("length", 4)
        .put("url", target);
    String quoted =
        target
            .replace("&", "&amp;")
            .replace("\"", "&quot;")
            .replace("<", "&lt;")
            .replace(">", "&#62;");
    ObjectNode html =
        JSON.createObjectNode()
            .put("parse_mode", "HTML")
            .put("text", "<a href=\"" + quoted + "\">here</a>");
    ObjectNode markdown =
        JSON.createObjectNode()
            .put("parse_mode", "MarkdownV2")
            .put("text", "[here](" + target.replaceAll("[\\\\)]", "\\\\$0") + ")");
    ObjectNode old =
        JSON.createObjectNode()
            .put("parse_mode", "Markdown")
            .put("text", "[here](" + target.replace(")", "%29") + ")");
    return Stream.of(given, html, markdown, old)
        .map(call -> fixture.call(token, "sendMessage", call.put("chat_id", 77).toString()))
        .peek(reply -> assertThat(reply.status()).as(reply.description()).isEqualTo(200))
        .map(SandboxFixture.Reply::result)
        .toList();
  }

  private static List<JsonNode> links(JsonNode message) {
    return message
        .path("entities")
        .valueStream()
        .filter(one -> one.path("type").asString("").equals("text_link"))
        .toList();
  }

  private SandboxFixture.Reply button(Map<String, ?> more) {
    return keyboard("inline_keyboard", more);
  }

  private SandboxFixture.Reply keyboard(String kind, Map<String, ?> more) {
    ObjectNode button = JSON.valueToTree(more);
    ObjectNode call = JSON.createObjectNode().put("chat_id", 77).put("text", "?");
    call.putObject("reply_markup").putArray(kind).addArray().add(button.put("text", "Press"));
    return fixture.call(token, "sendMessage", call.toString());
  }

  private String launched() {
    String bot = token.substring(0, token.indexOf(':'));
    SandboxFixture.Reply launched = fixture.control("GET", "launch?bot=" + bot + "&person=77", "");
    assertThat(launched.status()).isEqualTo(200);
    return launched.json().path("url").asString("");
  }

  private static Stream<String> followed() throws IOException {
    return spellings("followed");
  }

  private static Stream<String> words() throws IOException {
    return spellings("words");
  }

  private static Stream<String> spellings(String name) throws IOException {
    try (InputStream in = LinksTest.class.getResourceAsStream("/berry/links.json")) {
      return JSON.readTree(in).path(name).valueStream().map(JsonNode::asString);
    }
  }
}
