package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An echo bot made with a library that is not ours talks to `berry sandbox`: with Telegram it
/// would do the same. One bot serves all tests of a class; each test brings a person of its own.
@Tag("scenario")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EchoBotStory {

  /// How the bot gets its updates.
  enum Mode {
    POLLING,
    WEBHOOK
  }

  /// Who knows how to run the bot.
  @FunctionalInterface
  interface Maker {

    /// Starts the bot and returns once it is ready.
    ///
    /// @param address of the sandbox, without a path
    AutoCloseable start(String address, String token, Mode mode) throws Exception;
  }

  private static final byte[] PIXEL =
      java.util.Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private final Maker maker;
  private final Mode mode;
  private Telegram telegram;
  private ScenarioFixture fixture;
  private AutoCloseable bot;
  private long nobody = 900;

  EchoBotStory(Maker maker, Mode mode) {
    this.maker = maker;
    this.mode = mode;
  }

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    telegram = Telegram.open(folder);
    Telegram.Bot made = telegram.newBot();
    fixture = telegram.town(made, "");
    bot = maker.start(telegram.address(), made.token(), mode);
  }

  @AfterAll
  void close() throws Exception {
    try (Telegram _ = telegram;
        AutoCloseable _ = bot) {
      // The bot ends first: nobody should see a Telegram that has gone.
    }
  }

  @Test
  void greets_with_buttons() {
    long person = somebody();

    fixture.says(person, "/start");

    JsonNode greeting = fixture.heard(person, items -> items.size() == 1).get(0);
    assertThat(greeting.get("text").stringValue()).isEqualTo("Hello, Person " + person + "!");
    JsonNode row = greeting.get("reply_markup").get("inline_keyboard").get(0);
    assertThat(row.get(0).get("callback_data").stringValue()).isEqualTo("press:0");
    assertThat(row.get(1).get("url").stringValue()).startsWith("https://example.org");
  }

  @Test
  void edits_its_message_when_a_button_is_pressed() {
    long person = somebody();
    fixture.says(person, "/start");
    long message =
        fixture.heard(person, items -> items.size() == 1).get(0).get("message_id").asLong();

    press(person, message, "press:0");
    fixture.heard(person, items -> text(items, 0).equals("Pressed: 1"));
    press(person, message, "press:1");

    JsonNode edited = fixture.heard(person, items -> text(items, 0).equals("Pressed: 2")).get(0);
    assertThat(edited.get("message_id").asLong()).isEqualTo(message);
    assertThat(edited.get("reply_markup").toString()).contains("\"press:2\"");
  }

  @Test
  void gives_a_document_back() {
    byte[] bytes = new byte[300_000];
    new Random(7).nextBytes(bytes);
    long person = somebody();

    sends(person, "document", upload("Отчёт 1.bin", "document", bytes));

    JsonNode back = fixture.heard(person, items -> items.size() == 1).get(0);
    assertThat(back.get("caption").stringValue()).isEqualTo("300000 bytes");
    assertThat(back.get("document").get("file_name").stringValue()).isEqualTo("back-Отчёт 1.bin");
    assertThat(download(back.get("document").get("file_id").stringValue())).isEqualTo(bytes);
  }

  @Test
  void gives_a_photo_back() {
    long person = somebody();

    sends(person, "photo", upload("dot.png", "photo", PIXEL));

    JsonNode back = fixture.heard(person, items -> items.size() == 1).get(0);
    assertThat(back.get("caption").stringValue()).isEqualTo(PIXEL.length + " bytes");
    JsonNode largest = back.get("photo").get(back.get("photo").size() - 1);
    assertThat(download(largest.get("file_id").stringValue())).isEqualTo(PIXEL);
  }

  @Test
  void sends_an_album() {
    long person = somebody();

    fixture.says(person, "/album");

    JsonNode album = fixture.heard(person, items -> items.size() == 2);
    assertThat(album.get(0).get("media_group_id")).isEqualTo(album.get(1).get("media_group_id"));
    assertThat(album.get(1).get("caption").stringValue()).isEqualTo("both");
    assertThat(download(album.get(0).get("document").get("file_id").stringValue()))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("first");
  }

  @Test
  void echoes_as_a_reply_whatever_was_said() {
    long person = somebody();
    String said = "Ünï <b>&amp;</b> _*[ 👩‍👩‍👧 \\ \"quoted\"\nзавтра";

    fixture.says(person, said);

    JsonNode echo = fixture.heard(person, items -> items.size() == 1).get(0);
    assertThat(echo.get("text").stringValue()).isEqualTo("You said: " + said);
    assertThat(echo.get("reply_to_message").get("text").stringValue()).isEqualTo(said);
  }

  @Test
  void writes_markdown() {
    long person = somebody();

    fixture.says(person, "/markdown");

    JsonNode message = fixture.heard(person, items -> items.size() == 1).get(0);
    assertThat(message.get("text").stringValue()).isEqualTo("bold it code link 1+1");
    assertThat(message.get("entities").valueStream().map(one -> one.get("type").stringValue()))
        .containsExactly("bold", "italic", "code", "text_link");
  }

  @Test
  void understands_an_error() {
    long person = somebody();

    fixture.says(person, "/errors");

    assertThat(text(fixture.heard(person, items -> items.size() == 1), 0))
        .isEqualTo("400 Bad Request: message to edit not found");
  }

  @Test
  void waits_when_told_so_and_sends_once() {
    long person = somebody();
    order(Map.of("method", "sendMessage", "errorCode", 429, "retryAfter", 1));

    fixture.says(person, "patience");
    fixture.heard(person, items -> items.size() == 1);
    fixture.says(person, "again");

    JsonNode heard = fixture.heard(person, items -> items.size() >= 2);
    assertThat(heard).hasSize(2);
    assertThat(text(heard, 0)).isEqualTo("You said: patience");
    assertThat(text(heard, 1)).isEqualTo("You said: again");
  }

  @Test
  void tells_its_commands() {
    JsonNode commands = Web.get(telegramApi("getMyCommands")).json().get("result");

    assertThat(commands.valueStream().map(one -> one.get("command").stringValue()))
        .containsExactly("start", "album");
  }

  @Test
  void gets_its_updates_this_way() {
    String url =
        Web.get(telegramApi("getWebhookInfo")).json().get("result").get("url").stringValue();

    assertThat(url.isEmpty()).isEqualTo(mode == Mode.POLLING);
  }

  /// A person nobody has met yet.
  private long somebody() {
    return nobody++;
  }

  private void sends(long person, String kind, String fileId) {
    control(
        "messages",
        Map.of("person", Map.of("id", person, "firstName", "Person " + person), kind, fileId));
  }

  private void press(long person, long message, String data) {
    String id =
        control("callbacks", Map.of("personId", person, "messageId", message, "data", data))
            .get("callbackId")
            .stringValue();
    String view = telegram.address() + "/sandbox/control/view?person=" + person;
    Await.until(
        Duration.ofSeconds(20), () -> Web.get(view).json().path("chat").path("answers").has(id));
  }

  private void order(Map<String, ?> fault) {
    control("faults", fault);
  }

  private JsonNode control(String path, Map<String, ?> body) {
    Map<String, Object> all = new java.util.HashMap<>(body);
    all.put("token", fixture.token());
    Web.Answer answer = Web.post(telegram.address() + "/sandbox/control/" + path, all);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private String upload(String name, String kind, byte[] bytes) {
    String url =
        telegram.address()
            + "/sandbox/control/files?as="
            + kind
            + "&name="
            + java.net.URLEncoder.encode(name, StandardCharsets.UTF_8);
    return Web.upload(url, bytes).json().get("fileId").stringValue();
  }

  private byte[] download(String fileId) {
    String path =
        Web.get(telegramApi("getFile") + "?file_id=" + fileId)
            .json()
            .get("result")
            .get("file_path")
            .stringValue();
    return Web.bytes(telegram.address() + "/sandbox/file/bot" + fixture.token() + "/" + path);
  }

  private String telegramApi(String method) {
    return telegram.address() + "/sandbox/bot" + fixture.token() + "/" + method;
  }

  private static String text(JsonNode items, int index) {
    return items.path(index).path("text").asString("");
  }
}
