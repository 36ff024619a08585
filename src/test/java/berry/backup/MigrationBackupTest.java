package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.config.BackupRules;
import berry.config.CopyTarget;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("sql")
final class MigrationBackupTest {

  @TempDir private Path machine;
  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final List<String> said = new ArrayList<>();
  private BackupFixture fixture;

  @BeforeEach
  void begin() {
    fixture = new BackupFixture(database, machine);
  }

  @Test
  void says_where_it_lies_and_leaves_its_proof_and_copies_for_later() throws Exception {
    Path disk = machine.resolve("disk");
    Backups backups = fixture.backups(rules(List.of(), disk));

    backup(backups).run();

    assertThat(said).singleElement().asString().endsWith(fixture.file().toString());
    assertThat(backups.list())
        .singleElement()
        .returns(true, Backup::waiting)
        .returns(List.of(), Backup::copies);

    assertThat(backups.proveWaiting(Progress.NONE))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.backup().state()).isEqualTo(BackupState.PROVED);
          assertThat(one.backup().copies()).hasSize(1);
        });
    assertThat(backups.proveWaiting(Progress.NONE)).isEmpty();
  }

  @Test
  void an_encrypted_one_waits_for_somebody_with_the_key() {
    Backups backups = fixture.backups(BackupFixture.encryptedFor(AgeKey.generate().recipient()));

    backup(backups).run();

    assertThat(backups.proveWaiting(Progress.NONE)).isEmpty();
    assertThat(backups.list()).singleElement().returns(BackupState.MADE, Backup::state);
  }

  /// A start that fails over and over must not fill the disk.
  @Test
  void of_many_the_first_and_the_last_stay() {
    MovableClock clock = new MovableClock("2026-02-10T10:00:00Z");
    Backups backups =
        new Backups(fixture.site(false), BackupRules.USUAL, database.database(), clock);
    List<String> names = new ArrayList<>();
    for (int start = 0; start < 4; start++) {
      clock.pass(Duration.ofMinutes(1));
      names.add(backups.beforeMigration("1.2.3", Progress.NONE).name());
    }

    assertThat(backups.list())
        .extracting(Backup::name)
        .containsExactlyInAnyOrder(names.getFirst(), names.getLast());
    assertThat(database.one("SELECT count(*) FROM backup")).isEqualTo("2");
  }

  @Test
  void that_cannot_be_made_says_how_to_go_on() throws Exception {
    Files.createDirectories(fixture.data);
    Files.writeString(fixture.folder, "a file where the folder should be");

    assertThatThrownBy(() -> backup(fixture.backups()).run())
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("The schema was not changed")
        .hasMessageContaining(fixture.folder.toString())
        .hasMessageContaining("berry migrate --no-backup");
  }

  @Test
  void waits_for_another_one_no_longer_than_a_start_may_take() {
    Backups backups = fixture.backups();
    try (AutoCloseable held = backups.hold("restores a backup")) {
      MigrationBackup impatient =
          new MigrationBackup(fixture.backups(), "1.2.3", said::add, Duration.ZERO);

      assertThatThrownBy(impatient::run)
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("restores a backup");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private MigrationBackup backup(Backups backups) {
    return new MigrationBackup(backups, "1.2.3", said::add);
  }

  private static BackupRules rules(List<String> recipients, Path disk) {
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
