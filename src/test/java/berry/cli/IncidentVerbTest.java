package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.Notification;
import berry.alerts.TestEpisodes;
import berry.config.Environment;
import berry.database.Changes;
import berry.escalation.Actor;
import berry.escalation.Done;
import berry.escalation.EscalationFixture;
import berry.escalation.FixedRoster;
import berry.settings.BotIdentity;
import berry.telegram.BotApi;
import berry.testing.FakeBotApi;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `berry incident` and `berry alerts ack`, run as the shell runs them beside a Berry that has
/// called somebody.
final class IncidentVerbTest {

  private static final long VERA = 11;

  @TempDir private Path folder;
  private final TestDatabase database = TestDatabase.fresh();
  private final Changes changes = new Changes(database.database(), database.address());
  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  private final FakeBotApi telegram = new FakeBotApi();
  private final BotApi api = telegram.api(clock);
  private final EscalationFixture berry =
      new EscalationFixture(database.database(), changes, clock, FixedRoster.alone(VERA), api);
  private final TestEpisodes episodes = new TestEpisodes(database.database());
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void claim() {
    new BotIdentity(database.database()).claim(new BotIdentity.Bot(7, "berry_bot", false));
  }

  @AfterEach
  void close() {
    berry.close();
    changes.close();
    api.close();
    telegram.close();
    database.close();
  }

  @Test
  void lists_what_goes_on_and_closed_ones_when_asked() {
    assertThat(run("incident", "list")).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualTo("No incident is open.%n".formatted());

    fires("cpu", 2);
    assertThat(run("incident", "list")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .containsPattern("1 +severity 2 +open +since 2026-03-02T12:00:00Z +cpu");

    run("incident", "close", "1", "--resolution", "stopped the import");
    assertThat(run("incident", "list")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("No incident is open.", "mean time to resolve");
    assertThat(run("incident", "list", "--all")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).containsPattern("1 +severity 2 +closed");
  }

  @Test
  void goes_on_in_the_list_where_the_page_before_ended() {
    fires("cpu", 2);
    clock.pass(Duration.ofMinutes(11));
    fires("disk", 2);

    assertThat(run("incident", "list", "--next", "2")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("cpu").doesNotContain("disk");
    assertThat(run("incident", "list", "--next", "yesterday")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shows_what_happened_and_when_the_next_are_called() {
    fires("cpu", 2);

    assertThat(run("incident", "show", "1")).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("Incident 1: ", "next call           2026-03-02T12:05:00Z")
        .contains("2026-03-02T12:00:00Z  opened by the alert cpu, important")
        .contains("called: Vera (message, step 1)");
    assertThat(run("incident", "show", "1", "--markdown")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).startsWith("# Incident 1: ").contains("## Timeline");
    assertThat(run("incident", "show", "1", "--markdown", "--language", "ru"))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).startsWith("# Инцидент 1: ");
  }

  @Test
  void says_when_there_is_no_such_incident() {
    for (List<String> line :
        List.of(
            List.of("incident", "show", "99"),
            List.of("incident", "note", "99", "x"),
            List.of("incident", "close", "99", "--resolution", "x"),
            List.of("alerts", "ack", "99"))) {
      assertThat(run(line.toArray(String[]::new))).as(line.toString()).isEqualTo(ExitCode.USAGE);
      assertThat(err.toString()).contains("there is no incident 99");
    }
    assertThat(run("incident", "show", "twelve")).isEqualTo(ExitCode.USAGE);
    assertThat(run("incident", "show", "1", "--json", "--markdown")).isEqualTo(ExitCode.USAGE);
    assertThat(run("incident", "show", "1", "--markdown", "--language", "fr"))
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void a_note_stands_in_the_timeline_word_for_word_also_after_the_end() {
    fires("cpu", 2);

    assertThat(run("incident", "note", "1", "tried {who}, in vain")).isEqualTo(ExitCode.OK);
    run("incident", "close", "1", "--resolution", "stopped the import");
    assertThat(run("incident", "note", "1", "the import is fixed")).isEqualTo(ExitCode.OK);
    assertThat(run("incident", "show", "1")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("the command line: tried {who}, in vain")
        .contains("the command line: the import is fixed")
        .contains("resolution          stopped the import");

    assertThat(run("incident", "note", "1", " ")).isEqualTo(ExitCode.USAGE);
    assertThat(run("incident", "note", "1", "x".repeat(2001))).isEqualTo(ExitCode.USAGE);
    assertThat(run("incident", "note", "1")).isEqualTo(ExitCode.USAGE);
    assertThat(database.one("SELECT count(*) FROM incident_event WHERE kind = 'note'"))
        .isEqualTo("2");
  }

  @Test
  void closing_wants_words_and_changes_the_message_in_the_chat() {
    fires("cpu", 2);

    assertThat(run("incident", "close", "1")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--resolution");
    assertThat(run("incident", "close", "1", "--resolution", "  ")).isEqualTo(ExitCode.USAGE);
    assertThat(state()).isEqualTo("open");

    assertThat(run("incident", "close", "1", "--resolution", "stopped the import"))
        .as(err.toString())
        .isEqualTo(ExitCode.OK);
    assertThat(state()).isEqualTo("closed");
    assertThat(database.one("SELECT resolution FROM incident")).isEqualTo("stopped the import");
    assertThat(lastEdit()).contains("Closed.", "stopped the import");

    assertThat(run("incident", "close", "1", "--resolution", "no, it was the disk"))
        .isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains("already closed");
    assertThat(database.one("SELECT resolution FROM incident")).isEqualTo("stopped the import");
  }

  @Test
  void a_minor_one_closes_without_words() {
    fires("cpu", 3);

    assertThat(run("incident", "close", "1")).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(state()).isEqualTo("closed");
  }

  @Test
  void taking_on_the_only_open_one_needs_no_number_and_stops_the_ladder() {
    assertThat(run("alerts", "ack")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("No incident waits for anybody.");

    fires("cpu", 2);
    assertThat(run("alerts", "ack")).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(state()).isEqualTo("acknowledged");
    assertThat(lastEdit()).contains("is on it");
    assertThat(run("alerts", "ack", "1")).isEqualTo(ExitCode.OK);

    clock.pass(Duration.ofHours(2));
    berry.turn();
    assertThat(database.one("SELECT count(*) FROM notification")).isEqualTo("1");
    assertThat(database.one("SELECT via FROM incident_event WHERE kind = 'acknowledged'"))
        .isEqualTo("command");
  }

  @Test
  void of_several_open_ones_it_takes_on_none_without_a_number() {
    fires("cpu", 2);
    clock.pass(Duration.ofMinutes(11));
    fires("disk", 1);

    assertThat(run("alerts", "ack")).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString().lines()).hasSize(2);
    assertThat(err.toString()).contains("several are open");
    assertThat(database.one("SELECT count(*) FROM incident WHERE state = 'open'")).isEqualTo("2");

    assertThat(run("alerts", "ack", "2")).isEqualTo(ExitCode.OK);
    assertThat(database.one("SELECT string_agg(state, ' ' ORDER BY id) FROM incident"))
        .isEqualTo("open acknowledged");
  }

  @Test
  void says_who_was_first_and_what_is_over() {
    Notification cpu = fires("cpu", 2);
    assertThat(berry.escalation().incidents().acknowledge(1, Actor.chat(VERA)))
        .isInstanceOf(Done.Ok.class);
    assertThat(run("alerts", "ack", "1")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains("11 was first and is on incident 1");

    clock.pass(Duration.ofMinutes(1));
    respond(episodes.ended(cpu, clock.instant()));
    assertThat(run("alerts", "ack", "1")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains("incident 1 is already resolved");
    assertThat(run("incident", "list")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("wants words");
  }

  @Test
  void help_begins_with_examples_and_completion_knows_the_words() {
    assertThat(run("incident", "--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString().lines().skip(2).findFirst()).contains("Examples:");
    assertThat(run("completion", "bash")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("incident", "--resolution", "--markdown");
  }

  private Notification fires(String key, int severity) {
    Notification begun = episodes.announce(key, severity, clock.instant());
    respond(begun);
    berry.turn();
    return begun;
  }

  private void respond(Notification one) {
    changes.useTransaction(
        (transaction, news) -> berry.responder().respond(transaction, news, List.of(one)));
  }

  private String state() {
    return database.one("SELECT state FROM incident WHERE id = 1");
  }

  private String lastEdit() {
    return database.one(
        """
        SELECT body::text
        FROM outgoing
        WHERE method LIKE 'edit%'
          AND chat_id = 11
        ORDER BY id DESC
        LIMIT 1
        """);
  }

  private int run(String... line) {
    out = new StringWriter();
    err = new StringWriter();
    var environment = new Environment(Map.of("DATABASE_URL", database.url(), "PORT", "1"), folder);
    return new Cli(environment, clock, new NoEngine(), "test")
        .run(line, new PrintWriter(out), new PrintWriter(err));
  }
}
