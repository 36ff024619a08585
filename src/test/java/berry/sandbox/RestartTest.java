package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing starts anew: neither ids nor chats.
final class RestartTest {

  @TempDir Path folder;

  @Test
  void says_what_to_do_about_a_damaged_state() throws IOException {
    Files.writeString(folder.resolve("state.json"), "{\"bots\": oops");

    assertThatThrownBy(() -> new Sandbox(folder, Clock.systemUTC()))
        .hasMessageContaining("state.json cannot be read: move it away");
  }

  @Test
  void leaves_a_gap_after_a_kill_instead_of_repeating_ids() throws IOException {
    String token;
    long before;
    byte[] early;
    try (SandboxFixture fixture = new SandboxFixture(folder)) {
      token = fixture.bot();
      fixture.write(token, "one");
      early = savedWith("\"one\"");
      before = fixture.write(token, "lost with the kill");
    }
    Files.write(folder.resolve("state.json"), early);

    try (SandboxFixture fixture = new SandboxFixture(folder)) {
      assertThat(fixture.write(token, "two")).isGreaterThan(before);
    }
  }

  /// The state as a kill would leave it: saved while running, never closed.
  private byte[] savedWith(String text) {
    byte[][] saved = new byte[1][];
    Await.until(
        Duration.ofSeconds(20),
        () -> {
          saved[0] = state();
          return new String(saved[0], StandardCharsets.UTF_8).contains(text);
        });
    return saved[0];
  }

  private byte[] state() {
    try {
      return Files.readAllBytes(folder.resolve("state.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void reads_a_state_from_before_a_webhook_could_be_gone() throws IOException {
    String token;
    try (SandboxFixture fixture = new SandboxFixture(folder)) {
      token = fixture.bot();
      fixture.call(token, "setWebhook", "{\"url\":\"http://127.0.0.1:1/hook\"}");
    }
    Path state = folder.resolve("state.json");
    String newer = Files.readString(state);
    String older = newer.replace(",\"goneSince\":0", "");
    assertThat(older).isNotEqualTo(newer);
    Files.writeString(state, older);

    try (SandboxFixture fixture = new SandboxFixture(folder)) {
      assertThat(fixture.call(token, "getWebhookInfo", "{}").result().path("url").asString(""))
          .isEqualTo("http://127.0.0.1:1/hook");
    }
  }

  @Test
  void goes_on_where_it_stopped() {
    String token;
    String berry;
    long last;
    try (SandboxFixture fixture = new SandboxFixture(folder)) {
      berry = fixture.sandbox.botToken();
      token = fixture.bot();
      last = fixture.write(token, "one");
      fixture.call(token, "sendMessage", "{\"chat_id\":77,\"text\":\"answer\"}");
      fixture.call(
          token, "setMyCommands", "{\"commands\":[{\"command\":\"a\",\"description\":\"A\"}]}");
    }

    try (SandboxFixture fixture = new SandboxFixture(folder)) {
      assertThat(fixture.sandbox.botToken()).isEqualTo(berry);
      assertThat(fixture.call(token, "getUpdates", "{}").result()).hasSize(1);
      assertThat(fixture.call(token, "getMyCommands", "{}").result()).hasSize(1);
      assertThat(fixture.write(token, "two")).isEqualTo(last + 1);
      assertThat(
              fixture
                  .call(token, "sendMessage", "{\"chat_id\":77,\"text\":\"x\"}")
                  .result()
                  .path("message_id")
                  .asLong(0))
          .isEqualTo(4);
    }
  }

  @Test
  void keeps_its_tokens_from_other_users_of_the_machine() throws IOException {
    try (SandboxFixture fixture = new SandboxFixture(folder)) {
      fixture.bot();
    }

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("state.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void gives_ids_below_two_to_the_31st() {
    try (SandboxFixture fixture = new SandboxFixture(folder)) {
      String token = fixture.bot();
      assertThat(fixture.write(token, "one")).isBetween(1L, (1L << 31) - 1);
      assertThat(fixture.sandbox.owner().id()).isBetween(1L, (1L << 31) - 1);
      assertThat(Long.parseLong(token.substring(0, token.indexOf(':'))))
          .isBetween(1L, (1L << 31) - 1);
    }
  }
}
