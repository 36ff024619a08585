package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Slow;
import berry.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was there before is there after.
@Tag("sql")
@Slow("restores databases")
final class RoundTripTest {

  @TempDir private Path machine;
  @AutoClose private final TestDatabase database = TestDatabase.empty();
  private BackupFixture fixture;

  @BeforeEach
  void fill() {
    fixture = new BackupFixture(database, machine);
    Oddities.into(database);
  }

  @Test
  void a_database_of_oddities_is_proved() throws Exception {
    Backup made = fixture.backups().create(true, Progress.NONE).backup();

    assertThat(made.differences()).isEmpty();
    assertThat(made.state()).as(made.detail()).isEqualTo(BackupState.PROVED);
    assertThat(made.rows()).isEqualTo(Oddities.ROWS);
    assertThat(fixture.scratchDatabases()).isEmpty();
  }

  /// The proof compares rows; this compares the schema, by writing it down again.
  @Test
  void a_restored_database_writes_the_same_script() throws Exception {
    fixture.backups().create(false, Progress.NONE);
    String first = script(fixture);
    try (TestDatabase other = TestDatabase.empty()) {
      restore(fixture, other);
      BackupFixture again = new BackupFixture(other, machine.resolve("again"));
      Backup second = again.backups().create(false, Progress.NONE).backup();

      assertThat(second.state()).isEqualTo(BackupState.MADE);
      assertThat(script(again)).isEqualTo(first);
      assertThat(again.manifest().tables()).isEqualTo(fixture.manifest().tables());
      assertThat(again.manifest().sequences()).isEqualTo(fixture.manifest().sequences());
    }
  }

  @Test
  void berrys_own_schema_writes_the_same_script() throws Exception {
    try (TestDatabase berry = TestDatabase.fresh();
        TestDatabase other = TestDatabase.empty()) {
      BackupFixture own = new BackupFixture(berry, machine.resolve("own"));
      Backup made = own.backups().create(true, Progress.NONE).backup();
      restore(own, other);
      BackupFixture again = new BackupFixture(other, machine.resolve("again"));
      again.backups().create(false, Progress.NONE);

      assertThat(made.state()).as(made.toString()).isEqualTo(BackupState.PROVED);
      assertThat(script(again)).isEqualTo(script(own));
      assertThat(own.manifest().schemaVersion())
          .isEqualTo(berry.one("SELECT max(version) FROM flyway_schema_history"));
      assertThat(own.manifest().foreign()).isEmpty();
    }
  }

  @Test
  void a_backup_can_be_read_by_its_owner_alone() throws Exception {
    fixture.backups().create(false, Progress.NONE);

    for (Path one : List.of(fixture.file(), fixture.manifestFile())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
          .isEqualTo("rw-------");
    }
    assertThat(fixture.file().getFileName().toString())
        .matches("berry-test_\\d+-\\d{8}T\\d{6}Z-[0-9a-f]{8}\\.sql\\.zst");
  }

  @Test
  void what_no_backup_holds_is_said() {
    database.run("ALTER TABLE bits ENABLE ROW LEVEL SECURITY");

    Backups.Made made = fixture.backups().create(false, Progress.NONE);

    assertThat(made.problems()).anyMatch(one -> one.contains("row security of public.bits"));
  }

  private static void restore(BackupFixture from, TestDatabase to) throws Exception {
    try (var script = ArchiveReader.open(from.file(), List.of());
        ScriptStore store = ScriptStore.open(to.address())) {
      store.run(script, Progress.NONE, new ScriptStore.Listener() {});
    }
  }

  /// Without the lines that name the database.
  private static String script(BackupFixture from) throws Exception {
    try (var script = ArchiveReader.open(from.file(), List.of())) {
      return new String(script.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .replaceFirst("-- Berry, backup of database .*\n", "");
    }
  }
}
