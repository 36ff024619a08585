package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Environment;
import berry.testing.FakeBotApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InitTest {

  private static final String TOKEN = "77:AAcanarycanarycanarycanarycanarycanary";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final FakeBotApi telegram = new FakeBotApi();

  @BeforeEach
  void pretend_to_be_telegram() {
    telegram.knowOnly(TOKEN);
    telegram.answer("getMe", FakeBotApi.ok("{\"id\":77,\"is_bot\":true,\"username\":\"b_bot\"}"));
  }

  @AfterEach
  void stop() {
    telegram.close();
  }

  @Test
  void writes_nothing_when_telegram_does_not_know_the_token() {
    assertThat(run("--token", "78:AAwrongwrongwrongwrong")).isEqualTo(ExitCode.CONFIGURATION);

    assertThat(err.toString()).contains("@BotFather").doesNotContain("AAwrong");
    assertThat(folder.resolve(".env")).doesNotExist();
  }

  @Test
  void writes_nothing_when_telegram_does_not_answer() {
    telegram.close();

    assertThat(run("--token", TOKEN)).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(err.toString()).contains("does not answer").doesNotContain("canary");
    assertThat(folder.resolve(".env")).doesNotExist();
  }

  @Test
  void writes_nothing_that_start_would_refuse() {
    assertThat(run("--token", TOKEN, "--owner-id", "@anna")).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("OWNER_ID", "@anna");
    assertThat(folder.resolve(".env")).doesNotExist();
  }

  @Test
  void keeps_other_lines_and_lets_nobody_else_read_the_token() throws IOException {
    Path file = folder.resolve(".env");
    Files.writeString(file, "# mine\nBOT_TOKEN=your_bot_token\nPORT=9000\n");

    assertThat(run("--token", TOKEN)).isEqualTo(ExitCode.OK);

    assertThat(Files.readAllLines(file))
        .containsExactly("# mine", "BOT_TOKEN=" + TOKEN, "PORT=9000");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(out.toString()).contains("@b_bot", "berry start").doesNotContain("canary");
    assertThat(telegram.asked("setChatMenuButton")).isEmpty();
  }

  @Test
  void sets_the_menu_button_when_the_dashboard_has_an_address() throws IOException {
    assertThat(run("--token", TOKEN, "--webapp-url", "https://berry.example.com"))
        .isEqualTo(ExitCode.OK);

    assertThat(Files.readString(folder.resolve(".env")))
        .contains("WEBAPP_URL=https://berry.example.com");
    assertThat(telegram.asked("setChatMenuButton"))
        .anyMatch(call -> call.contains("\"https://berry.example.com\""));
  }

  private int run(String... arguments) {
    String url = telegram.url().toString();
    Cli cli =
        new Cli(
            new Environment(Map.of("TELEGRAM_API_URL", url), folder),
            Clock.systemUTC(),
            new NoEngine(),
            "1.2.3");
    String[] all = new String[arguments.length + 1];
    all[0] = "init";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return cli.run(all, new PrintWriter(out), new PrintWriter(err));
  }
}
