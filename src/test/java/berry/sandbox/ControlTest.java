package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.telegram.InitData;
import berry.telegram.Token;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The control API: who may use it, and what it can order.
final class ControlTest {

  @AutoClose private final SandboxFixture fixture;
  private final String token;

  ControlTest(@TempDir Path folder) {
    fixture = new SandboxFixture(folder);
    token = fixture.bot("hello");
  }

  @Test
  void refuses_a_name_that_was_pointed_at_this_machine() throws IOException {
    assertThat(raw("GET /sandbox/control/people HTTP/1.1\r\nHost: evil.example\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET /sandbox HTTP/1.1\r\nHost: evil.example:8080\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET /sandbox/control/people HTTP/1.1\r\nHost: localhost:1\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void refuses_other_sites_and_forms() {
    String people = "/sandbox/control/people";
    assertThat(
            fixture.send(fixture.request(people).header("Origin", "https://evil.example")).status())
        .isEqualTo(403);
    assertThat(
            fixture.send(fixture.request(people).header("Sec-Fetch-Site", "cross-site")).status())
        .isEqualTo(403);
    assertThat(
            fixture
                .send(
                    fixture
                        .request(people)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{\"firstName\":\"X\"}")))
                .status())
        .isEqualTo(415);
    assertThat(fixture.send(fixture.request(people).header("X-Forwarded-For", "1.2.3.4")).status())
        .isEqualTo(403);
  }

  @Test
  void keeps_its_bot_api_for_this_machine_too() throws IOException {
    String me = "GET /sandbox/bot" + token + "/getMe HTTP/1.1\r\nHost: %s\r\n";

    assertThat(raw(me.formatted("127.0.0.1"))).startsWith("HTTP/1.1 200");
    assertThat(raw(me.formatted("bot.example"))).startsWith("HTTP/1.1 403");
    assertThat(raw(me.formatted("127.0.0.1") + "Via: 1.1 proxy\r\n")).startsWith("HTTP/1.1 403");
    assertThat(
            raw(
                "GET /sandbox/file/bot%s/x HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Real-IP: 1.2.3.4\r\n"
                    .formatted(token)))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void reads_no_file_of_fifty_megabytes_from_who_has_no_token() throws IOException {
    assertThat(
            raw(
                "POST /sandbox/bot1:nobody/sendDocument HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + "Content-Type: multipart/form-data; boundary=x\r\n"
                    + "Content-Length: 50000000\r\n"))
        .startsWith("HTTP/1.1 401")
        .contains("\"error_code\":401", "\"description\":\"Unauthorized\"");
  }

  @Test
  void says_what_is_wrong_with_an_order() {
    assertThat(fixture.control("GET", "init-data?token=" + token + "&person=12345", "").status())
        .isEqualTo(404);
    assertThat(fixture.control("POST", "messages", "{\"token\":\"1:x\",\"text\":\"x\"}").status())
        .isEqualTo(404);
    assertThat(fixture.control("POST", "faults", "{\"errorCode\":99}").status()).isEqualTo(400);
    assertThat(fixture.control("GET", "berry", "").status()).isEqualTo(404);
  }

  @Test
  void signs_launch_data_a_bot_can_check() {
    String data =
        fixture
            .control("GET", "init-data?token=" + token + "&person=77&start=shop", "")
            .json()
            .path("initData")
            .asString("");

    InitData.Verdict verdict =
        InitData.check(data, new Token(token), Instant.now(Clock.systemUTC()), Duration.ofHours(1));

    assertThat(verdict).isInstanceOf(InitData.Verdict.Genuine.class);
    assertThat(((InitData.Verdict.Genuine) verdict).personId()).isEqualTo(77);
    assertThat(((InitData.Verdict.Genuine) verdict).startParameter()).isEqualTo("shop");
    assertThat(((InitData.Verdict.Genuine) verdict).languageCode()).isEqualTo("ru");
  }

  @Test
  void fails_as_often_as_ordered_before_the_call() {
    fault("\"method\":\"sendMessage\",\"errorCode\":429,\"retryAfter\":7,\"times\":2");

    SandboxFixture.Reply first = send();
    assertThat(first.status()).isEqualTo(429);
    assertThat(first.description()).isEqualTo("Too Many Requests: retry after 7");
    assertThat(first.json().path("parameters").path("retry_after").asInt(0)).isEqualTo(7);
    assertThat(send().status()).isEqualTo(429);
    assertThat(sent()).isEmpty();
    assertThat(send().status()).isEqualTo(200);
  }

  @Test
  void can_fail_after_carrying_out_the_call() {
    fault("\"method\":\"*\",\"errorCode\":502,\"when\":\"after\",\"html\":true");

    SandboxFixture.Reply reply = send();

    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.json().path("body").asString("")).contains("<h1>502 Bad Gateway</h1>");
    assertThat(sent()).hasSize(1);
  }

  @Test
  void can_be_slow() {
    fault("\"method\":\"getMe\",\"delayMs\":300");

    long began = System.nanoTime();
    assertThat(fixture.call(token, "getMe", "{}").status()).isEqualTo(200);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void plays_a_foreign_poller() {
    fault("\"method\":\"getUpdates\",\"errorCode\":409");

    assertThat(fixture.call(token, "getUpdates", "{}").description())
        .contains("terminated by other getUpdates request");
  }

  @Test
  void sends_any_update_as_it_is() {
    fixture.control(
        "POST",
        "messages",
        """
        {"token":"%s","update":{"brand_new_thing":{"id":"?","from":{"id":"seven"},"chat":7}}}\
        """
            .formatted(token));

    assertThat(fixture.call(token, "getUpdates", "{}").result().toString())
        .contains("\"brand_new_thing\":{\"id\":\"?\"");
  }

  @Test
  void learns_chats_from_updates_made_by_hand() {
    fixture.control(
        "POST",
        "messages",
        """
        {"token":"%s","update":{"message":{"message_id":500,"date":1,"text":"x",
        "from":{"id":88,"first_name":"Zoe","language_code":"en"},"chat":{"id":88,"type":"private"}}}}\
        """
            .formatted(token));

    assertThat(
            fixture
                .call(token, "sendMessage", "{\"chat_id\":88,\"text\":\"hi\"}")
                .result()
                .path("message_id")
                .asLong(0))
        .isEqualTo(501);
  }

  @Test
  void lets_people_edit_what_they_wrote_and_nothing_else() {
    assertThat(edit(1).status()).isEqualTo(200);
    assertThat(fixture.call(token, "getUpdates", "{}").result().toString())
        .contains("\"edited_message\"")
        .contains("\"edit_date\"");
    send();
    assertThat(edit(2).status()).isEqualTo(409);
  }

  @Test
  void begins_with_an_owner_and_three_others() {
    assertThat(
            fixture.control("GET", "people", "").json().path("items").path(0).path("id").asLong(0))
        .isEqualTo(fixture.sandbox.owner().id());
    assertThat(fixture.control("GET", "people", "").json().path("items"))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void serves_the_page_without_inline_scripts() {
    var page = fixture.plain(fixture.request("/sandbox"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContainPattern("<script>|<style|\\son\\w+=|\\sstyle=");
    assertThat(fixture.plain(fixture.request("/sandbox/page/%2e%2e")).statusCode())
        .isNotEqualTo(200);
  }

  private void fault(String what) {
    SandboxFixture.Reply reply =
        fixture.control("POST", "faults", "{\"token\":\"" + token + "\"," + what + "}");
    assertThat(reply.status()).isEqualTo(200);
  }

  private SandboxFixture.Reply send() {
    return fixture.call(token, "sendMessage", "{\"chat_id\":77,\"text\":\"hi\"}");
  }

  private tools.jackson.databind.JsonNode sent() {
    return fixture.control("GET", "chats/77/messages?token=" + token, "").json().path("items");
  }

  private SandboxFixture.Reply edit(long id) {
    return fixture.control(
        "POST",
        "edits",
        "{\"token\":\"%s\",\"personId\":77,\"messageId\":%d,\"text\":\"better\"}"
            .formatted(token, id));
  }

  /// Java's client does not let a test choose the Host header.
  private String raw(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.port())) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
