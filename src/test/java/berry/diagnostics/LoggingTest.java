package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.config.Configuration;
import berry.config.ConfigurationMistakes;
import berry.config.Environment;
import berry.config.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

final class LoggingTest {

  private static final String TOKEN = "1:short-canary";

  @TempDir private Path folder;

  private final Logger log = LoggerFactory.getLogger("berry.inbox.Inbox");

  @AfterEach
  void back_to_the_tests_own_logging() {
    ProcessLog.end();
  }

  @Test
  void refuses_a_file_it_cannot_write() throws IOException {
    Files.writeString(folder.resolve("logs"), "a file where the folder should be");

    assertThatThrownBy(this::begin)
        .isInstanceOf(ConfigurationMistakes.class)
        .hasMessageContaining("LOG_FILE");
  }

  @Test
  void keeps_text_from_outside_on_its_line() throws IOException {
    begin();

    log.info("Source {}", "a\n2026-01-01 INFO forged\r\u001b[31m\u2028\u202e");

    assertThat(lines())
        .singleElement()
        .asString()
        .endsWith("Source a\\n2026-01-01 INFO forged\\r\\u001b[31m\\u2028\\u202e");
  }

  @Test
  void masks_secrets_in_messages_and_in_every_exception() throws IOException {
    begin();

    Exception cause = new IOException("GET http://x/bot" + TOKEN + "/getMe");
    cause.addSuppressed(new IllegalStateException("postgres://u:canary@h/db"));
    log.warn("Failed with {}", TOKEN, new IllegalStateException("see cause " + TOKEN, cause));

    assertThat(lines()).hasSizeGreaterThan(4).noneMatch(one -> one.contains("canary"));
    assertThat(String.join("\n", lines())).contains("because of java.io.IOException", "beside it");
  }

  @Test
  void leaves_a_broken_connection_to_whoever_used_it() throws IOException {
    begin();

    LoggerFactory.getLogger("com.zaxxer.hikari.pool.ProxyConnection")
        .warn("marked as broken", new IOException("reset"));

    assertThat(lines()).isEmpty();
  }

  @Test
  void names_the_update_and_the_request_on_each_line() throws IOException {
    begin();

    try (var update = MDC.putCloseable("update", "812");
        var request = MDC.putCloseable("request", "r1")) {
      log.info("Stored");
    }

    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z INFO  inbox\\.Inbox \\{request=r1, update=812} Stored");
  }

  @Test
  void keeps_libraries_quiet() throws IOException {
    begin();

    LoggerFactory.getLogger("org.eclipse.jetty.server.Server").info("jetty-12.1.9 started");
    log.debug("detail");

    assertThat(lines()).isEmpty();
  }

  @Test
  void starts_a_new_file_before_the_disk_is_full() throws IOException {
    begin();
    String half = "x".repeat(100_000);

    for (int line = 0; line < 250; line++) {
      log.info(half);
    }

    assertThat(Files.size(folder.resolve("logs/app.log"))).isLessThan(15_000_000);
    assertThat(folder.resolve("logs/app.log.1.gz")).exists();
  }

  private void begin() {
    Logging.begin(
        Configuration.load(
            Scope.ALL, new Environment(Map.of("BOT_TOKEN", TOKEN), folder), Map.of()));
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("logs/app.log"));
  }
}
