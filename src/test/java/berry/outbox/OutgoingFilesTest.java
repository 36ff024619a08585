package berry.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.http.Server;
import berry.sandbox.Sandbox;
import berry.telegram.Token;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files, and failures after the deed, against the sandbox.
@Tag("sql")
class OutgoingFilesTest {

  private static final long ANNA = 77;
  private static final String TYPE = "application/pdf";

  @TempDir private Path folder;
  private final Server server = new Server(Server.Options.on("127.0.0.1", 0));
  private final HttpClient http = HttpClient.newHttpClient();
  private Sandbox sandbox;
  private OutboxFixture fixture;
  private String base;

  @BeforeEach
  void start() throws Exception {
    sandbox = new Sandbox(folder, Clock.systemUTC());
    server.add(sandbox.routes("/sandbox"));
    base = "http://127.0.0.1:" + server.start() + "/sandbox";
    fixture = new OutboxFixture(URI.create(base), new Token(sandbox.botToken()));
    fixture.chat(ANNA, "private");
    control(
        "messages",
        "{\"token\":\"%s\",\"text\":\"hi\",\"person\":{\"id\":77,\"firstName\":\"Anna\"}}"
            .formatted(sandbox.botToken()));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
    sandbox.close();
    server.close();
    http.close();
  }

  @Test
  void uploads_the_same_content_once_whatever_its_name_is() throws Exception {
    String name = "отчёт «итог» 50%; a=b 😀.pdf";
    byte[] content = bytes(3_500_000);
    OutgoingFile file = keep(name, content);
    long first = fixture.outbox.queue(file.captioned("<b>June</b>").to(ANNA));
    fixture.started();
    fixture.await(first, "sent");

    OutgoingFile again = keep(name, content);
    long second = fixture.outbox.queue(again.to(ANNA));
    fixture.await(second, "sent");

    assertThat(again.id()).isEqualTo(file.id());
    List<JsonNode> said = said();
    assertThat(said).hasSize(2);
    assertThat(said.get(0).path("caption").asString("")).isEqualTo("June");
    assertThat(said.get(0).path("document").path("file_name").asString("")).isEqualTo(name);
    assertThat(said.get(0).path("document").path("file_size").asLong(0)).isEqualTo(3_500_000);
    assertThat(said.get(1).path("document")).isEqualTo(said.get(0).path("document"));
    assertThat(fixture.one("SELECT count(*) FROM outgoing_file_part")).isEqualTo("0");
    assertThat(fixture.one("SELECT count(*) FROM outgoing_file WHERE file_id IS NOT NULL"))
        .isEqualTo("1");
    assertThat(fixture.one("SELECT file_size FROM message WHERE outgoing_id = " + first))
        .isEqualTo("3500000");
  }

  @Test
  void knows_the_small_picture_of_what_was_sent() throws Exception {
    var image = new BufferedImage(1_000, 500, BufferedImage.TYPE_INT_RGB);
    var content = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", content);
    var bytes = new ByteArrayInputStream(content.toByteArray());
    var kept = (Kept.Ready) fixture.files.keep("photo", "a.jpg", "image/jpeg", bytes);
    long sent = fixture.outbox.queue(kept.file().to(ANNA));
    fixture.started();
    fixture.await(sent, "sent");

    JsonNode sizes = said().getFirst().path("photo");
    assertThat(sizes).hasSize(2);
    assertThat(fixture.one("SELECT file_id || ' ' || thumbnail_id FROM message"))
        .isEqualTo(
            sizes.get(1).path("file_id").asString("")
                + " "
                + sizes.get(0).path("file_id").asString(""));
  }

  @Test
  void sends_several_as_one_album_and_takes_them_back_together() throws Exception {
    List<OutgoingFile> files =
        List.of(
            keep("a.pdf", bytes(1_000)).captioned("first"),
            keep("b.pdf", bytes(2_000)),
            keep("c.pdf", bytes(3_000)));
    long album = fixture.outbox.queue(OutgoingFile.album(ANNA, files));
    fixture.started();
    fixture.await(album, "sent");

    assertThat(said())
        .extracting(one -> one.path("document").path("file_name").asString(""))
        .containsExactly("a.pdf", "b.pdf", "c.pdf");
    assertThat(
            fixture.one("SELECT count(DISTINCT album) || ' ' || count(outgoing_id) FROM message"))
        .isEqualTo("1 1");
    assertThat(fixture.one("SELECT count(*) FROM outgoing_file WHERE file_id IS NOT NULL"))
        .isEqualTo("3");

    long back = fixture.outbox.queue(Outgoing.delete(ANNA).of(album));
    fixture.await(back, "sent");
    assertThat(said()).isEmpty();
    assertThat(fixture.one("SELECT count(deleted_at) FROM message")).isEqualTo("3");
  }

  @Test
  void an_album_has_two_to_ten_files() throws Exception {
    OutgoingFile file = keep("a.pdf", bytes(10));

    assertThatThrownBy(() -> OutgoingFile.album(ANNA, List.of(file)))
        .hasMessage("an album has 2 to 10 files, not 1");
  }

  @Test
  void tells_at_once_what_is_too_large() throws Exception {
    byte[] large = new byte[(50 << 20) + 1];

    assertThat(fixture.files.keep("document", "a", TYPE, new ByteArrayInputStream(large)))
        .isEqualTo(new Kept.TooLarge(50L << 20));
    assertThat(fixture.files.keep("photo", "a", "image/jpeg", new ByteArrayInputStream(large)))
        .isEqualTo(new Kept.TooLarge(10L << 20));
    assertThat(fixture.one("SELECT count(*) FROM outgoing_file")).isEqualTo("0");
  }

  @Test
  void keeps_nothing_of_a_content_that_breaks_off() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("gone");
          }
        };

    assertThatThrownBy(() -> fixture.files.keep("document", "a", TYPE, broken)).hasMessage("gone");
    assertThat(fixture.one("SELECT count(*) FROM outgoing_file")).isEqualTo("0");
  }

  @Test
  void says_when_the_content_is_not_kept_any_more() throws Exception {
    OutgoingFile file = keep("a.pdf", bytes(10));
    long id = fixture.outbox.queue(file.to(ANNA));
    fixture.run("DELETE FROM outgoing_file_part");
    fixture.started();
    fixture.await(id, "failed");
    assertThat(fixture.reason(id)).isEqualTo("no_file");

    assertThat(keep("a.pdf", bytes(10)).id()).isEqualTo(file.id());
    assertThat(fixture.outbox.retry(id)).isTrue();
    fixture.await(id, "sent");
  }

  @Test
  void shows_as_unknown_what_telegram_did_before_it_failed() throws Exception {
    control(
        "faults",
        "{\"token\":\"%s\",\"method\":\"sendMessage\",\"errorCode\":502,\"when\":\"after\"}"
            .formatted(sandbox.botToken()));
    long id = fixture.outbox.queue(Outgoing.text(ANNA, "hello"));
    fixture.started();

    fixture.await(id, "unknown");
    long next = fixture.outbox.queue(Outgoing.text(ANNA, "and then"));
    fixture.await(next, "sent");
    assertThat(said())
        .extracting(one -> one.path("text").asString(""))
        .containsExactly("hello", "and then");
  }

  @Test
  void keeps_earlier_texts_of_what_it_changed() throws Exception {
    long id = fixture.outbox.queue(Outgoing.text(ANNA, "old"));
    fixture.started();
    fixture.await(id, "sent");
    long edit = fixture.outbox.queue(Outgoing.edit(ANNA, "<i>new</i>").of(id));
    long same = fixture.outbox.queue(Outgoing.edit(ANNA, "<i>new</i>").of(id));

    fixture.await(same, "sent");
    assertThat(fixture.state(edit)).isIn("sent", "cancelled");
    assertThat(said()).extracting(one -> one.path("text").asString("")).containsExactly("new");
    assertThat(fixture.one("SELECT text FROM message WHERE outgoing_id = " + id)).isEqualTo("new");
    assertThat(fixture.one("SELECT string_agg(text, ',') FROM message_version")).isEqualTo("old");
  }

  @Test
  void removes_what_ended_long_ago_and_nothing_else() throws Exception {
    fixture.run(
        "INSERT INTO outgoing (bot_id, chat_id, method, body, state, created_at)"
            + " SELECT 1, 5, 'sendMessage', '{}', state, now() - interval '31 days'"
            + " FROM unnest(ARRAY['sent', 'failed', 'unknown', 'cancelled', 'queued']) AS state,"
            + " generate_series(1, 1000)");
    long fresh = fixture.outbox.queue(Outgoing.text(ANNA, "fresh"));
    keep("old.pdf", bytes(10));
    fixture.run("UPDATE outgoing_file SET used_at = now() - interval '31 days'");

    fixture.outbox.prune(Instant.parse("2000-01-01T00:00:00Z"));
    assertThat(fixture.one("SELECT count(*) FROM outgoing")).isEqualTo("5001");
    fixture.outbox.prune(Clock.systemUTC().instant().minusSeconds(30 * 86_400));

    assertThat(fixture.one("SELECT count(*) || ' ' || max(id) FROM outgoing"))
        .isEqualTo("1001 " + fresh);
    assertThat(fixture.one("SELECT count(*) FROM outgoing_file_part")).isEqualTo("0");
  }

  private OutgoingFile keep(String name, byte[] content) throws IOException {
    Kept kept = fixture.files.keep("document", name, TYPE, new ByteArrayInputStream(content));
    assertThat(kept).isInstanceOf(Kept.Ready.class);
    return ((Kept.Ready) kept).file();
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  /// What the bot's messages in the chat are, as the person sees them.
  private List<JsonNode> said() throws Exception {
    JsonNode all = control("chats/77/messages?token=" + sandbox.botToken(), null).path("items");
    return all.valueStream().toList();
  }

  private JsonNode control(String path, @Nullable String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/control/" + path));
    if (body != null) {
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }
    String answer = http.send(request.build(), BodyHandlers.ofString()).body();
    return JsonMapper.shared().readTree(answer);
  }
}
