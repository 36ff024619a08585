package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Slow;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Berry writes others read, and the other way round.
@Tag("sql")
@Slow("starts other programs")
final class ToolsTest {

  @TempDir private Path machine;
  @AutoClose private final TestDatabase database = TestDatabase.empty();
  @AutoClose private final TestDatabase other = TestDatabase.empty();
  private BackupFixture fixture;

  @BeforeEach
  void fill() {
    fixture = new BackupFixture(database, machine);
    Oddities.into(database);
  }

  @Test
  void zstd_and_psql_restore_a_backup() throws Exception {
    need("zstd", "psql");
    fixture.backups().create(false, Progress.NONE);

    shell("zstd -dqc " + fixture.file() + " | " + psql(other));

    same();
  }

  @Test
  void age_opens_an_encrypted_one_first() throws Exception {
    need("age", "zstd", "psql");
    AgeKey key = AgeKey.generate();
    Path file = machine.resolve("berry.key");
    key.write(file, Instant.EPOCH);
    fixture.backups(BackupFixture.encryptedFor(key.recipient())).create(false, Progress.NONE);

    shell("age -d -i " + file + " " + fixture.file() + " | zstd -dqc | " + psql(other));

    same();
  }

  @Test
  void a_key_of_age_keygen_opens_it_too() throws Exception {
    need("age-keygen");
    Path file = machine.resolve("keygen.key");
    String said = shell("age-keygen -o " + file);
    String recipient = said.replaceFirst("(?s).*(age1[a-z0-9]+).*", "$1");
    Backups backups = fixture.backups(BackupFixture.encryptedFor(recipient));
    Backup made = backups.create(false, Progress.NONE).backup();

    assertThat(backups.prove(made.name(), file, Progress.NONE).state())
        .isEqualTo(BackupState.PROVED);
  }

  @Test
  void a_plain_dump_restores_by_our_reader() throws Exception {
    Path dump = machine.resolve("backup.sql");
    pgDump(database, "", dump);
    fixture.backups().create(false, Progress.NONE);

    try (var script = Files.newInputStream(dump);
        ScriptStore store = ScriptStore.open(other.address())) {
      store.run(script, Progress.NONE, new ScriptStore.Listener() {});
    }

    same();
  }

  /// pg_dump looks at everything; what our own writer forgets, it can't compare itself.
  @Test
  void pg_dump_sees_the_same_schema_in_what_was_restored() throws Exception {
    Path before = machine.resolve("before.sql");
    Path after = machine.resolve("after.sql");
    pgDump(database, "--schema-only", before);
    fixture.backups().create(false, Progress.NONE);
    try (var script = ArchiveReader.open(fixture.file(), List.of());
        ScriptStore store = ScriptStore.open(other.address())) {
      store.run(script, Progress.NONE, new ScriptStore.Listener() {});
    }
    pgDump(other, "--schema-only", after);

    // A column that was inherited alone is then the child's own, too: nothing is lost by it.
    String inherited = "CREATE TABLE public.child_of (\n    a integer,\n";
    assertThat(plain(after)).contains(inherited);
    assertThat(plain(after).replace(inherited, "CREATE TABLE public.child_of (\n"))
        .isEqualTo(plain(before));
  }

  private void same() throws IOException {
    BackupFixture again = new BackupFixture(other, machine.resolve("again"));
    again.backups().create(false, Progress.NONE);
    assertThat(again.manifest().tables()).isEqualTo(fixture.manifest().tables()).isNotEmpty();
    assertThat(again.manifest().sequences()).isEqualTo(fixture.manifest().sequences());
  }

  /// Without the key that each new dump draws for itself.
  private static String plain(Path dump) throws IOException {
    return Files.readAllLines(dump).stream()
        .filter(line -> !line.matches("\\\\(un)?restrict .*"))
        .collect(Collectors.joining("\n"));
  }

  private void pgDump(TestDatabase from, String options, Path to) throws Exception {
    String server = from.one("SHOW server_version").replaceFirst("\\..*", "");
    Path own = Path.of("/usr/lib/postgresql", server, "bin/pg_dump");
    if (!Files.isExecutable(own)) {
      System.err.println("NOT TESTED: pg_dump " + server + ", for it is not at " + own);
      Assumptions.abort("there is no " + own);
    }
    shell(own + " " + options + " '" + from.url() + "' > " + to);
  }

  private static String psql(TestDatabase into) {
    return "psql -X -q --no-password -v ON_ERROR_STOP=1 '" + into.url() + "' > /dev/null";
  }

  private static void need(String... programs) throws Exception {
    for (String one : programs) {
      if (new ProcessBuilder("sh", "-c", "command -v " + one).start().waitFor() != 0) {
        System.err.println(
            "NOT TESTED: "
                + one
                + " is not installed (apt-get install zstd age postgresql-client)");
        Assumptions.abort(one + " is not installed");
      }
    }
  }

  private static String shell(String line) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-o", "pipefail", "-c", line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(line + "\n" + said).isZero();
    return said;
  }
}
