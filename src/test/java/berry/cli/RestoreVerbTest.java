package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Environment;
import berry.testing.Rows;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import berry.testing.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `berry restore` and `berry recover`, run as the shell runs them.
@Slow("restores databases")
final class RestoreVerbTest {

  private static final Pattern KEPT = Pattern.compile("berry_before_[0-9a-f]{8}");

  @TempDir private Path folder;
  private final TestDatabase database = TestDatabase.fresh();
  private final Rows rows = new Rows(database);
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private String backup = "";
  private String kept = "none";

  @BeforeEach
  void fill() throws IOException {
    rows.person(1, "Anna", Instant.EPOCH);
    assertThat(run("backup create --no-prove")).as(err.toString()).isZero();
    backup = String.valueOf(file().getFileName()).replace(".sql.zst", "");
    rows.person(2, "Boris", Instant.EPOCH);
  }

  @AfterEach
  void drop() throws Exception {
    database.close();
    try (Connection connection = TestServer.shared().superuser().connect(Duration.ofMinutes(1));
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + kept + " WITH (FORCE)");
    }
  }

  @Test
  void a_dry_run_says_what_would_be_lost() {
    assertThat(run("restore " + backup + " --dry-run --json")).as(err.toString()).isZero();

    JsonNode tables = new JsonMapper().readTree(out.toString()).get("tables");
    JsonNode person =
        tables
            .valueStream()
            .filter(one -> one.get("name").asString().equals("person"))
            .findFirst()
            .orElseThrow();
    assertThat(person.get("now").asInt()).isEqualTo(2);
    assertThat(person.get("backup").asInt()).isEqualTo(1);
    assertThat(person.get("lost").asInt()).isEqualTo(1);

    assertThat(run("restore " + backup + " --dry-run")).isZero();
    assertThat(out.toString()).containsPattern("person +2 +1 +1\n").contains("--confirm=");
    assertThat(people()).isEqualTo("2");
  }

  @Test
  void says_6_without_the_name_of_the_database_and_with_another() {
    assertThat(run("restore " + backup)).isEqualTo(ExitCode.CONFIRMATION_MISSING);
    assertThat(err.toString()).contains("--confirm=" + database.address().database());
    assertThat(run("restore " + backup + " --confirm=other"))
        .isEqualTo(ExitCode.CONFIRMATION_MISSING);
    assertThat(people()).isEqualTo("2");
  }

  @Test
  void says_2_when_it_does_not_know_what_to_restore() {
    assertThat(run("restore")).isEqualTo(ExitCode.USAGE);
    assertThat(run("restore something --undo")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void restores_and_takes_it_back() {
    assertThat(run("restore " + backup + confirm())).as(err.toString()).isZero();
    remember();
    assertThat(err.toString())
        .contains("Reading ", "Restoring ", "Comparing", "Putting it in the place of ")
        .contains("everybody signs in again", "send /dashboard to the bot");
    assertThat(people()).isEqualTo("1");
    assertThat(
            database.one(
                "SELECT kind || ' by ' || asked_by || ', kept ' || (outcome ->> 'kept') FROM backup_work"))
        .isEqualTo("restore by berry restore, kept " + kept);

    assertThat(run("doctor")).isIn(ExitCode.OK, ExitCode.CHECK_FAILED);
    assertThat(out.toString())
        .containsPattern("recovery +.*is live and complete; kept from before");

    assertThat(run("restore --undo" + confirm() + " --json")).as(err.toString()).isZero();
    remember();
    assertThat(people()).isEqualTo("2");
  }

  @Test
  void says_5_for_a_damaged_or_cut_file_and_for_none() throws IOException {
    byte[] good = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(good, good.length - 10));

    assertThat(run("restore " + backup + confirm())).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains("damaged or cut off");
    assertThat(run("restore " + backup + " --dry-run")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(run("restore nothing" + confirm())).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(people()).isEqualTo("2");
  }

  @Test
  void says_7_while_another_one_is_at_work() throws Exception {
    String name = database.address().database();
    try (Connection connection =
            database.address().withDatabase("postgres").connect(Duration.ofMinutes(1));
        var statement = connection.createStatement()) {
      statement.execute("SET application_name = 'berry: host/12 restores a backup'");
      statement.execute(
          "SELECT pg_advisory_lock(hashtextextended('berry.recovery " + name + "', 0))");

      assertThat(run("restore " + backup + confirm())).isEqualTo(ExitCode.BUSY);
      assertThat(err.toString()).contains("host/12 restores a backup");
    }
  }

  @Test
  void says_4_without_a_database() {
    Map<String, String> away = Map.of("DATABASE_URL", "postgres://berry:canary@127.0.0.1:1/berry");

    assertThat(run("restore " + backup + " --confirm=berry", away)).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(err.toString()).doesNotContain("canary");
  }

  @Test
  void recover_opens_what_a_killed_restore_left_closed_and_restarts_the_workers() throws Exception {
    String name = database.address().database();
    try (Connection connection =
            database.address().withDatabase("postgres").connect(Duration.ofMinutes(1));
        var statement = connection.createStatement()) {
      statement.execute(
          """
          COMMENT ON DATABASE %1$s IS
            '{"berry":"recovery","live":"%1$s","id":"0","state":"CLOSED","source":"b","at":"2026-01-01T00:00:00Z"}'
          """
              .formatted(name));
      statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
    }
    assertThat(run("doctor")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(out.toString())
        .contains("before a restore of b, but closed")
        .contains("berry recover");

    run("recover");

    assertThat(err.toString()).contains(name + " is live and complete again");
    assertThat(out.toString()).contains("The schema is up to date.", "begins anew");
    assertThat(people()).isEqualTo("2");
  }

  @Test
  void recover_restores_only_when_asked_and_only_what_was_proved() {
    assertThat(run("recover --restore" + confirm())).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains("no proved backup");
    run("backup prove " + backup);

    assertThat(run("recover --restore")).isEqualTo(ExitCode.CONFIRMATION_MISSING);
    assertThat(out.toString()).containsPattern("person +2 +1 +1\n");
    assertThat(people()).isEqualTo("2");

    run("recover --restore" + confirm());
    remember();
    assertThat(out.toString()).contains("Restored " + backup);
    assertThat(people()).isEqualTo("1");
  }

  private String confirm() {
    return " --confirm=" + database.address().database();
  }

  private void remember() {
    Matcher name = KEPT.matcher(out.toString());
    assertThat(name.find()).as(out.toString()).isTrue();
    kept = name.group();
  }

  private String people() {
    database.database().distrust();
    return database.one("SELECT count(*) FROM person");
  }

  private Path file() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("data/backups"))) {
      return all.filter(one -> one.toString().endsWith(".zst")).findFirst().orElseThrow();
    }
  }

  private int run(String arguments) {
    return run(arguments, Map.of("DATABASE_URL", database.url()));
  }

  private int run(String arguments, Map<String, String> variables) {
    out = new StringWriter();
    err = new StringWriter();
    Cli cli =
        new Cli(new Environment(variables, folder), Clock.systemUTC(), new NoEngine(), "1.2.3");
    return cli.run(arguments.split(" ", -1), new PrintWriter(out), new PrintWriter(err));
  }
}
