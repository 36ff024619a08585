package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.config.Configuration;
import berry.config.Environment;
import berry.config.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@Isolated("the log of the whole process goes to its file")
final class LogReaderTest {

  private static final String TOKEN = "77:AAcanarycanarycanarycanarycanarycanary";

  @TempDir private Path folder;
  private final Logger log = LoggerFactory.getLogger("berry.inbox.Inbox");

  @BeforeEach
  void folder() throws IOException {
    Files.createDirectories(folder.resolve("logs"));
  }

  @AfterEach
  void quiet() {
    Logging.end();
  }

  @Test
  void finds_nothing_where_there_is_no_log() {
    assertThat(reader(4 << 20).read(LogQuery.ALL, null, null, 10))
        .isEqualTo(new LogPage(List.of(), null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void reads_back_what_was_written_with_its_marks_and_its_stack(String format) {
    begin(format);
    log.info("begin {}", "{curly}");
    try (var _ = MDC.putCloseable("update", "812");
        var _ = MDC.putCloseable("request", "abc.DEF-12")) {
      log.warn("Not stored:\n2026-01-01T00:00:00.000Z ERROR forged", new IOException("gone"));
    }
    log.error("end");

    List<LogEntry> items = reader(4 << 20).read(LogQuery.ALL, null, null, 10).items();

    assertThat(items).extracting(LogEntry::level).containsExactly("error", "warn", "info");
    assertThat(items.get(2).message()).isEqualTo("begin {curly}");
    LogEntry middle = items.get(1);
    assertThat(middle.update()).isEqualTo(812);
    assertThat(middle.request()).isEqualTo("abc.DEF-12");
    assertThat(middle.logger()).isEqualTo("inbox.Inbox");
    assertThat(middle.message()).startsWith("Not stored:\\n2026-01-01");
    assertThat(middle.stack()).contains("java.io.IOException: gone").contains("\n    at berry.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void filters_by_level_words_update_and_request(String format) {
    begin(format);
    log.info("Alpha");
    try (var _ = MDC.putCloseable("update", "7")) {
      log.warn("beta");
    }
    try (var _ = MDC.putCloseable("request", "r-1")) {
      log.error("Gamma", new IllegalStateException("Needle"));
    }

    assertThat(found(new LogQuery("warn", null, null, null, null)))
        .containsExactly("Gamma", "beta");
    assertThat(found(new LogQuery(null, "ALPHA", null, null, null))).containsExactly("Alpha");
    assertThat(found(new LogQuery(null, "needle", null, null, null))).containsExactly("Gamma");
    assertThat(found(new LogQuery(null, null, 7L, null, null))).containsExactly("beta");
    assertThat(found(new LogQuery(null, null, null, "r-1", null))).containsExactly("Gamma");
    assertThat(found(new LogQuery(null, null, null, null, Instant.parse("2100-01-01T00:00:00Z"))))
        .isEmpty();
  }

  @Test
  void turns_pages_through_what_was_packed_without_losing_or_repeating() {
    begin("text");
    fill(3_000, "x".repeat(8_000));

    List<String> seen = messages(reader(1 << 20), 70);

    assertThat(folder.resolve("logs/app.log.2.gz")).exists();
    assertThat(seen).hasSize(3_000).doesNotHaveDuplicates();
    assertThat(seen.getFirst()).startsWith("2999 ");
    assertThat(seen.getLast()).startsWith("0 ");
  }

  @Test
  void keeps_its_places_while_files_are_packed() {
    begin("text");
    fill(500, "y".repeat(4_000));
    LogReader reader = reader(1 << 20);
    LogPage first = reader.read(LogQuery.ALL, null, null, 10);

    fill(3_000, "z".repeat(8_000));

    List<LogEntry> older = reader.read(LogQuery.ALL, first.next(), null, 10).items();
    assertThat(older.getFirst().message()).startsWith("489 y");
    assertThat(since(reader, first.newest())).hasSize(3_000).doesNotHaveDuplicates();
  }

  @Test
  void tells_each_new_line_once_and_a_half_written_one_when_it_is_whole() throws IOException {
    write("2026-03-01T10:00:00.000Z INFO  inbox.Inbox one\n");
    LogReader reader = reader(4 << 20);
    String newest = reader.read(LogQuery.ALL, null, null, 10).newest();
    assertThat(since(reader, newest)).isEmpty();

    write("2026-03-01T10:00:01.000Z INFO  inbox.Inbox two\n2026-03-01T10:00:02.000Z WA");
    LogPage second = reader.read(LogQuery.ALL, null, newest, 10);
    assertThat(second.items()).extracting(LogEntry::message).containsExactly("two");
    write("RN  inbox.Inbox three\n");

    assertThat(since(reader, second.newest())).containsExactly("three");
  }

  @Test
  void shows_what_is_damaged_and_goes_on() throws IOException {
    write("no line of ours, but of sixty characters and more, as it happens\n");
    write("2026-03-01T10:00:00.000Z INFO  inbox.Inbox good\n");
    write("{\"at\":\"2026-03-01T10:00:01.000Z\",\"level\":\"WARN\",\"mess\n\n");
    write("2026-13-41T10:00:00.000Z INFO  inbox.Inbox no such day\n\u001b[31mred\u202e\n");
    write("2026-03-01T10:00:02.000Z WARN  inb");

    List<LogEntry> items = reader(4 << 20).read(LogQuery.ALL, null, null, 20).items();

    assertThat(items)
        .extracting(LogEntry::message)
        .containsExactly(
            "2026-03-01T10:00:02.000Z WARN  inb",
            "\\u001b[31mred\\u202e",
            "2026-13-41T10:00:00.000Z INFO  inbox.Inbox no such day",
            "{\"at\":\"2026-03-01T10:00:01.000Z\",\"level\":\"WARN\",\"mess",
            "good",
            "no line of ours, but of sixty characters and more, as it happens");
  }

  @Test
  void reads_what_is_left_of_a_damaged_archive() throws IOException {
    begin("text");
    fill(1_500, "x".repeat(8_000));
    Path packed = folder.resolve("logs/app.log.1.gz");
    byte[] whole = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(whole, whole.length / 2));
    Files.write(folder.resolve("logs/app.log.2.gz"), new byte[] {1, 2, 3});

    List<String> seen = messages(reader(1 << 20), 90);

    assertThat(seen).hasSizeBetween(400, 1_499).anyMatch(one -> one.startsWith("0 "));
  }

  @Test
  void masks_what_an_earlier_configuration_let_through() throws IOException {
    write("2026-03-01T10:00:00.000Z WARN  inbox.Inbox token " + TOKEN + "\n");
    write("\tjava.io.IOException: " + TOKEN + "\n");

    LogPage page = reader(4 << 20).read(LogQuery.ALL, null, null, 10);

    assertThat(page.toString()).contains("•••").doesNotContain("canary");
    assertThat(found(new LogQuery(null, "canary", null, null, null))).isEmpty();
  }

  @Test
  void reads_so_much_at_a_time_and_says_where_it_goes_on() {
    begin("text");
    fill(1_200, "x".repeat(8_000));

    LogPage page =
        reader(1 << 20).read(new LogQuery(null, "nowhere", null, null, null), null, null, 9);

    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isNotNull();
  }

  @Test
  void refuses_a_place_that_was_made_up() throws IOException {
    write("2026-03-01T10:00:00.000Z WARN  inbox.Inbox hello\n");

    assertThatThrownBy(() -> reader(4 << 20).read(LogQuery.ALL, "../etc/passwd", null, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(reader(4 << 20).read(LogQuery.ALL, "abc-5", null, 10).items()).isEmpty();
  }

  private List<String> found(LogQuery query) {
    return reader(4 << 20).read(query, null, null, 100).items().stream()
        .map(LogEntry::message)
        .toList();
  }

  private static List<String> messages(LogReader reader, int limit) {
    return pages(reader, null, limit);
  }

  private static List<String> since(LogReader reader, @Nullable String after) {
    return pages(reader, after, 100);
  }

  private static List<String> pages(LogReader reader, @Nullable String after, int limit) {
    List<String> seen = new ArrayList<>();
    String next = null;
    do {
      LogPage page = reader.read(LogQuery.ALL, next, after, limit);
      page.items().forEach(one -> seen.add(one.message()));
      next = page.next();
    } while (next != null);
    return seen;
  }

  /// From many loggers, so that none is counted instead of written.
  private static void fill(int count, String text) {
    for (int line = 0; line < count; line++) {
      LoggerFactory.getLogger("berry.part" + line).info("{} {}", line, text);
    }
  }

  private void write(String text) throws IOException {
    Files.write(
        folder.resolve("logs/app.log"),
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void begin(String format) {
    Map<String, String> variables = Map.of("BOT_TOKEN", TOKEN, "LOG_FORMAT", format);
    Logging.begin(Configuration.load(Scope.ALL, new Environment(variables, folder), Map.of()));
  }

  private LogReader reader(int window) {
    return new LogReader(folder.resolve("logs/app.log"), new Masking(List.of(TOKEN)), window);
  }
}
