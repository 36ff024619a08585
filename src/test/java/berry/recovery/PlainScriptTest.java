package berry.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.backup.BackupRefused;
import berry.backup.Progress;
import berry.backup.RestoringStore;
import berry.recovery.DryRun.Table;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A script without a manifest: our own, unpacked, or one of pg_dump, as the deployment document
/// makes it.
@Tag("sql")
@Slow("starts other programs and restores databases")
final class PlainScriptTest {

  @TempDir private Path machine;
  @AutoClose private RecoveryFixture fixture;

  @BeforeEach
  void fill() {
    fixture = new RecoveryFixture(machine);
    fixture.people(1, 4);
  }

  @Test
  void restores_plain_and_packed_by_gzip() throws Exception {
    Path plain = plain();
    Path packed = machine.resolve("backup.sql.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(plain, out);
    }
    fixture.people(100, 2);

    DryRun dry = fixture.recovery().dryRun(file(packed), Progress.NONE);
    assertThat(dry.tables()).contains(new Table("person", 6, 4, 2), new Table("message", 6, 4, 2));
    assertThat(dry.source()).isEqualTo("backup.sql.gz");

    for (Path one : new Path[] {plain, packed}) {
      fixture.recovery().restore(file(one), fixture.name(), false, Progress.NONE);
      assertThat(fixture.people()).isEqualTo(4);
      fixture.recovery().undo(fixture.name(), Progress.NONE);
      assertThat(fixture.people()).isEqualTo(6);
    }
  }

  @Test
  void one_that_was_cut_is_refused_before_anything_is_touched() throws Exception {
    String whole = Files.readString(plain());
    Path cut = machine.resolve("cut.sql");
    for (int part = 1; part <= 9; part++) {
      Files.writeString(cut, whole.substring(0, whole.length() / 10 * part));

      assertThatThrownBy(
              () -> fixture.recovery().restore(file(cut), fixture.name(), false, Progress.NONE))
          .isInstanceOf(BackupRefused.class);
    }
    assertThat(fixture.beside()).isEmpty();
    assertThat(fixture.people()).isEqualTo(4);
  }

  @Test
  void what_is_no_script_is_refused_with_a_hint() throws Exception {
    Path custom = machine.resolve("backup.dump");
    Files.writeString(custom, "PGDMP and much more");
    Path text = machine.resolve("notes.txt");
    Files.writeString(text, "SELECT 1;\n-- PostgreSQL database dump complete\n");
    Path inserts = machine.resolve("inserts.sql");
    Files.writeString(
        inserts, "INSERT INTO person VALUES (1);\n-- PostgreSQL database dump complete\n");

    assertThatThrownBy(() -> dryRun(custom)).hasMessageContaining("pg_restore -f backup.sql");
    assertThatThrownBy(() -> dryRun(inserts)).hasMessageContaining("--inserts");
    assertThat(fixture.recovery().dryRun(file(text), Progress.NONE).obstacles())
        .anyMatch(one -> one.contains("is no backup of a Berry"));
    assertThatThrownBy(() -> dryRun(machine.resolve("nothing.sql")))
        .hasMessageContaining("there is no backup and no file");
  }

  /// The document's two commands, `pg_dump … > backup.sql` and `psql … < backup.sql`.
  @Test
  void a_dump_of_pg_dump_goes_into_an_empty_database_by_psql_and_onto_a_filled_one_by_restore()
      throws Exception {
    Path dump = machine.resolve("backup.sql");
    shell(program("pg_dump") + " '" + fixture.database.url() + "' > " + dump);
    try (TestDatabase empty = TestDatabase.empty()) {
      shell(program("psql") + " -X -q -v ON_ERROR_STOP=1 '" + empty.url() + "' < " + dump);
      assertThat(empty.one("SELECT count(*) FROM person")).isEqualTo("4");
      assertThat(empty.one("SELECT count(*) FROM berry_message")).isEqualTo("4");
    }
    fixture.people(100, 2);

    fixture.recovery().restore(file(dump), fixture.name(), true, Progress.NONE);

    assertThat(fixture.people()).isEqualTo(4);
  }

  private String program(String name) {
    String server = fixture.one("SHOW server_version").replaceFirst("\\..*", "");
    Path own = Path.of("/usr/lib/postgresql", server, "bin", name);
    if (!Files.isExecutable(own)) {
      System.err.println("NOT TESTED: " + name + " " + server + ", for it is not at " + own);
      Assumptions.abort("there is no " + own);
    }
    return own.toString();
  }

  private static void shell(String line) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-o", "pipefail", "-c", line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(line + "\n" + said).isZero();
  }

  private DryRun dryRun(Path file) {
    return fixture.recovery().dryRun(file(file), Progress.NONE);
  }

  private RestoringStore file(Path file) {
    return RestoringStore.find(file.toString(), machine.resolve("none"), machine, null);
  }

  /// Our own script as `zstd -d` unpacks it.
  private Path plain() throws IOException {
    Path file = Path.of(String.valueOf(fixture.backup().file()));
    Path plain = machine.resolve("plain.sql");
    try (var in = new ZstdInputStream(Files.newInputStream(file))) {
      Files.copy(in, plain);
    }
    return plain;
  }
}
