package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.config.Configuration;
import berry.config.ConfigurationMistakes;
import berry.config.Environment;
import berry.config.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Alone, for it changes where the logs of the whole JVM go.
@Isolated
final class LoggingTest {

  private static final String TOKEN = "1:short-canary";

  private static final Path NOTHING = Path.of("/dev/null");

  private static final List<String> MALFORMED =
      List.of(
          "GET / HTTP/1.1\r\nHost: a\r\nHost: " + "b".repeat(4_000) + "\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nX: " + "c".repeat(100_000) + "\r\n\r\n",
          "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /" + "d".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
          "\u0016\u0003\u0001 no request\r\n\r\n",
          "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
          "GET / HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nB\u0000d: \u0001\r\n\r\n",
          "GET /%2e%2e/%00 HTTP/1.1\r\nHost: a:b:c\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n12345",
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x, chunked, y\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");

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

    fill();

    assertThat(Files.size(folder.resolve("logs/app.log"))).isLessThan(15_000_000);
    assertThat(folder.resolve("logs/app.log.1.gz")).exists();
    assertThat(unpacked("logs/app.log.1.gz")).startsWith("20").endsWith("x… (1,808 more)\n");
  }

  @Test
  void begins_anew_where_the_file_was_removed_or_moved_away() throws IOException {
    begin();
    log.info("First");

    Files.move(folder.resolve("logs/app.log"), folder.resolve("logs/app.log-20260302"));
    log.info("Second");
    assertThat(lines()).singleElement().asString().endsWith("Second");

    Files.delete(folder.resolve("logs/app.log"));
    Files.delete(folder.resolve("logs/app.log-20260302"));
    Files.delete(folder.resolve("logs"));
    log.info("Third");
    assertThat(lines()).singleElement().asString().endsWith("Third");
    assertThat(rights("logs/app.log")).isEqualTo("rw-------");
  }

  @Test
  void writes_again_once_a_folder_in_its_place_is_gone() throws IOException {
    begin();

    Files.delete(folder.resolve("logs/app.log"));
    Files.createDirectories(folder.resolve("logs/app.log"));
    log.info("First");
    Files.delete(folder.resolve("logs/app.log"));
    log.info("Second");

    assertThat(lines()).singleElement().asString().endsWith("Second");
  }

  @Test
  void keeps_the_log_and_what_it_packs_to_its_owner() throws IOException {
    begin();

    fill();

    assertThat(rights("logs/app.log")).isEqualTo("rw-------");
    assertThat(rights("logs/app.log.1.gz")).isEqualTo("rw-------");
  }

  @Test
  void takes_the_rights_of_others_from_an_older_log() throws IOException {
    Files.createDirectories(folder.resolve("logs"));
    for (String name : List.of("logs/app.log", "logs/app.log.1.gz", "logs/app.log.5.gz")) {
      Files.writeString(folder.resolve(name), "before\n");
      Files.setPosixFilePermissions(
          folder.resolve(name), PosixFilePermissions.fromString("rw-rw-r--"));
    }

    begin();

    assertThat(rights("logs/app.log")).isEqualTo("rw-------");
    assertThat(rights("logs/app.log.1.gz")).isEqualTo("rw-------");
    assertThat(rights("logs/app.log.5.gz")).isEqualTo("rw-------");
    assertThat(lines()).containsExactly("before");
  }

  @Test
  void leaves_a_device_as_it_is() throws IOException {
    String before = PosixFilePermissions.toString(Files.getPosixFilePermissions(NOTHING));

    begin(Map.of("LOG_FILE", NOTHING.toString()));
    log.info("gone");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(NOTHING)))
        .isEqualTo(before);
  }

  @Test
  void cuts_a_long_message_and_says_how_much_is_missing() throws IOException {
    begin();

    log.warn("Refused: {}", "y".repeat(1_000_000));

    assertThat(lines())
        .singleElement()
        .asString()
        .hasSizeLessThan(8_300)
        .endsWith("y… (991,817 more)");
  }

  @Test
  void shows_no_half_of_a_secret_where_it_cuts() throws IOException {
    begin();

    for (int before = 8_150; before < 8_200; before++) {
      log.warn("z".repeat(before) + TOKEN + "z".repeat(50_000));
      // a text that shrinks when it is masked, so that its end moves into sight
      log.warn(
          (TOKEN + " ").repeat(700) + "z".repeat(before - 8_150) + (TOKEN + " ").repeat(3_000));
    }

    assertThat(lines()).noneMatch(one -> one.contains("1:short") || one.contains("canary"));
  }

  @Test
  void bounds_a_stack_in_every_direction() throws IOException {
    begin();

    log.error("Failed", tree(7));
    long tree = Files.size(folder.resolve("logs/app.log"));
    log.error("Failed", recursion());

    assertThat(tree).isLessThan(40_000);
    assertThat(lines()).anyMatch(one -> one.contains("the rest of the stack is left out"));
    assertThat(lines()).anyMatch(one -> one.matches("\t\t… \\(\\d[\\d,]* more\\)"));
    assertThat(Files.size(folder.resolve("logs/app.log")) - tree).isLessThan(20_000);
  }

  @Test
  void keeps_exceptions_from_outside_on_their_lines() throws IOException {
    begin();

    log.warn("Failed", new IOException("a\n2026-01-01 INFO forged"));

    assertThat(lines()).noneMatch(one -> one.startsWith("2026-01-01"));
  }

  @Test
  void counts_what_repeats_and_shows_the_first_of_it() throws IOException {
    begin();

    for (int id = 0; id < 5_000; id++) {
      log.warn("Update {} not stored", id, new IOException("no connection"));
    }
    log.warn("Something else");
    Logging.end();

    assertThat(lines()).filteredOn(one -> one.contains("not stored")).hasSize(11);
    assertThat(lines()).anyMatch(one -> one.endsWith("Update 9 not stored"));
    assertThat(lines())
        .anyMatch(
            one -> one.matches(".*… and 4,990 more like it in \\d+ s: Update \\{} not stored"));
    assertThat(lines()).anyMatch(one -> one.endsWith("Something else"));
  }

  @Test
  void says_nothing_about_requests_that_strangers_malform() throws Exception {
    begin();
    Server jetty = new Server();
    ServerConnector door = new ServerConnector(jetty);
    door.setHost("127.0.0.1");
    jetty.addConnector(door);
    jetty.start();
    try {
      for (String request : MALFORMED) {
        ask(door.getLocalPort(), request);
      }
    } finally {
      jetty.stop();
    }

    assertThat(lines()).isEmpty();
  }

  private static void ask(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .matches("(?s)HTTP/1\\.1 (4|505).*");
    } catch (SocketException e) {
      // Some are cut off while they still speak.
    }
  }

  /// More than one file holds, from as many loggers as it takes.
  private void fill() {
    String text = "x".repeat(10_000);
    for (int line = 0; line < 1_500; line++) {
      LoggerFactory.getLogger("berry.part" + line).info(text);
    }
  }

  /// An exception of exceptions: three at each knot.
  private static Exception tree(int height) {
    Exception knot =
        height == 0
            ? new IOException("x".repeat(100_000))
            : new IOException("up", tree(height - 1));
    if (height > 0) {
      knot.addSuppressed(tree(height - 1));
      knot.addSuppressed(tree(height - 1));
    }
    return knot;
  }

  private static Throwable recursion() {
    Throwable deep = new IllegalStateException("deep");
    StackTraceElement[] frames = new StackTraceElement[5_000];
    Arrays.fill(frames, deep.getStackTrace()[0]);
    deep.setStackTrace(frames);
    return deep;
  }

  private String unpacked(String name) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String rights(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  private void begin() {
    begin(Map.of());
  }

  private void begin(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("BOT_TOKEN", TOKEN);
    Logging.begin(Configuration.load(Scope.ALL, new Environment(environment, folder), Map.of()));
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("logs/app.log"));
  }
}
