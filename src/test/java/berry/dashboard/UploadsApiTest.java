package berry.dashboard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import berry.http.Uploads;
import berry.outbox.OutgoingFiles;
import berry.testing.Rows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What the team uploads to send it.
@Tag("sql")
final class UploadsApiTest {

  private static final String KEPT = "SELECT count(*) FROM outgoing_file";

  @TempDir Path folder;
  private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
  private DashboardFixture fixture;
  private String operator;

  @BeforeEach
  void open() {
    var room = new DashboardFixture.Room(new Uploads(folder), free::get);
    fixture =
        new DashboardFixture(() -> URI.create("http://127.0.0.1:1"), DashboardFixture.TOKEN, room);
    operator = fixture.signIn(DashboardFixture.OPERATOR);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void an_upload_is_kept_under_a_name_nobody_can_guess() {
    HttpResponse<String> answer = upload("report.pdf", "application/pdf", bytes("%PDF-1"), "");
    JsonNode kept = DashboardFixture.json(answer);
    String id = kept.path("id").asString("");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(id).matches("[A-Za-z0-9_-]{24}");
    assertThat(kept.toString())
        .isEqualTo(
            "{\"id\":\"%s\",\"kind\":\"document\",\"name\":\"report.pdf\",\"size\":6,\"mimeType\":\"application/pdf\"}"
                .formatted(id));
    assertThat(fixture.files.find(id).orElseThrow().kind()).isEqualTo("document");
    assertThat(fixture.files.find(id + "x")).isEmpty();
    // It is no file of a message.
    assertThat(fixture.get("/api/files/" + id, operator).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "a.jpg, image/jpeg, \u00ff\u00d8\u00ff., photo, image/jpeg",
    "a.webp, image/webp, RIFF....WEBP, photo, image/webp",
    "a.jpg, image/jpeg, no picture, document, image/jpeg",
    "a.gif, image/gif, GIF89a, animation, image/gif",
    "a.mp4, video/mp4, ....ftypisom, video, video/mp4",
    "a.heic, image/heic, ....ftypheic, document, image/heic",
    "a.mov, video/quicktime, ....ftypqt.., document, video/quicktime",
    "a.mp3, audio/mpeg, ID3., audio, audio/mpeg",
    "a.m4a, audio/x-m4a, ....ftypM4A., audio, audio/x-m4a",
    "a.ogg, audio/ogg, OggS, voice, audio/ogg",
    "a.svg, image/svg+xml, <svg/>, document, image/svg+xml",
    "a, text/html;x=\"y, <html>, document, text/html",
    "a.zip, application/octet-stream, PK.., document, application/zip",
    "a.zip, 'no type', PK.., document, application/zip"
  })
  void what_it_is_sent_as_follows_from_what_it_is(
      String name, String type, String content, String kind, String mimeType) {
    JsonNode kept = DashboardFixture.json(upload(name, type, content.getBytes(ISO_8859_1), ""));

    assertThat(kept.path("kind").asString("")).as(kept.toString()).isEqualTo(kind);
    assertThat(kept.path("mimeType").asString("")).isEqualTo(mimeType);
  }

  @Test
  void a_type_that_is_not_given_is_told_by_the_name() {
    byte[] png = bytes("\u0089PNG\r\n\u001a\n");

    JsonNode kept = DashboardFixture.json(upload("a.png", "", png, ""));

    assertThat(kept.path("kind").asString("")).isEqualTo("photo");
    assertThat(kept.path("mimeType").asString("")).isEqualTo("image/png");
  }

  @Test
  void a_kind_can_be_asked_for_when_it_fits() {
    byte[] picture = bytes("\u00ff\u00d8\u00ff.");

    assertThat(
            DashboardFixture.json(upload("a.jpg", "image/jpeg", picture, "document"))
                .path("kind")
                .asString(""))
        .isEqualTo("document");
    assertThat(upload("a.jpg", "image/jpeg", bytes("x"), "photo").body())
        .contains("422", "a photo is a JPEG, PNG or WebP picture");
    assertThat(upload("a.jpg", "image/jpeg", picture, "sticker").body())
        .contains("422", "'kind' is one of photo, video");
    assertThat(upload("a.jpg", "image/jpeg", bytes(""), "").body())
        .contains("422", "the file is empty");
  }

  @Test
  void a_photo_has_10_mb_at_most_and_a_larger_one_is_a_document() {
    byte[] large = new byte[(10 << 20) + 1];
    System.arraycopy(bytes("\u00ff\u00d8\u00ff"), 0, large, 0, 3);

    assertThat(
            DashboardFixture.json(upload("a.jpg", "image/jpeg", large, ""))
                .path("kind")
                .asString(""))
        .isEqualTo("document");
    assertThat(upload("a.jpg", "image/jpeg", large, "photo").body())
        .contains("413", "a photo may have at most 10 MB");
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd, passwd",
    "C:\\Windows\\win.ini, win.ini",
    "photo\u202egpj.exe, photogpj.exe",
    "a\u0000b\u0007\u200bc.txt, abc.txt",
    "a<b>|c?.txt, a_b__c_.txt",
    "..., file",
    "отчёт 😀.pdf, отчёт 😀.pdf",
    ".htaccess, htaccess"
  })
  void a_name_is_a_name_and_nothing_else(String given, String shown) {
    assertThat(berry.outbox.FileName.of(given)).isEqualTo(shown);
    String sent = given.replaceAll("[\\x00-\\x1f]", "").replace("\\", "\\\\");
    assertThat(
            DashboardFixture.json(upload(sent, "text/plain", bytes("x"), ""))
                .path("name")
                .asString(""))
        .isEqualTo(shown);
  }

  @Test
  void a_long_name_keeps_its_end() {
    String name = berry.outbox.FileName.of("ж".repeat(300) + ".pdf");

    assertThat(name).hasSize(120).endsWith("ж.pdf");
    assertThat(berry.outbox.FileName.of("😀".repeat(200))).hasSize(120);
    assertThat(berry.outbox.FileName.of("a" + "😀".repeat(200))).hasSize(119);
  }

  @Test
  void nothing_is_kept_when_too_much_waits_already() {
    free.set(4L * (3 << 20));
    upload("a.bin", "", new byte[2 << 20], "");

    HttpResponse<String> answer = upload("b.bin", "", new byte[(1 << 20) + 1], "");

    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(answer.body()).contains("files that wait to be sent may have 3 MB together");
    assertThat(fixture.database.one(KEPT)).isEqualTo("1");
  }

  @Test
  void one_of_the_team_leaves_room_for_the_others() {
    String id = id(upload("a.bin", "", bytes("a"), ""));
    fixture.rows.run("UPDATE outgoing_file SET size = ?", OutgoingFiles.MOST_OF_ONE);

    HttpResponse<String> answer = upload("b.bin", "", bytes("b"), "");

    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(answer.body()).contains("files of yours that wait to be sent may have 150 MB");
    String self = operator;
    operator = fixture.signIn(DashboardFixture.ADMIN);
    assertThat(upload("b.bin", "", bytes("b"), "").statusCode()).isEqualTo(201);
    assertThat(cancel(id, self)).isEqualTo(204);
    operator = self;
    assertThat(upload("c.bin", "", bytes("c"), "").statusCode()).isEqualTo(201);
  }

  /// People block the bot, and nobody tries their files once more.
  @Test
  void what_was_taken_back_or_failed_long_ago_takes_no_room() {
    for (String one : List.of("cancelled", "failed", "failed-long-ago", "queued", "unknown")) {
      long file = fixture.files.find(id(upload(one, "", bytes(one), ""))).orElseThrow().id();
      String state = one.replace("-long-ago", "");
      fixture.rows.outgoing(
          DashboardFixture.ANNA,
          "sendDocument",
          berryFile(file, "{\"document\":%s}"),
          state,
          one.equals(state) ? Clock.systemUTC().instant() : Instant.EPOCH);
    }
    fixture.rows.run("DELETE FROM upload");
    fixture.rows.run("UPDATE outgoing_file SET used_at = now() - interval '2 hours'");

    fixture.files.forget(Instant.EPOCH);

    assertThat(
            fixture.database.one("SELECT string_agg(name, ' ' ORDER BY name) FROM outgoing_file"))
        .isEqualTo("failed queued unknown");
    assertThat(fixture.database.one("SELECT count(*) FROM outgoing_file_part")).isEqualTo("3");
  }

  @Test
  void the_same_file_twice_is_kept_once_and_each_has_its_own_name() {
    String one = id(upload("a.pdf", "application/pdf", bytes("%PDF-1"), ""));
    String other = id(upload("a.pdf", "application/pdf", bytes("%PDF-1"), ""));

    assertThat(other).isNotEqualTo(one);
    assertThat(fixture.database.one(KEPT)).isEqualTo("1");
    assertThat(fixture.files.find(other)).isEqualTo(fixture.files.find(one));

    assertThat(cancel(one, operator)).isEqualTo(204);
    assertThat(fixture.files.find(other)).isPresent();
    assertThat(cancel(other, operator)).isEqualTo(204);
    assertThat(fixture.database.one(KEPT)).isEqualTo("0");
  }

  @Test
  void one_s_own_upload_can_be_taken_back_and_another_s_not() {
    String id = id(upload("a.pdf", "application/pdf", bytes("%PDF-1"), ""));

    assertThat(cancel(id, fixture.signIn(DashboardFixture.OWNER))).isEqualTo(404);
    assertThat(fixture.files.find(id)).isPresent();
    assertThat(cancel(id, operator)).isEqualTo(204);
    assertThat(cancel(id, operator)).isEqualTo(404);
  }

  @Test
  void what_nobody_sends_is_forgotten_and_what_waits_to_be_sent_is_not() {
    String unsent = id(upload("a.pdf", "", bytes("a"), ""));
    String waiting = id(upload("b.pdf", "", bytes("b"), ""));
    String fresh = id(upload("c.pdf", "", bytes("c"), ""));
    String body = berryFile(fixture.files.find(waiting).orElseThrow().id(), "{\"document\":%s}");
    fixture.rows.outgoing(
        DashboardFixture.ANNA, "sendDocument", body, "queued", fixture.clock.instant());
    fixture.rows.run(
        "UPDATE upload SET uploaded_at = ? WHERE handle <> ?", Rows.at(Instant.EPOCH), fresh);
    fixture.rows.run(
        "INSERT INTO outgoing_file (bot_id, digest, kind, name, mime_type, size, used_at)"
            + " VALUES (1, 'x', 'document', 'cut', '', -1, ?)",
        Rows.at(Instant.EPOCH));

    fixture.files.forget(Instant.EPOCH.plus(Duration.ofDays(1)));

    assertThat(fixture.files.find(unsent)).isEmpty();
    assertThat(fixture.files.find(waiting)).isEmpty();
    assertThat(fixture.files.find(fresh)).isPresent();
    assertThat(
            fixture.database.one("SELECT string_agg(name, ' ' ORDER BY name) FROM outgoing_file"))
        .isEqualTo("b.pdf c.pdf");
  }

  @Test
  void who_may_not_send_is_told_before_the_file() {
    var request =
        fixture
            .to("/api/files", fixture.signIn(DashboardFixture.ANNA))
            .expectContinue(true)
            .header("Content-Type", "multipart/form-data; boundary=line")
            .POST(
                BodyPublishers.ofInputStream(() -> {
                  throw new AssertionError("the file was read");
                }));

    assertThat(fixture.send(request).statusCode()).isEqualTo(403);
  }

  @Test
  void a_role_that_is_lost_while_the_file_arrives_keeps_nothing() throws Exception {
    var go = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    String form =
        "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--line--\r\n";
    var answer =
        fixture.client.sendAsync(
            fixture
                .to("/api/files", operator)
                .header("Content-Type", "multipart/form-data; boundary=line")
                .POST(
                    BodyPublishers.ofInputStream(() -> {
                      begun.countDown();
                      return waiting(form, go);
                    }))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    fixture.staff.dismiss(DashboardFixture.OPERATOR, DashboardFixture.OWNER);
    go.countDown();

    assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isIn(401, 403);
    assertThat(fixture.database.one(KEPT)).isEqualTo("0");
  }

  /// The first half at once, the second when it may.
  private static InputStream waiting(String text, CountDownLatch go) {
    byte[] all = bytes(text);
    int half = all.length / 2;
    InputStream rest =
        new InputStream() {
          private final InputStream late = new ByteArrayInputStream(all, half, all.length - half);

          @Override
          public int read() throws IOException {
            try {
              go.await();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
            return late.read();
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            int first = length == 0 ? -1 : read();
            if (first < 0) {
              return length == 0 ? 0 : -1;
            }
            target[offset] = (byte) first;
            return 1;
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(all, 0, half), rest);
  }

  private static String berryFile(long id, String body) {
    return body.formatted("{\"berry_file\":" + id + "}");
  }

  private int cancel(String id, String token) {
    return fixture.send(fixture.to("/api/files/" + id, token).DELETE()).statusCode();
  }

  private static String id(HttpResponse<String> answer) {
    return DashboardFixture.json(answer).path("id").asString("");
  }

  private HttpResponse<String> upload(String name, String type, byte[] content, String kind) {
    var form = new ByteArrayOutputStream();
    if (!kind.isEmpty()) {
      form.writeBytes(
          ("--line\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n" + kind + "\r\n")
              .getBytes(UTF_8));
    }
    form.writeBytes(
        ("--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name
                + "\"\r\n"
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + "\r\n")
            .getBytes(UTF_8));
    form.writeBytes(content);
    form.writeBytes(bytes("\r\n--line--\r\n"));
    return fixture.send(
        fixture
            .to("/api/files", operator)
            .header("Content-Type", "multipart/form-data; boundary=line")
            .POST(BodyPublishers.ofByteArray(form.toByteArray())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
