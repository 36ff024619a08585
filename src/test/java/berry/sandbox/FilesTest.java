package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files as the chat page gets them.
final class FilesTest {

  @TempDir Path folder;

  private SandboxFixture fixture;

  @BeforeEach
  void open() {
    fixture = new SandboxFixture(folder, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "sticker, RIFF....WEBPVP8, image/webp",
    "video, ....ftypisom, video/mp4",
    "video_note, ....ftypmp42, video/mp4",
    "audio, ....ftypM4A_, audio/mp4",
    "voice, OggS.., audio/ogg",
    "audio, ID3.., audio/mpeg",
    "audio, RIFF....WAVEfmt, audio/wav",
    "animation, GIF89a, image/gif"
  })
  void shows_and_plays_what_browsers_can(String kind, String bytes, String type) {
    HttpResponse<String> answer = get(keep(kind, "anything.bin", bytes), "");

    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    assertThat(answer.body()).isEqualTo(bytes);
  }

  @Test
  void never_opens_a_page_somebody_sent_as_a_film() {
    HttpResponse<String> answer = get(keep("video", "film.mp4", "<script>alert(1)</script>"), "");

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .isEqualTo("attachment; filename*=UTF-8''film.mp4");
  }

  @Test
  void gives_a_player_the_part_it_jumps_to() {
    String id = keep("video", "film.mp4", "....ftypisom");

    HttpResponse<String> middle = get(id, "bytes=4-7");
    HttpResponse<String> rest = get(id, "bytes=8-");
    HttpResponse<String> beyond = get(id, "bytes=99-");

    assertThat(middle.statusCode()).isEqualTo(206);
    assertThat(middle.body()).isEqualTo("ftyp");
    assertThat(middle.headers().firstValue("Content-Range")).contains("bytes 4-7/12");
    assertThat(rest.body()).isEqualTo("isom");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */12");
  }

  @Test
  void gives_a_bot_files_of_20_mb_and_no_larger_ones() {
    String token = fixture.bot();
    String largest = keep("document", "a.bin", "x".repeat(20 << 20));
    String larger = keep("document", "b.bin", "x".repeat((20 << 20) + 1));

    String path = path(token, largest).result().path("file_path").asString("");
    HttpResponse<String> content =
        fixture.plain(fixture.request("/sandbox/file/bot" + token + "/" + path));

    assertThat(content.body()).hasSize(20 << 20);
    assertThat(path(token, larger).status()).isEqualTo(400);
    assertThat(path(token, larger).description()).isEqualTo("Bad Request: file is too big");
    assertThat(path(token, "BQACnone").description()).isEqualTo("Bad Request: invalid file_id");
  }

  private SandboxFixture.Reply path(String token, String fileId) {
    return fixture.call(token, "getFile", "{\"file_id\":\"" + fileId + "\"}");
  }

  private String keep(String kind, String name, String bytes) {
    return fixture
        .send(
            fixture
                .request("/sandbox/control/files?name=" + name + "&as=" + kind)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes.getBytes(StandardCharsets.ISO_8859_1))))
        .json()
        .path("fileId")
        .asString("");
  }

  private HttpResponse<String> get(String id, String range) {
    var request = fixture.request("/sandbox/control/files/" + id);
    return fixture.plain(range.isEmpty() ? request : request.header("Range", range));
  }
}
