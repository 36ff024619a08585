package berry.dashboard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import berry.http.Server;
import berry.sandbox.Sandbox;
import berry.telegram.Token;
import berry.testing.Await;
import berry.testing.Rows;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The files of messages, fetched from the sandbox.
@Tag("sql")
final class FilesApiTest {

  private static final Instant THEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final String MICROS = "1772445600000000";
  private static final String PDF = "%PDF-1.7 a contract";

  @TempDir Path folder;
  private final Server telegram = new Server(Server.Options.on("127.0.0.1", 0));
  private final List<String> said = new ArrayList<>();
  private Sandbox sandbox;
  private DashboardFixture fixture;
  private String base;
  private String anna;
  private String operator;

  @BeforeEach
  void open() {
    sandbox = new Sandbox(folder, Clock.systemUTC());
    telegram.add(sandbox.routes("/sandbox"));
    base = "http://127.0.0.1:" + telegram.start() + "/sandbox";
    fixture =
        new DashboardFixture(
                () -> URI.create(base), new Token(sandbox.botToken()), new DashboardFixture.Room())
            .withTalk();
    anna = fixture.signIn(DashboardFixture.ANNA);
    operator = fixture.signIn(DashboardFixture.OPERATOR);
  }

  /// Whatever was answered: who has the token is the bot.
  @AfterEach
  void no_answer_shows_the_token() {
    String secret = sandbox.botToken().substring(sandbox.botToken().indexOf(':') + 1);
    fixture.close();
    sandbox.close();
    telegram.close();

    assertThat(said).noneMatch(one -> one.contains(secret) || one.contains("/file/bot"));
  }

  @Test
  void a_file_comes_as_it_is_and_can_only_be_saved() {
    String id = sent(DashboardFixture.ANNA, 7, "document", "Договор №1.pdf", PDF);

    HttpResponse<String> answer = get(id, anna);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(PDF);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/pdf");
    assertThat(header(answer, "Content-Disposition"))
        .isEqualTo(
            "attachment; filename*=UTF-8''%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%20%E2%84%961.pdf");
    assertThat(header(answer, "Content-Length")).isEqualTo("" + PDF.length());
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Cache-Control")).startsWith("private, max-age=");
    assertThat(header(answer, "Vary")).isEqualTo("Authorization");
  }

  @Test
  void shows_nobody_the_file_of_another() {
    String id = sent(DashboardFixture.BORIS, 7, "document", "secret.pdf", PDF);

    HttpResponse<String> foreign = get(id, anna);

    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(foreign.body()).doesNotContain("secret", "contract");
    assertThat(post(id, anna).statusCode()).isEqualTo(404);
    assertThat(fixture.database.one("SELECT count(*) FROM outgoing")).isEqualTo("0");
    assertThat(get(id, operator).body()).isEqualTo(PDF);
    assertThat(get(id, fixture.signIn(DashboardFixture.BORIS)).body()).isEqualTo(PDF);
    assertThat(get(id, null).statusCode()).isEqualTo(401);
  }

  @Test
  void knows_no_file_by_another_name() {
    String id = sent(DashboardFixture.ANNA, 7, "document", "a.pdf", PDF);
    String fileId = fixture.database.one("SELECT file_id FROM message WHERE file_id IS NOT NULL");

    for (String other :
        List.of(
            fileId,
            id + ".x",
            id + ".t",
            id.replace("101.7", "101.8"),
            "101.7.1",
            "101.7.999999999999999999",
            "101.7",
            "..%2F..%2Fetc",
            "%00")) {
      assertThat(get(other, operator).statusCode()).as(other).isIn(400, 404);
    }
  }

  @Test
  void gives_no_file_of_a_message_that_was_deleted() {
    String id = sent(DashboardFixture.ANNA, 7, "document", "a.pdf", PDF);
    fixture.rows.run("UPDATE message SET deleted_at = now() WHERE message_id = 7");

    assertThat(get(id, anna).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "document, x.html, <script>alert(1)</script>, application/octet-stream",
    "document, x.svg, <svg onload=alert(1)>, application/octet-stream",
    "video, x.mp4, <html>, application/octet-stream",
    "video, x.mp4, ....ftypisom, video/mp4",
    "voice, x.ogg, OggS.., audio/ogg",
    "audio, x.mp3, ID3.., audio/mpeg",
    "document, x.gif, GIF89a, image/gif",
    "document, x.wav, RIFF....WAVEfmt, application/octet-stream",
    "sticker, x.webp, RIFF....WEBPVP8, image/webp"
  })
  void tells_a_type_by_the_first_bytes_and_names_few(
      String kind, String name, String bytes, String type) {
    HttpResponse<String> answer = get(sent(DashboardFixture.ANNA, 7, kind, name, bytes), anna);

    assertThat(header(answer, "Content-Type")).isEqualTo(type);
    assertThat(header(answer, "Content-Disposition")).startsWith("attachment; ");
    assertThat(answer.body()).isEqualTo(bytes);
  }

  @Test
  void shows_the_small_picture_of_a_large_photo() throws Exception {
    byte[] photo = picture(1_000);
    String fileId = keep("photo", "p.jpg", photo);
    JsonNode sizes = photoSent(fileId);
    String small = sizes.get(0).path("file_id").asString("");
    String id = message(DashboardFixture.ANNA, 7, "photo", fileId, small, null, null);

    HttpResponse<String> answer = get(id + ".t", anna);

    assertThat(sizes).hasSize(2);
    assertThat(sizes.get(0).path("width").asInt(0)).isBetween(200, 320);
    assertThat(header(answer, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(Long.parseLong(header(answer, "Content-Length"))).isLessThan(photo.length);
    assertThat(header(get(id, anna), "Content-Length")).isEqualTo("" + photo.length);
    assertThat(header(get(id, anna), "ETag")).isNotEqualTo(header(answer, "ETag"));
  }

  @Test
  void asks_nobody_for_what_the_browser_has() {
    String id = sent(DashboardFixture.ANNA, 7, "document", "a.pdf", PDF);
    String tag = header(get(id, anna), "ETag");
    telegram.close();

    HttpResponse<String> again =
        say(fixture.to("/api/files/" + id, anna).header("If-None-Match", tag));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(header(again, "ETag")).isEqualTo(tag);
  }

  @Test
  void says_that_telegram_gives_bots_no_more_than_20_mb() {
    String fileId = keep("document", "big.bin", new byte[(20 << 20) + 1]);
    String told = message(DashboardFixture.ANNA, 7, "document", fileId, null, "big.bin", 20971521L);
    String untold = message(DashboardFixture.ANNA, 8, "document", fileId, null, "big.bin", null);

    for (String id : List.of(told, untold)) {
      HttpResponse<String> answer = get(id, anna);
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body())
          .contains("Telegram gives bots files up to 20 MB; open it in Telegram");
    }
  }

  @Test
  void gives_the_largest_file_that_telegram_gives() {
    String id = sent(DashboardFixture.ANNA, 7, "document", "big.bin", "x".repeat(20 << 20));

    HttpResponse<String> answer = get(id, anna);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).hasSize(20 << 20);
  }

  @Test
  void says_that_telegram_is_away_and_lets_nothing_of_it_be_remembered() {
    String id = sent(DashboardFixture.ANNA, 7, "document", "a.pdf", PDF);
    telegram.close();

    HttpResponse<String> answer = get(id, anna);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("Telegram can't be reached now");
    assertThat(header(answer, "Retry-After")).isEqualTo("10");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void says_that_telegram_has_a_file_no_more() {
    String id = message(DashboardFixture.ANNA, 7, "document", "BQACgone", null, "a.pdf", null);

    assertThat(get(id, anna).statusCode()).isEqualTo(410);
  }

  @Test
  void sends_a_file_to_the_caller_s_own_chat_once() {
    String id = sent(DashboardFixture.ANNA, 7, "document", "a.pdf", PDF);

    assertThat(post(id, anna).statusCode()).isEqualTo(202);
    assertThat(post(id, anna).statusCode()).isEqualTo(202);
    assertThat(post(id, operator).statusCode()).isEqualTo(202);

    assertThat(fixture.database.one("SELECT count(*) FROM outgoing")).isEqualTo("2");
    assertThat(
            fixture.database.one(
                "SELECT string_agg(chat_id || ' ' || method, ', ' ORDER BY id) FROM outgoing"))
        .isEqualTo("101 sendDocument, 201 sendDocument");
    assertThat(
            fixture.database.one(
                "SELECT count(*) FROM outgoing, message WHERE body->>'document' = file_id"))
        .isEqualTo("2");
    fixture.clock.pass(Duration.ofMinutes(1));
    post(id, anna);
    assertThat(fixture.database.one("SELECT count(*) FROM outgoing")).isEqualTo("3");
  }

  @Test
  void sends_only_what_telegram_sends_on() {
    String note = message(DashboardFixture.ANNA, 7, "video_note", "DQACx", null, null, null);
    String story = message(DashboardFixture.ANNA, 8, "story", "XXXX", null, null, null);

    assertThat(post(note, anna).statusCode()).isEqualTo(202);
    assertThat(post(story, anna).statusCode()).isEqualTo(409);
    assertThat(fixture.database.one("SELECT method FROM outgoing")).isEqualTo("sendVideoNote");
  }

  @Test
  void lets_a_caller_have_a_few_at_once_and_others_theirs() throws Exception {
    var limit = new DownloadLimit(Duration.ZERO);
    var leave = new ArrayList<Runnable>();
    for (int n = 0; n < DownloadLimit.EACH; n++) {
      leave.add(limit.enter(1, true));
    }

    assertThat(refused(limit, 1)).isTrue();
    assertThat(refused(limit, 2)).isFalse();

    leave.getFirst().run();
    leave.getFirst().run();
    assertThat(refused(limit, 1)).isFalse();
    assertThat(refused(limit, 1)).isTrue();
    for (long other = 3; other < 10; other++) {
      for (int n = 0; n < DownloadLimit.EACH; n++) {
        refused(limit, other);
      }
    }
    assertThat(refused(limit, 99)).isTrue();
  }

  @Test
  void lets_strangers_keep_nobody_of_the_team_out() throws Exception {
    var limit = new DownloadLimit(Duration.ZERO);
    for (long stranger = 1_000; stranger < 1_010; stranger++) {
      for (int n = 0; n < DownloadLimit.EACH; n++) {
        try {
          limit.enter(stranger, false);
        } catch (berry.http.Problem full) {
          assertThat(full.status()).isEqualTo(503);
        }
      }
    }

    for (int n = 0; n < DownloadLimit.EACH; n++) {
      assertThat(refused(limit, 1)).isFalse();
    }
  }

  /// Each that waits keeps a request open, of which the server has so many.
  @Test
  void lets_few_of_one_caller_wait() throws Exception {
    var limit = new DownloadLimit(Duration.ofSeconds(60));
    for (int n = 0; n < DownloadLimit.EACH; n++) {
      limit.enter(1, true);
    }
    var waiting = new ArrayList<Thread>();
    for (int n = 0; n < DownloadLimit.WAITING; n++) {
      waiting.add(Thread.startVirtualThread(() -> waits(limit)));
    }
    Await.until(
        Duration.ofSeconds(10),
        () -> waiting.stream().allMatch(one -> one.getState() == Thread.State.TIMED_WAITING));

    long began = System.nanoTime();
    assertThat(refused(limit, 1)).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    assertThat(refused(limit, 2)).isFalse();
    for (Thread one : waiting) {
      one.interrupt();
      one.join();
    }
  }

  private static void waits(DownloadLimit limit) {
    try {
      limit.enter(1, true);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fills_no_queue_with_files_for_the_caller() {
    for (int n = 7; n < 37; n++) {
      message(DashboardFixture.ANNA, n, "document", "BQAC" + n, null, null, null);
    }
    var statuses = new ArrayList<Integer>();
    for (int n = 7; n < 37; n++) {
      statuses.add(post("101." + n + "." + MICROS, anna).statusCode());
    }

    assertThat(statuses).contains(202, 429).doesNotContain(500);
    assertThat(Integer.parseInt(fixture.database.one("SELECT count(*) FROM outgoing")))
        .isLessThan(25);
  }

  @Test
  void frees_its_turn_whatever_comes_of_a_file() {
    String gone = message(DashboardFixture.ANNA, 7, "document", "BQACgone", null, "a.pdf", null);
    String good = sent(DashboardFixture.ANNA, 8, "document", "a.pdf", PDF);

    for (int n = 0; n < 2 * DownloadLimit.EACH; n++) {
      assertThat(get(gone, anna).statusCode()).isEqualTo(410);
      assertThat(get(good, anna).statusCode()).isEqualTo(200);
    }
  }

  private static boolean refused(DownloadLimit limit, long caller) throws InterruptedException {
    try {
      limit.enter(caller, true);
      return false;
    } catch (berry.http.Problem full) {
      assertThat(full.status()).isEqualTo(503);
      return true;
    }
  }

  private HttpResponse<String> get(String id, @Nullable String token) {
    return say(fixture.to("/api/files/" + id, token));
  }

  private HttpResponse<String> post(String id, String token) {
    return say(fixture.to("/api/files/" + id + "/send", token).POST(BodyPublishers.noBody()));
  }

  private HttpResponse<String> say(HttpRequest.Builder request) {
    HttpResponse<String> answer = fixture.send(request);
    said.add(answer.headers().map() + (answer.body().length() < 10_000 ? answer.body() : ""));
    return answer;
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /// A person has sent it.
  ///
  /// @return what the web calls it
  private String sent(long person, long messageId, String kind, String name, String content) {
    String fileId = keep(kind, name, content.getBytes(ISO_8859_1));
    return message(person, messageId, kind, fileId, null, name, (long) content.length());
  }

  private String message(
      long person,
      long messageId,
      String kind,
      String fileId,
      @Nullable String thumbnailId,
      @Nullable String name,
      @Nullable Long size) {
    fixture.rows.run(
        "INSERT INTO message (chat_id, message_id, sent_at, received_at, person_id, direction,"
            + " kind, file_id, thumbnail_id, file_name, file_size)"
            + " VALUES (?, ?, ?, ?, ?, 'in', ?, ?, ?, ?, ?)",
        person,
        messageId,
        Rows.at(THEN),
        Rows.at(THEN),
        person,
        kind,
        fileId,
        thumbnailId,
        name,
        size);
    return person + "." + messageId + "." + MICROS;
  }

  /// @return the `file_id` that Telegram gives it
  private String keep(String kind, String name, byte[] content) {
    return ask(HttpRequest.newBuilder(
                URI.create(
                    base
                        + "/control/files?name="
                        + name.replaceAll("[^a-z.]", "x")
                        + "&as="
                        + kind))
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(content)))
        .path("fileId")
        .asString("");
  }

  /// The sizes of a photo that the bot sends by its id.
  private JsonNode photoSent(String fileId) {
    ask(
        HttpRequest.newBuilder(URI.create(base + "/control/messages"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"token\":\"%s\",\"text\":\"hi\",\"person\":{\"id\":101,\"firstName\":\"Anna\"}}"
                        .formatted(sandbox.botToken()))));
    return ask(HttpRequest.newBuilder(URI.create(base + "/bot" + sandbox.botToken() + "/sendPhoto"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"chat_id\":101,\"photo\":\"" + fileId + "\"}")))
        .path("result")
        .path("photo");
  }

  private JsonNode ask(HttpRequest.Builder request) {
    try {
      return DashboardFixture.json(fixture.client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  private static byte[] picture(int side) throws IOException {
    var image = new BufferedImage(side, side / 2, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < side; x++) {
      for (int y = 0; y < side / 2; y++) {
        image.setRGB(x, y, (x * 7919) ^ (y * 104_729));
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
