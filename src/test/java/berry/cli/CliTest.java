package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Configuration;
import berry.config.Environment;
import berry.config.Scope;
import berry.testing.Ports;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CliTest {

  @TempDir private Path folder;

  private final Map<String, String> variables = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private @Nullable Configuration started;
  private @Nullable Throwable failure;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "strat",
        "start --prot 1",
        "start --port x",
        "start both",
        "config",
        "config shaw",
        "completion",
        "completion fish",
        "sandbox --port 70000",
        "version please"
      })
  void answers_a_slip_with_2_and_a_hint_on_stderr(String arguments) {
    assertThat(run(arguments)).isEqualTo(ExitCode.USAGE);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("berry: ").doesNotContain("\tat ");
  }

  @Test
  void suggests_the_verb_that_was_meant() {
    run("strat");

    assertThat(err.toString()).contains("start");
  }

  @Test
  void reports_all_mistakes_of_the_configuration_with_3() {
    variables.putAll(Map.of("PORT", "x", "BOT_TOKEN", "canary", "OWNER_ID", "@anna"));

    assertThat(run("config check")).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString())
        .contains("3 mistakes", "PORT", "BOT_TOKEN", "OWNER_ID", "@anna")
        .doesNotContain("canary");
  }

  @Test
  void does_not_start_with_a_mistake() {
    variables.put("PORT", "x");

    assertThat(run("start")).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(started).isNull();
  }

  @Test
  void tells_what_stopped_the_start_in_one_line() {
    failure = new IllegalStateException("disk on fire");

    assertThat(run("start")).isEqualTo(ExitCode.UNEXPECTED);
    assertThat(err.toString()).isEqualTo("berry: disk on fire\n");
  }

  @Test
  void ends_with_1_whatever_breaks() {
    failure = new NoClassDefFoundError("berry/Gone");

    assertThat(run("start")).isEqualTo(ExitCode.UNEXPECTED);
    assertThat(err.toString()).isEqualTo("berry: berry/Gone\n");
  }

  @Test
  void says_4_when_nobody_answers_the_health_check() {
    assertThat(run("healthcheck --port " + Ports.free())).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(err.toString()).contains("nobody answers at http://127.0.0.1:");
  }

  @ParameterizedTest
  @CsvSource({"start,ALL,8080", "start --port 0,ALL,0", "start --port=9000,ALL,9000"})
  void hands_the_configuration_with_its_flags_to_the_engine(
      String arguments, Scope scope, int port) {
    assertThat(run(arguments)).isEqualTo(ExitCode.OK);

    assertThat(started()).returns(scope, Configuration::scope).returns(port, Configuration::port);
  }

  @Test
  void starts_one_service_alone() {
    variables.put("REACT_APP_API_URL", "https://bot.example.com");

    assertThat(run("start dashboard")).isEqualTo(ExitCode.OK);
    assertThat(started().forwards()).isTrue();
  }

  @Test
  void warns_on_stderr_and_starts() {
    variables.put("BOT_TOKEN", "your_bot_token");

    assertThat(run("start")).isEqualTo(ExitCode.OK);
    assertThat(err.toString()).contains("warning: BOT_TOKEN=your_bot_token");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void shows_values_with_their_sources_and_no_secret() {
    variables.put("DATABASE_URL", "postgres://u:canary@db.example.com/berry");

    assertThat(run("config show")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .containsPattern("DATABASE_URL +postgres://•••@db.example.com/berry +environment")
        .containsPattern("PORT +8080 +default")
        .doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "start --help", "config -h", "sandbox --help"})
  void shows_examples_before_the_usage_in_help(String arguments) {
    assertThat(run(arguments)).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).containsSubsequence("Examples:\n  berry ", "Usage:");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completes_every_verb(String shell) {
    assertThat(run("completion " + shell)).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("start", "sandbox", "healthcheck", "complete -F");
  }

  @Test
  void prints_its_version() {
    assertThat(run("version")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualTo("berry 1.2.3\n");
  }

  private Configuration started() {
    return Objects.requireNonNull(started, "the engine was not started");
  }

  private int run(String arguments) {
    Engine engine =
        new Engine() {
          @Override
          public int start(Configuration configuration) throws Exception {
            switch (failure) {
              case null -> {}
              case Error error -> throw error;
              case Throwable other -> throw (Exception) other;
            }
            started = configuration;
            return ExitCode.OK;
          }

          @Override
          public int sandbox(Configuration configuration, int port) {
            return ExitCode.OK;
          }
        };
    Cli cli = new Cli(new Environment(variables, folder), Clock.systemUTC(), engine, "1.2.3");
    String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
    return cli.run(words, new PrintWriter(out), new PrintWriter(err));
  }
}
