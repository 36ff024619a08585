package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Environment;
import berry.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `berry alerts`, run as the shell runs it.
final class AlertsVerbTest {

  @TempDir private Path folder;
  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @Test
  void lists_every_rule_and_ends_with_5_while_one_fires() {
    assertThat(run("alerts", "list")).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(out.toString().lines()).hasSize(13);

    fires();
    assertThat(run("alerts", "list")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(out.toString()).containsPattern("disk +firing +It is 91 %");
    assertThat(run("alerts", "list", "--json")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(out.toString()).contains("\"state\" : \"firing\"", "\"threshold\" : 0.8");
  }

  @Test
  void one_that_is_silenced_is_no_failure() {
    fires();

    assertThat(run("alerts", "silence", "disk", "--for", "1h", "--reason", "new disk"))
        .as(err.toString())
        .isEqualTo(ExitCode.OK);
    assertThat(run("alerts", "list")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).containsPattern("disk +silenced");

    assertThat(run("alerts", "silence", "disk", "--end")).isEqualTo(ExitCode.OK);
    assertThat(run("alerts", "list")).isEqualTo(ExitCode.CHECK_FAILED);
  }

  @Test
  void all_can_be_silenced_for_maintenance() {
    fires();
    run("alerts", "silence", "--all", "--for", "30m", "--reason", "moving");

    assertThat(run("alerts", "list")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("maintenance 1:", "moving (command line)");
    run("alerts", "silence", "--all", "--end");
    assertThat(run("alerts", "list")).isEqualTo(ExitCode.CHECK_FAILED);
  }

  @Test
  void says_what_it_does_not_understand() {
    assertThat(run("alerts", "silence", "moon", "--for", "1h", "--reason", "x"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("no rule has the key moon");
    assertThat(run("alerts", "silence", "disk", "--for", "8d", "--reason", "x"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("alerts", "silence", "disk", "--for", "1h")).isEqualTo(ExitCode.USAGE);
    assertThat(run("alerts", "test", "disk")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains("no owner");
  }

  @Test
  void config_check_finds_a_metric_that_does_not_exist() throws Exception {
    Files.writeString(
        folder.resolve("berry.yaml"), "alerts: [{key: x, metric: disk.usd, above: 80%}]\n");

    assertThat(run("config", "check")).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("did you mean disk.used?");
  }

  private void fires() {
    database.run(
        """
        INSERT INTO alert (key, state, since, judged_at, value)
        VALUES ('disk', 'firing', now(), now(), 0.91)
        """);
  }

  private int run(String... line) {
    out = new StringWriter();
    err = new StringWriter();
    var environment = new Environment(Map.of("DATABASE_URL", database.url(), "PORT", "1"), folder);
    return new Cli(environment, Clock.systemUTC(), new NoEngine(), "test")
        .run(line, new PrintWriter(out), new PrintWriter(err));
  }
}
