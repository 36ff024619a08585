package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.BackupRules;
import berry.config.CopyTarget;
import berry.testing.MovableClock;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a loss would cost is measured, not believed.
@Slow("restores databases")
final class DrillTest {

  @TempDir private Path machine;
  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final MovableClock clock = new MovableClock("2026-02-08T03:00:00Z");
  private final List<String> steps = new ArrayList<>();
  private Path disk;
  private BackupFixture fixture;

  @BeforeEach
  void begin() {
    disk = machine.resolve("disk");
    fixture = new BackupFixture(database, machine);
  }

  @Test
  void restores_from_the_copy_elsewhere_when_the_folder_is_gone() throws IOException {
    Backups backups = backups(copies(List.of()));
    backups.create(true, Progress.NONE);
    Files.delete(fixture.file());
    Files.delete(fixture.manifestFile());
    clock.pass(Duration.ofHours(1));

    Drill drill = practised(backups);

    assertThat(drill.problem()).isNull();
    assertThat(drill.source()).isEqualTo("directory " + disk);
    assertThat(drill.rpoSeconds()).isEqualTo(3600);
    assertThat(drill.rtoSeconds()).isNotNull();
    assertThat(steps).contains("Fetching " + drill.backup(), "Restoring on the same server");
    assertThat(backups.drill()).isEqualTo(drill);
    assertThat(fixture.scratchDatabases()).isEmpty();
    assertThat(fixture.data.resolve("drill")).doesNotExist();
    try (Stream<Path> folder = Files.list(fixture.folder)) {
      assertThat(folder).noneMatch(one -> one.toString().contains(drill.backup()));
    }
  }

  @Test
  void tells_of_a_copy_that_is_not_what_was_proved() throws IOException {
    Backups backups = backups(copies(List.of()));
    backups.create(true, Progress.NONE);
    Path copy = disk.resolve(fixture.file().getFileName());
    byte[] bytes = Files.readAllBytes(copy);
    bytes[bytes.length / 2] ^= 1;
    Files.write(copy, bytes);

    Drill drill = practised(backups);

    assertThat(drill.rtoSeconds()).isNull();
    assertThat(drill.problem()).contains("as its manifest says");
    assertThat(backups.list()).extracting(Backup::state).containsExactly(BackupState.PROVED);
  }

  /// Whoever can write there may change file and manifest together.
  @Test
  void tells_of_another_backup_under_the_same_name() throws IOException {
    Backups backups = backups(copies(List.of()));
    backups.create(true, Progress.NONE);
    Path other = machine.resolve("other");
    Manifest honest = fixture.manifest();
    database.run("CREATE TABLE slipped_in (n integer)");
    BackupFixture elsewhere = new BackupFixture(database, other);
    elsewhere.backups().create(false, Progress.NONE);
    Manifest forged = ProofTest.withHash(honest, elsewhere.manifest().sha256());
    Files.copy(
        elsewhere.file(),
        disk.resolve(honest.file()),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    new BackupFolder(disk).write(BackupName.parse(honest.name()).orElseThrow(), forged);

    assertThat(practised(backups).problem()).contains("is not the file that was proved");
  }

  @Test
  void takes_the_time_of_the_proof_for_an_encrypted_copy_that_is_the_same_file() {
    Backups backups = backups(copies(List.of(AgeKey.generate().recipient())));
    backups.create(true, Progress.NONE);

    Drill drill = practised(backups);

    assertThat(drill.problem()).isNull();
    assertThat(drill.rtoSeconds()).isNotNull();
    assertThat(steps)
        .contains("Fetching " + drill.backup())
        .noneMatch(one -> one.startsWith("Res"));
  }

  @Test
  void does_not_repeat_a_proof_of_the_same_file_within_a_day() {
    Backups backups = backups(BackupRules.USUAL);
    Backup backup = backups.create(true, Progress.NONE).backup();
    clock.pass(Duration.ofHours(1));

    Drill drill = practised(backups);

    assertThat(drill.source()).isEqualTo("folder");
    assertThat(drill.rtoSeconds()).isEqualTo(backup.seconds());
    assertThat(steps).isEmpty();

    clock.pass(Duration.ofDays(2));

    assertThat(practised(backups).problem()).isNull();
    assertThat(steps).contains("Restoring on the same server");
    assertThat(database.one("SELECT count(*) FROM backup_drill")).isEqualTo("2");
  }

  @Test
  void has_nothing_to_restore_before_a_backup_is_proved() {
    Backups backups = backups(BackupRules.USUAL);
    backups.create(false, Progress.NONE);

    assertThat(backups.practise(Progress.NONE)).isNull();
    assertThat(backups.drill()).isNull();
  }

  private Drill practised(Backups backups) {
    Progress watched =
        new Progress() {
          @Override
          public void begins(String step, long bytes) {
            steps.add(step);
          }
        };
    return Objects.requireNonNull(backups.practise(watched));
  }

  private Backups backups(BackupRules rules) {
    return new Backups(fixture.site(false), rules, database.database(), clock);
  }

  private BackupRules copies(List<String> recipients) {
    BackupRules usual = BackupRules.USUAL;
    return new BackupRules(
        usual.daily(),
        usual.keep(),
        usual.budget(),
        recipients,
        List.of(new CopyTarget.Directory(disk, false)),
        false);
  }
}
