package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.MovableClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Cut connections, flood limits, and how long updates are kept.
final class FaultTest {

  @TempDir Path folder;

  private final MovableClock clock = new MovableClock("2026-05-01T12:00:00Z");
  private SandboxFixture fixture;
  private String token;

  @BeforeEach
  void open() {
    fixture = new SandboxFixture(folder, clock);
    token = fixture.bot();
    fixture.write(token, "hello");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void cuts_the_connection_before_the_call() {
    order("\"method\":\"sendMessage\",\"drop\":true");

    assertThatThrownBy(this::sendOnce).isInstanceOf(IOException.class);
    assertThat(sent()).isEmpty();
    assertThat(send(77).status()).isEqualTo(200);
  }

  @Test
  void cuts_the_connection_after_the_call() {
    order("\"method\":\"sendMessage\",\"drop\":true,\"when\":\"after\"");

    assertThatThrownBy(this::sendOnce).isInstanceOf(IOException.class);
    assertThat(sent()).hasSize(1);
  }

  @Test
  void has_no_flood_limit_unless_asked() {
    for (int n = 0; n < 40; n++) {
      assertThat(send(77).status()).isEqualTo(200);
    }
  }

  @Test
  void limits_a_chat_to_a_message_a_second_after_a_burst() {
    limit(true);
    for (int n = 0; n < 3; n++) {
      assertThat(send(77).status()).isEqualTo(200);
      clock.pass(Duration.ofMillis(100));
    }

    SandboxFixture.Reply refused = send(77);

    assertThat(refused.status()).isEqualTo(429);
    long wait = refused.json().path("parameters").path("retry_after").asLong(0);
    assertThat(refused.description()).isEqualTo("Too Many Requests: retry after " + wait);
    clock.pass(Duration.ofSeconds(wait));
    assertThat(send(77).status()).isEqualTo(200);
    limit(false);
    assertThat(send(77).status()).isEqualTo(200);
  }

  @Test
  void limits_a_group_to_twenty_a_minute() {
    long group = group();
    limit(true);
    for (int n = 0; n < 20; n++) {
      assertThat(send(group).status()).isEqualTo(200);
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(send(group).json().path("parameters").path("retry_after").asLong(0)).isEqualTo(40);
    assertThat(send(77).status()).isEqualTo(200);
    clock.pass(Duration.ofSeconds(40));
    assertThat(send(group).status()).isEqualTo(200);
  }

  @Test
  void limits_all_chats_together_to_thirty_a_second() {
    for (long person = 100; person < 131; person++) {
      fixture.control(
          "POST",
          "messages",
          "{\"token\":\"%s\",\"text\":\"x\",\"person\":{\"id\":%d,\"firstName\":\"P\"}}"
              .formatted(token, person));
    }
    limit(true);
    for (long person = 100; person < 130; person++) {
      assertThat(send(person).status()).isEqualTo(200);
    }

    assertThat(send(130).status()).isEqualTo(429);
    assertThat(fixture.call(token, "getMe", "{}").status()).isEqualTo(200);
    clock.pass(Duration.ofSeconds(1));
    assertThat(send(130).status()).isEqualTo(200);
  }

  @Test
  void forgets_updates_as_telegram_does() {
    raw("{\"callback_query\":{\"id\":\"1\",\"from\":{\"id\":77}}}");
    raw("{\"inline_query\":{\"id\":\"2\",\"from\":{\"id\":77}}}");
    raw("{\"chosen_inline_result\":{\"result_id\":\"3\",\"from\":{\"id\":77}}}");

    assertThat(waiting()).isEqualTo(4);
    clock.pass(Duration.ofSeconds(31));
    assertThat(waiting()).isEqualTo(3);
    clock.pass(Duration.ofMinutes(2));
    assertThat(waiting()).isEqualTo(2);
    clock.pass(Duration.ofSeconds(450));
    assertThat(waiting()).isEqualTo(1);
    clock.pass(Duration.ofDays(1));
    assertThat(waiting()).isZero();
  }

  @Test
  void says_that_the_bot_was_kicked_from_a_group() {
    long group = group();

    fixture.control("POST", "chats/" + group + "/kick?token=" + token, "{}");

    assertThat(send(group).description())
        .isEqualTo("Forbidden: bot was kicked from the group chat");
    assertThat(fixture.call(token, "getUpdates", "{\"offset\":-1}").result().toString())
        .contains("my_chat_member", "\"kicked\"");
    fixture.control("DELETE", "chats/" + group + "/kick?token=" + token, "");
    assertThat(send(group).status()).isEqualTo(200);
  }

  private void order(String what) {
    assertThat(
            fixture
                .control("POST", "faults", "{\"token\":\"" + token + "\"," + what + "}")
                .status())
        .isEqualTo(200);
  }

  private void limit(boolean on) {
    assertThat(
            fixture
                .control("POST", "limits", "{\"token\":\"" + token + "\",\"on\":" + on + "}")
                .status())
        .isEqualTo(200);
  }

  private long group() {
    return fixture
        .control(
            "POST", "chats", "{\"token\":\"" + token + "\",\"type\":\"group\",\"title\":\"T\"}")
        .json()
        .path("id")
        .asLong(0);
  }

  private void raw(String update) {
    fixture.control("POST", "messages", "{\"token\":\"" + token + "\",\"update\":" + update + "}");
  }

  private int waiting() {
    return fixture.call(token, "getUpdates", "{}").result().size();
  }

  private SandboxFixture.Reply send(long chat) {
    return fixture.call(token, "sendMessage", "{\"chat_id\":" + chat + ",\"text\":\"hi\"}");
  }

  /// Without the client's own second try.
  private int sendOnce() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          fixture
              .request("/sandbox/bot" + token + "/sendMessage")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"chat_id\":77,\"text\":\"hi\"}"))
              .build();
      return client.send(request, BodyHandlers.ofString()).statusCode();
    }
  }

  private JsonNode sent() {
    return fixture.control("GET", "chats/77/messages?token=" + token, "").json().path("items");
  }
}
