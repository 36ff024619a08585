package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Audit;
import berry.access.Seal;
import berry.access.Sessions;
import berry.access.WebhookSecrets;
import berry.config.Environment;
import berry.database.Changes;
import berry.telegram.Token;
import berry.testing.FakeBotApi;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenTest {

  private static final String OLD = "77:AAoldcanaryoldcanaryoldcanaryoldcanary1";
  private static final String NEW = "77:AAnewcanarynewcanarynewcanarynewcanary2";

  @TempDir private Path folder;

  private final Map<String, String> variables = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final FakeBotApi telegram = new FakeBotApi();

  @BeforeEach
  void pretend_to_be_telegram() {
    telegram.knowOnly(NEW);
    telegram.answer("getMe", FakeBotApi.ok("{\"id\":77,\"is_bot\":true,\"username\":\"b_bot\"}"));
    variables.put("TELEGRAM_API_URL", telegram.url().toString());
  }

  @AfterEach
  void shows_no_token_whatever_happened() {
    telegram.close();
    assertThat(out.toString() + err).doesNotContain("canary");
  }

  @Test
  void writes_nothing_when_it_is_another_bots() throws IOException {
    write(".env", "BOT_TOKEN=" + OLD + "\n");

    assertThat(rotate("78:AAothercanaryothercanary")).isEqualTo(ExitCode.CONFIGURATION);

    assertThat(err.toString()).contains("bot 78", "bot 77", "@BotFather", "Nothing was written");
    assertThat(read(".env")).isEqualTo("BOT_TOKEN=" + OLD + "\n");
  }

  @Test
  void writes_nothing_when_telegram_does_not_know_it() throws IOException {
    write(".env", "BOT_TOKEN=" + OLD + "\n");

    assertThat(rotate("77:AAwrongcanarywrongcanary")).isEqualTo(ExitCode.CONFIGURATION);

    assertThat(err.toString()).contains("401", "Nothing was written");
    assertThat(read(".env")).contains(OLD);
  }

  @Test
  void writes_nothing_when_telegram_is_away() throws IOException {
    telegram.close();
    write(".env", "BOT_TOKEN=" + OLD + "\n");

    assertThat(rotate(NEW)).isEqualTo(ExitCode.UNREACHABLE);

    assertThat(read(".env")).contains(OLD);
  }

  @Test
  void refuses_what_is_no_token() throws IOException {
    write(".env", "BOT_TOKEN=" + OLD + "\n");

    assertThat(rotate("a canary is no token")).isEqualTo(ExitCode.CONFIGURATION);
  }

  @Test
  void has_nothing_to_change_in_the_sandbox() throws IOException {
    assertThat(rotate(NEW)).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("berry init");
  }

  @Test
  void puts_it_into_dot_env_and_leaves_the_other_lines() throws IOException {
    write(".env", "# mine\nPORT=9000\nBOT_TOKEN=" + OLD + "\nOWNER_ID=5\n");

    assertThat(rotate(NEW)).as(err.toString()).isEqualTo(ExitCode.OK);

    assertThat(read(".env")).isEqualTo("# mine\nPORT=9000\nBOT_TOKEN=" + NEW + "\nOWNER_ID=5\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".env"))))
        .isEqualTo("rw-------");
    assertThat(out.toString()).contains("@b_bot", "Written: ", ".env", "restart");
  }

  @Test
  void puts_it_into_the_file_that_the_environment_names() throws IOException {
    write("secret", OLD + "\n");
    variables.put("BOT_TOKEN_FILE", "secret");

    assertThat(rotate(NEW)).as(err.toString()).isEqualTo(ExitCode.OK);

    assertThat(read("secret")).isEqualTo(NEW + "\n");
    assertThat(folder.resolve(".env")).doesNotExist();
  }

  @Test
  void changes_both_names_of_the_token() throws IOException {
    write(".env", "BOT_TOKEN=" + OLD + "\nREACT_APP_BOT_TOKEN=" + OLD + "\n");

    assertThat(rotate(NEW)).as(err.toString()).isEqualTo(ExitCode.OK);

    assertThat(read(".env")).isEqualTo("BOT_TOKEN=" + NEW + "\nREACT_APP_BOT_TOKEN=" + NEW + "\n");
  }

  @Test
  void says_what_to_change_when_the_platform_sets_it() throws IOException {
    variables.put("BOT_TOKEN", OLD);

    assertThat(rotate(NEW)).isEqualTo(ExitCode.OK);

    assertThat(out.toString()).contains("To do:", "BOT_TOKEN comes from the environment");
    assertThat(folder.resolve(".env")).doesNotExist();
  }

  @Test
  void knows_the_present_one() throws IOException {
    variables.put("BOT_TOKEN", OLD);

    assertThat(rotate(OLD)).isEqualTo(ExitCode.OK);

    assertThat(out.toString()).contains("nothing to do");
  }

  @Test
  void ends_what_a_leaked_token_opened() {
    variables.put("BOT_TOKEN", NEW);
    try (TestDatabase database = TestDatabase.fresh();
        Changes changes = new Changes(database.database(), database.address())) {
      variables.put("DATABASE_URL", database.url());
      Clock clock = Clock.systemUTC();
      Sessions sessions =
          new Sessions(
              database.database(),
              changes,
              new Audit(database.database()),
              new Seal(new Token(NEW)),
              clock);
      String forged = sessions.open(5, clock.instant()).orElseThrow().token();
      WebhookSecrets leaked = new WebhookSecrets(new Token(OLD), database.database());
      leaked.remember();

      assertThat(run("token", "forget")).as(err.toString()).isEqualTo(ExitCode.OK);

      assertThat(out.toString()).contains("1 sessions and 1 former webhook secrets ended");
      assertThat(sessions.find(forged)).isEmpty();
      assertThat(new WebhookSecrets(new Token(NEW), database.database()).accepts(leaked.reveal()))
          .isFalse();
    }
  }

  private int rotate(String token) throws IOException {
    write("new.txt", token + "\n");
    return run("token", "rotate", "--token-file", "new.txt");
  }

  private int run(String... arguments) {
    Cli cli =
        new Cli(new Environment(variables, folder), Clock.systemUTC(), new NoEngine(), "1.2.3");
    return cli.run(arguments, new PrintWriter(out), new PrintWriter(err));
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
