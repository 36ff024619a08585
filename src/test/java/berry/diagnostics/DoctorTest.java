package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Configuration;
import berry.config.Environment;
import berry.config.Scope;
import berry.database.Address;
import berry.diagnostics.Finding.Level;
import berry.inbox.ReceptionNotes;
import berry.inbox.ReceptionNotes.Note;
import berry.testing.FakeBotApi;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("sql")
final class DoctorTest {

  private static final String TOKEN = "77:AAcanarycanarycanarycanarycanarycanary";
  private static final String ME = "{\"id\":77,\"is_bot\":true,\"username\":\"berry_bot\"}";
  private static final long MEGABYTE = 1024 * 1024;

  @TempDir private Path folder;
  @AutoClose private final FakeBotApi telegram = new FakeBotApi();
  private final Clock clock = Clock.systemUTC();

  @Test
  void says_that_the_token_was_revoked_and_what_to_do() {
    telegram.answer("getMe", FakeBotApi.refused(401, "Unauthorized"));

    Finding finding = look(Map.of()).getFirst();

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.why()).contains("revoked");
    assertThat(finding.fix()).hasValueSatisfying(fix -> assertThat(fix).contains("@BotFather"));
  }

  @Test
  void says_that_telegram_is_out_of_reach_without_showing_the_token() {
    telegram.close();

    Finding finding = look(Map.of()).getFirst();

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.toString()).contains("does not answer").doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://a.b | ''                              | 0   | 0 | WARN | not set
          https://a.b | https://other/telegram/webhook  | 0   | 0 | WARN | instead of
          https://a.b | https://a.b/telegram/webhook    | 30  | 0 | FAIL | certificate broken
          https://a.b | https://a.b/telegram/webhook    | 900 | 0 | OK   | 0 updates waiting
          https://a.b | https://a.b/telegram/webhook    | 0   | 500 | WARN | 500 updates waiting
          off         | https://a.b/telegram/webhook    | 0   | 0 | WARN | long polling
          off         | ''                              | 0   | 3 | OK   | 3 updates waiting
          """)
  void judges_the_webhook(
      String wanted, String set, long failedAgo, int waiting, Level level, String why) {
    long failed = failedAgo == 0 ? 0 : clock.instant().getEpochSecond() - failedAgo;
    telegram
        .answer("getMe", FakeBotApi.ok(ME))
        .answer(
            "getWebhookInfo",
            FakeBotApi.ok(
                """
                {"url":"%s","pending_update_count":%d,"last_error_date":%d,
                "last_error_message":"certificate broken","max_connections":40}\
                """
                    .formatted(set, waiting, failed)));

    Finding finding = look(Map.of("WEBHOOK_URL", wanted)).get(1);

    assertThat(finding.check()).isEqualTo("webhook");
    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.why()).contains(why);
  }

  @Test
  void says_which_database_does_not_answer() {
    Address nobody = new Address("jdbc:postgresql://127.0.0.1:1/berry", "berry", "canary");

    List<Finding> findings = new DatabaseCheck(nobody, nobody, clock).look();

    assertThat(findings)
        .singleElement()
        .returns(Level.FAIL, Finding::level)
        .satisfies(one -> assertThat(one.why()).contains("127.0.0.1:1").doesNotContain("canary"));
  }

  @Test
  void finds_nothing_wrong_with_a_good_database() {
    try (TestDatabase database = TestDatabase.fresh()) {
      List<Finding> findings =
          new DatabaseCheck(database.address(), database.address(), clock).look();

      assertThat(findings).extracting(Finding::level).containsOnly(Level.OK);
      assertThat(findings)
          .extracting(Finding::check)
          .containsExactly("database", "rights", "clock", "schema");
    }
  }

  @Test
  void names_the_right_that_the_schema_of_demonstration_data_needs() {
    try (TestDatabase database = TestDatabase.empty()) {
      String name = database.address().database();
      database
          .jdbi()
          .useHandle(handle -> handle.execute("REVOKE CREATE ON DATABASE " + name + " FROM berry"));

      assertThat(new DatabaseCheck(database.address(), database.address(), clock).look())
          .filteredOn(one -> one.check().equals("rights"))
          .singleElement()
          .returns(Level.FAIL, Finding::level)
          .satisfies(
              one -> assertThat(one.fix().orElseThrow()).contains("DATABASE \"" + name + "\""));
    }
  }

  @Test
  void tells_of_a_foreign_poller_and_what_to_do() {
    try (TestDatabase database = TestDatabase.fresh()) {
      ReceptionCheck check = new ReceptionCheck(database.address());
      ReceptionNotes notes = new ReceptionNotes(database.database());
      assertThat(check.look()).singleElement().returns(Level.OK, Finding::level);

      notes.note(
          new Note(1, "one/7", "polling", null, "foreign_poller", "Stop the other one.", false));

      assertThat(check.look())
          .singleElement()
          .returns(Level.FAIL, Finding::level)
          .returns(Optional.of("Stop the other one."), Finding::fix);
    }
  }

  @Test
  void warns_of_a_webhook_that_polling_stands_in_for() {
    try (TestDatabase database = TestDatabase.fresh()) {
      new ReceptionNotes(database.database())
          .note(new Note(1, "one/7", "polling", "Connection refused", null, null, true));

      assertThat(new ReceptionCheck(database.address()).look())
          .extracting(Finding::level)
          .containsExactly(Level.OK, Level.WARN);
    }
  }

  @Test
  void knows_nothing_of_the_intake_before_the_schema() {
    try (TestDatabase database = TestDatabase.empty()) {
      assertThat(new ReceptionCheck(database.address()).look())
          .singleElement()
          .returns(Level.OK, Finding::level);
    }
  }

  @Test
  void tells_what_the_schema_lacks() {
    try (TestDatabase database = TestDatabase.empty()) {
      assertThat(new DatabaseCheck(database.address(), database.address(), clock).look())
          .last()
          .returns(Level.WARN, Finding::level)
          .satisfies(one -> assertThat(one.why()).contains("pending"));
    }
  }

  @Test
  void notices_that_the_clocks_disagree() {
    Clock late = Clock.offset(clock, Duration.ofMinutes(-3));
    try (TestDatabase database = TestDatabase.fresh()) {
      assertThat(new DatabaseCheck(database.address(), database.address(), late).look())
          .filteredOn(one -> one.check().equals("clock"))
          .singleElement()
          .returns(Level.WARN, Finding::level);
    }
  }

  @ParameterizedTest
  @CsvSource({"100,10000,FAIL", "1000,10000,WARN", "5000,10000,OK"})
  void judges_the_room_on_the_disk(long free, long all, Level level) {
    assertThat(new DiskCheck(List.of(folder)).room(folder, free * MEGABYTE, all * MEGABYTE).level())
        .isEqualTo(level);
  }

  @Test
  void looks_at_the_disk_of_a_folder_that_is_not_made_yet() {
    assertThat(new DiskCheck(List.of(folder.resolve("a/b/c"))).look()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "memory.max,max,OK,no limit",
    "memory.max,268435456,WARN,limit 256 MB",
    "memory.max,536870912,OK,limit 512 MB",
    "memory/memory.limit_in_bytes,268435456,WARN,limit 256 MB",
    "memory/memory.limit_in_bytes,9223372036854771712,OK,no limit",
    "other,1,OK,no limit",
    "memory.max,nonsense,OK,no limit"
  })
  void judges_the_memory_limit(String file, String text, Level level, String why)
      throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");

    Finding finding = new MemoryCheck(folder, 256 * MEGABYTE, true).look().getFirst();

    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.why()).contains(why);
  }

  @Test
  void goes_on_when_a_check_breaks_and_masks_what_it_says() {
    Check broken =
        new Check() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public List<Finding> look() {
            throw new IllegalStateException("postgres://u:canary@h/db");
          }
        };

    List<Finding> findings =
        new Doctor(List.of(broken, new DiskCheck(List.of(folder))), new Masking(List.of()))
            .examine();

    assertThat(findings).hasSize(2);
    assertThat(findings.getFirst().level()).isEqualTo(Level.FAIL);
    assertThat(findings.toString()).doesNotContain("canary");
  }

  private List<Finding> look(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("BOT_TOKEN", TOKEN);
    variables.put("TELEGRAM_API_URL", telegram.url().toString());
    Configuration configuration =
        Configuration.load(Scope.ALL, new Environment(variables, folder), Map.of());
    return new TelegramCheck(configuration, clock).look();
  }
}
