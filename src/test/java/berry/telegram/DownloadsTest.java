package berry.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.HttpFake;
import berry.testing.MovableClock;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files by their id, whatever Telegram answers.
final class DownloadsTest {

  private static final String SECRET = "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";
  private static final Token TOKEN = new Token("110201543:" + SECRET);

  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicReference<String> place = new AtomicReference<>("documents/file_1.pdf");
  private volatile int status = 200;
  private volatile String refusal = "";
  private final HttpFake telegram = new HttpFake(this::answer);
  private final BotApi api = new BotApi(telegram.url(), TOKEN, clock);
  private final Downloads downloads = new Downloads(api, clock);

  @AfterEach
  void close() {
    api.close();
    telegram.close();
  }

  @Test
  void a_place_is_asked_for_once_in_ten_minutes() throws IOException {
    assertThat(content(downloads.open("BQAC1"))).isEqualTo("content of a file");
    assertThat(content(downloads.open("BQAC1"))).isEqualTo("content of a file");
    assertThat(asked).containsExactly("getFile", "documents/file_1.pdf", "documents/file_1.pdf");

    clock.pass(Duration.ofMinutes(11));
    content(downloads.open("BQAC1"));
    assertThat(asked).hasSize(5).contains("getFile", "documents/file_1.pdf");
  }

  @Test
  void a_place_that_is_empty_is_asked_for_anew() throws IOException {
    content(downloads.open("BQAC1"));
    place.set("documents/file_2.pdf");

    assertThat(content(downloads.open("BQAC1"))).isEqualTo("content of a file");
    assertThat(asked)
        .containsExactly(
            "getFile",
            "documents/file_1.pdf",
            "documents/file_1.pdf",
            "getFile",
            "documents/file_2.pdf");
  }

  @Test
  void the_first_bytes_are_known_and_still_come() throws IOException {
    Download.Ready ready = (Download.Ready) downloads.open("BQAC1");

    assertThat(new String(ready.file().start(), UTF_8)).isEqualTo("content of a file");
    assertThat(ready.file().length()).isEqualTo(17);
    assertThat(ready.file().read()).isEqualTo('c');
    assertThat(new String(ready.file().readAllBytes(), UTF_8)).isEqualTo("ontent of a file");
    ready.file().close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../bot1:x/getMe",
        "documents/../../getMe",
        "/var/lib/telegram-bot-api/file",
        "documents/a?b",
        "documents/a#b",
        "//elsewhere.example/file",
        "a@elsewhere.example",
        "docu ments",
        ""
      })
  void no_other_address_is_asked(String path) {
    place.set(path);

    assertThat(downloads.open("BQAC1")).isInstanceOf(Download.Away.class);
    assertThat(asked).containsExactly("getFile");
  }

  @Test
  void nobody_else_is_asked_and_the_address_is_shown_to_nobody() {
    for (int code : new int[] {302, 307, 401, 403, 500, 502}) {
      status = code;
      Download.Away away = (Download.Away) downloads.open("BQAC1");

      assertThat(away.why()).isEqualTo(code + " HTTP " + code);
    }
    assertThat(asked).doesNotContain("stolen");
  }

  @Test
  void telegram_s_own_words_are_understood() {
    refusal = "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: file is too big\"}";
    assertThat(downloads.open("BQAC1")).isEqualTo(new Download.TooLarge());
    refusal = "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: invalid file_id\"}";
    assertThat(downloads.open("BQAC1")).isEqualTo(new Download.Gone());
    refusal =
        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\",\"parameters\":{\"retry_after\":7}}";
    assertThat(((Download.Away) downloads.open("BQAC1")).retryAfter())
        .isEqualTo(Duration.ofSeconds(7));
    refusal =
        "{\"ok\":false,\"error_code\":500,\"description\":\"no %s\"}".formatted(TOKEN.value());
    assertThat(downloads.open("BQAC1").toString()).contains("500").doesNotContain(SECRET);
  }

  @Test
  void a_telegram_that_is_away_is_away() {
    telegram.close();
    try (BotApi nobody = new BotApi(URI.create("http://127.0.0.1:1"), TOKEN, clock)) {
      assertThat(new Downloads(nobody, clock).open("BQAC1").toString())
          .contains("Away")
          .doesNotContain(SECRET);
    }
  }

  private static String content(Download download) throws IOException {
    try (FileContent file = ((Download.Ready) download).file()) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String prefix = "/file/bot" + TOKEN.value() + "/";
    if (!path.startsWith(prefix)) {
      asked.add(path.substring(path.lastIndexOf('/') + 1));
      String found =
          "{\"ok\":true,\"result\":{\"file_id\":\"x\",\"file_size\":17,\"file_path\":\"%s\"}}"
              .formatted(place.get());
      HttpFake.answer(exchange, 200, refusal.isEmpty() ? found : refusal);
      return;
    }
    asked.add(path.substring(prefix.length()));
    if (status != 200) {
      exchange.getResponseHeaders().add("Location", telegram.url() + "/stolen");
      HttpFake.answer(exchange, status, "the page of " + path);
    } else if (!path.endsWith(place.get())) {
      HttpFake.answer(exchange, 404, "{\"ok\":false,\"error_code\":404}");
    } else {
      HttpFake.answer(exchange, 200, "content of a file");
    }
  }
}
