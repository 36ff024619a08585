package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Environment;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `berry backup`, run as the shell runs it.
@Slow("restores databases")
final class BackupVerbTest {

  @TempDir private Path folder;
  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @Test
  void makes_one_and_proves_it() {
    assertThat(run("backup create --json")).as(err.toString()).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("\"state\" : \"proved\"", "\"sha256\" : \"", "\"rows\" : ", "\"bytes\" : ")
        .contains("\"file\" : \"" + folder.resolve("data/backups/berry-"));
    assertThat(err.toString()).contains("Writing ", "Restoring on the same server", "Comparing");

    assertThat(
            database.one(
                "SELECT kind || ' by ' || asked_by || ': ' || (outcome ->> 'state') FROM backup_work"))
        .isEqualTo("backup by berry backup create: PROVED");

    assertThat(run("backup list")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("proved 20");
  }

  @Test
  void leaves_it_at_made_when_told_so_and_proves_it_later_by_its_files_name() throws IOException {
    assertThat(run("backup create --no-prove --json")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("\"state\" : \"made\"");

    assertThat(run("backup prove " + file().getFileName() + " --json")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("\"state\" : \"proved\"", "\"differences\" : [ ]", "\"seconds\"");
  }

  @Test
  void says_5_for_a_file_that_was_cut() throws IOException {
    run("backup create --no-prove");
    byte[] good = Files.readAllBytes(file());
    Files.write(file(), java.util.Arrays.copyOf(good, good.length - 10));

    assertThat(run("backup prove " + file().getFileName())).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(out.toString()).contains("FAILED");
    assertThat(err.toString()).contains("file: expected SHA-256");
    assertThat(run("backup list")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("its file has " + (good.length - 10) + " bytes");
  }

  @Test
  void says_5_for_a_backup_that_is_not_there() {
    assertThat(run("backup prove nothing")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains("no name of a backup");
  }

  @Test
  void says_7_while_another_one_is_at_work() throws Exception {
    try (var connection = database.address().connect(java.time.Duration.ofMinutes(1));
        var statement = connection.createStatement()) {
      statement.execute("SET application_name = 'berry: host/12 makes a backup'");
      statement.execute("SELECT pg_advisory_lock(hashtextextended('berry.backup', 0))");

      assertThat(run("backup create")).isEqualTo(ExitCode.BUSY);
    }
    assertThat(err.toString()).contains("host/12 makes a backup");
  }

  @Test
  void says_4_without_a_database() {
    Map<String, String> away = Map.of("DATABASE_URL", "postgres://berry:canary@127.0.0.1:1/berry");

    assertThat(run("backup create", away)).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(err.toString()).doesNotContain("canary");
  }

  @Test
  void keeps_what_must_be_kept() {
    run("backup create --no-prove");

    assertThat(run("backup prune --dry-run")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("fewer than two newer ones are proved", "Nothing to remove");
  }

  @Test
  void makes_a_key_that_its_owner_alone_can_read() throws IOException {
    assertThat(run("backup key berry.key")).isEqualTo(ExitCode.OK);

    Path key = folder.resolve("berry.key");
    assertThat(out.toString()).matches("age1[a-z0-9]{58}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(key))
        .contains("# public key: " + out.toString().strip(), "AGE-SECRET-KEY-1");
    assertThat(err.toString()).doesNotContain("AGE-SECRET-KEY-1");

    assertThat(run("backup key berry.key")).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains("exists already");
  }

  @Test
  void encrypts_for_the_recipients_of_the_rules() throws IOException {
    run("backup key berry.key");
    String recipient = out.toString().strip();
    Files.writeString(folder.resolve("berry.yaml"), "backup:\n  recipients: [" + recipient + "]\n");

    assertThat(run("backup create --no-prove")).as(err.toString()).isEqualTo(ExitCode.OK);

    assertThat(file().toString()).endsWith(".age");
    assertThat(run("backup prove " + file().getFileName())).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains("--key FILE");
    assertThat(
            run("backup prove " + file().getFileName() + " --key " + folder.resolve("berry.key")))
        .as(err.toString())
        .isEqualTo(ExitCode.OK);
  }

  private Path file() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("data/backups"))) {
      return all.filter(one -> one.toString().matches(".*\\.(zst|age)")).findFirst().orElseThrow();
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
