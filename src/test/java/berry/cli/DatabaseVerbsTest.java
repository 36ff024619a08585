package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Environment;
import berry.database.Address;
import berry.inbox.ReceptionNotes;
import berry.settings.BotIdentity;
import berry.settings.BotIdentity.Bot;
import berry.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verbs that work on a database, run as the shell runs them.
final class DatabaseVerbsTest {

  @TempDir private Path folder;
  @AutoClose private final TestDatabase database = TestDatabase.empty();

  private final Map<String, String> variables = new HashMap<>();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  DatabaseVerbsTest() {
    variables.put("DATABASE_URL", url(database.address()));
    variables.put("PORT", "1");
  }

  @Test
  void says_4_when_the_database_is_away() {
    variables.put("DATABASE_URL", "postgres://berry:canary@127.0.0.1:1/berry");

    assertThat(run("migrate")).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(err.toString()).contains("127.0.0.1:1").doesNotContain("canary", "\tat ");
  }

  @Test
  void migrates_once_and_says_so() {
    assertThat(run("migrate --dry-run")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("would apply 001");

    assertThat(run("migrate")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("applying 001")
        .containsPattern("(?m)^(\\d+) of \\1 migrations applied\\.$");

    assertThat(run("migrate")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualTo("The schema is up to date.\n");
  }

  @Test
  void says_5_when_the_doctor_finds_something_broken() {
    variables.put("DATABASE_URL", "postgres://berry:canary@127.0.0.1:1/berry");

    assertThat(run("doctor")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(out.toString()).contains("✘ database", "→ ").doesNotContain("canary");
  }

  @Test
  void reports_mistakes_of_the_configuration_as_findings() {
    variables.put("PORT", "x");

    assertThat(run("doctor --json")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(out.toString()).contains("\"ok\" : false", "\"check\" : \"PORT\"", "\"fail\"");
  }

  @Test
  void examines_a_healthy_database() {
    run("migrate");

    assertThat(run("doctor --json")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"ok\" : true", "up to date");
  }

  @Test
  void makes_no_owner_link_before_the_bot_is_known() {
    run("migrate");

    assertThat(run("owner link")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains("berry start");
  }

  @Test
  void makes_an_owner_link() {
    run("migrate");
    new BotIdentity(database.database()).claim(new Bot(77, "berry_bot", false));

    assertThat(run("owner link")).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .matches("https://t\\.me/berry_bot\\?start=claim_[A-Za-z0-9_-]{40,}\n");
  }

  @Test
  void seeds_nothing_into_an_old_schema() {
    assertThat(run("seed")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains("berry migrate");
  }

  @Test
  void keeps_demonstration_data_off_a_real_bot_without_force() {
    run("migrate");
    new BotIdentity(database.database()).claim(new Bot(77, "berry_bot", false));

    assertThat(run("seed --demo")).isEqualTo(ExitCode.CONFIRMATION_MISSING);
    assertThat(err.toString()).contains("--force");
    assertThat(run("seed --demo --force")).isEqualTo(ExitCode.OK);
  }

  @Test
  void seeds_texts_and_rules_once() {
    run("migrate");

    assertThat(run("seed")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("texts, templates and rules written");

    assertThat(run("seed")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualTo("Everything is there already.\n");
  }

  @Test
  void brings_no_template_back_that_was_deleted() {
    run("migrate");
    run("seed");
    assertThat(database.one("SELECT count(*) FROM template")).isEqualTo("3");
    database
        .jdbi()
        .useHandle(handle -> handle.execute("DELETE FROM template WHERE name = 'hello'"));

    run("seed");

    assertThat(database.one("SELECT string_agg(name, ' ' ORDER BY name) FROM template"))
        .isEqualTo("checking thanks");
  }

  @Test
  void adds_and_removes_a_demonstration_month() {
    run("migrate");

    assertThat(run("seed --demo")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("added").doesNotContain(" 0 people");

    assertThat(run("seed --remove-demo")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("removed");
    assertThat(people()).isZero();
  }

  @Test
  void takes_one_of_demo_and_remove_demo() {
    assertThat(run("seed --demo --remove-demo")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void tells_the_state_before_and_after_the_schema() {
    assertThat(run("status")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("not running", "not up to date");

    run("migrate");
    new BotIdentity(database.database()).claim(new Bot(77, "berry_bot", false));

    assertThat(run("status --json")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("\"bot\" : \"@berry_bot\"", "\"received\" : 0", "nothing yet")
        .doesNotContain(database.address().password());
  }

  @Test
  void tells_how_updates_come_and_which_never_came() {
    run("migrate");
    new BotIdentity(database.database()).claim(new Bot(77, "berry_bot", false));
    new ReceptionNotes(database.database())
        .note(
            new ReceptionNotes.Note(
                1, "one/7", "polling", null, "telegram_away", "Telegram can't be reached", true));
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO update_seen (bot_id, update_id)
                VALUES (77, 900000000), (77, 900000003), (77, 4), (77, 5)
                """));

    assertThat(run("status --json")).isEqualTo(ExitCode.OK);

    assertThat(out.toString())
        .contains("\"intake\" : \"telegram_away\"", "\"leader\" : \"one/7\"", "\"lastGood\"")
        .contains("\"trouble\" : \"Telegram can't be reached\"", "\"unseenIds\" : 2");
  }

  private int people() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM person").mapTo(int.class).one());
  }

  private int run(String arguments) {
    out = new StringWriter();
    err = new StringWriter();
    Cli cli =
        new Cli(new Environment(variables, folder), Clock.systemUTC(), new NoEngine(), "1.2.3");
    return cli.run(arguments.split(" ", -1), new PrintWriter(out), new PrintWriter(err));
  }

  private static String url(Address address) {
    return "postgresql://%s:%s@%s/%s"
        .formatted(
            address.user(),
            address.password().replace(" ", "%20"),
            address.hosts(),
            address.database());
  }
}
