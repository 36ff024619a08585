package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.config.BackupRules;
import berry.config.CopyTarget;
import berry.testing.S3Server;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CopiesTest {

  @TempDir private Path machine;
  @AutoClose private final TestDatabase database = TestDatabase.fresh();

  @Test
  void lie_in_another_folder_and_are_backups_there() throws IOException {
    BackupFixture fixture = new BackupFixture(database, machine);
    Path disk = machine.resolve("disk");

    Backups.Made made = fixture.backups(copyTo(disk)).create(true, Progress.NONE);

    assertThat(made.problems()).isEmpty();
    assertThat(made.backup().copies()).extracting("target").containsExactly("directory " + disk);
    assertThat(disk.resolve(fixture.file().getFileName())).hasSameBinaryContentAs(fixture.file());
    Site there = new Site(database.address(), false, fixture.data, disk, "1.2.3", "test");
    Backups elsewhere =
        new Backups(there, BackupRules.USUAL, database.database(), java.time.Clock.systemUTC());
    assertThat(elsewhere.list()).extracting(Backup::state).containsExactly(BackupState.PROVED);
  }

  @Test
  void that_cannot_be_made_are_a_problem_of_theirs_alone() throws IOException {
    BackupFixture fixture = new BackupFixture(database, machine);
    Path file = Files.writeString(machine.resolve("a file"), "");

    Backups.Made made = fixture.backups(copyTo(file)).create(true, Progress.NONE);

    assertThat(made.backup().state()).isEqualTo(BackupState.PROVED);
    assertThat(made.backup().copies()).isEmpty();
    assertThat(made.problems()).singleElement().asString().startsWith("no copy in " + file);
  }

  @Test
  void the_list_tells_of_a_file_that_is_gone() throws IOException {
    BackupFixture fixture = new BackupFixture(database, machine);
    Backups backups = fixture.backups();
    backups.create(false, Progress.NONE);
    Files.delete(fixture.file());

    assertThat(backups.list())
        .singleElement()
        .satisfies(one -> assertThat(one.trouble()).isEqualTo("its file is missing"));

    Files.delete(fixture.manifestFile());

    assertThat(backups.list())
        .singleElement()
        .satisfies(one -> assertThat(one.trouble()).startsWith("not in this folder"));
    assertThat(database.one("SELECT missing FROM backup")).isEqualTo("true");
  }

  @Test
  void the_list_knows_a_backup_that_was_made_elsewhere() throws IOException {
    BackupFixture elsewhere = new BackupFixture(database, machine.resolve("elsewhere"));
    elsewhere.backups().create(false, Progress.NONE);
    database.run("DELETE FROM backup");
    BackupFixture here = new BackupFixture(database, machine.resolve("here"));
    Files.createDirectories(here.folder);
    for (Path one : List.of(elsewhere.file(), elsewhere.manifestFile())) {
      Files.copy(one, here.folder.resolve(one.getFileName()));
    }

    assertThat(here.backups().list())
        .singleElement()
        .satisfies(one -> assertThat(one.trouble()).isNull());
    assertThat(database.one("SELECT state FROM backup")).isEqualTo("made");
  }

  @Test
  void come_back_from_a_bucket_when_disk_and_list_are_gone() throws Exception {
    try (S3Server store = new S3Server(machine.resolve("store"))) {
      BackupFixture fixture = new BackupFixture(database, machine);
      Backups backups = bucket(fixture, store, AgeKey.generate().recipient());
      Backups.Made made = backups.create(true, Progress.NONE);
      assertThat(made.problems()).isEmpty();
      Files.delete(fixture.file());
      Files.delete(fixture.manifestFile());
      database.run("DELETE FROM backup");

      Backup back = backups.fetch("s3://berry/prod/", Progress.NONE);

      assertThat(back.name()).isEqualTo(made.backup().name());
      assertThat(backups.list())
          .singleElement()
          .returns(BackupState.PROVED, Backup::state)
          .returns(null, Backup::trouble);
    }
  }

  @Test
  void come_back_by_name_from_places_that_a_new_machine_has_never_used() throws Exception {
    try (S3Server store = new S3Server(machine.resolve("store"))) {
      Path disk = machine.resolve("disk");
      String recipient = AgeKey.generate().recipient();
      BackupFixture fixture = new BackupFixture(database, machine);
      String inBucket =
          bucket(fixture, store, recipient).create(false, Progress.NONE).backup().name();
      Files.delete(fixture.file());
      Files.delete(fixture.manifestFile());
      String inFolder = fixture.backups(copyTo(disk)).create(false, Progress.NONE).backup().name();
      Files.delete(fixture.file());
      Files.delete(fixture.manifestFile());
      database.run("DELETE FROM backup");

      assertThat(bucket(fixture, store, recipient).fetch(inBucket, Progress.NONE).name())
          .isEqualTo(inBucket);
      assertThat(fixture.backups(copyTo(disk)).fetch(inFolder, Progress.NONE).name())
          .isEqualTo(inFolder);
      assertThatThrownBy(() -> fixture.backups(copyTo(disk)).fetch(inBucket, Progress.NONE))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining(disk + ": no " + inBucket + ".manifest.json lies there");
    }
  }

  @Test
  void are_still_known_when_one_of_them_came_back() throws Exception {
    try (S3Server store = new S3Server(machine.resolve("store"))) {
      BackupFixture fixture = new BackupFixture(database, machine);
      Backups backups = bucket(fixture, store, AgeKey.generate().recipient());
      Backup made = backups.create(false, Progress.NONE).backup();
      assertThat(made.copies()).hasSize(1);
      for (String what : List.of(made.name(), "s3://berry/prod/")) {
        Files.delete(fixture.file());

        assertThat(backups.fetch(what, Progress.NONE).copies()).isEqualTo(made.copies());
        assertThat(backups.list()).singleElement().returns(made.copies(), Backup::copies);
      }
    }
  }

  @Test
  void that_were_changed_where_they_lie_never_come_back_as_backups() throws Exception {
    try (S3Server store = new S3Server(machine.resolve("store"))) {
      BackupFixture fixture = new BackupFixture(database, machine);
      Backups backups = bucket(fixture, store, AgeKey.generate().recipient());
      String name = backups.create(false, Progress.NONE).backup().name();
      Path there = store.file("prod/" + fixture.file().getFileName());
      byte[] bytes = Files.readAllBytes(there);
      bytes[bytes.length / 2] ^= 1;
      Files.write(there, bytes);
      Files.delete(fixture.file());

      assertThatThrownBy(() -> backups.fetch(name, Progress.NONE))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("as its manifest says");
      assertThat(backups.list()).singleElement().returns("its file is missing", Backup::trouble);
    }
  }

  @Test
  void do_not_leave_unencrypted_unless_told_twice() throws Exception {
    try (S3Server store = new S3Server(machine.resolve("store"))) {
      BackupFixture fixture = new BackupFixture(database, machine);

      Backups.Made made = bucket(fixture, store, null).create(false, Progress.NONE);

      assertThat(made.problems()).singleElement().asString().contains("it is not encrypted");
      assertThat(store.keys()).isEmpty();
    }
  }

  private Backups bucket(BackupFixture fixture, S3Server store, @Nullable String recipient) {
    BackupRules usual = BackupRules.USUAL;
    BackupRules rules =
        new BackupRules(
            usual.daily(),
            usual.keep(),
            usual.budget(),
            recipient == null ? List.of() : List.of(recipient),
            List.of(S3CopiesTest.target(store.port(), "berry")),
            true);
    return new Backups(
        fixture.site(false),
        rules,
        database.database(),
        java.time.Clock.systemUTC(),
        new CopyMeans(S3CopiesTest.keys(S3Server.SECRET), null));
  }

  @ParameterizedTest
  @CsvSource({
    "ext4,false",
    "xfs,false",
    "tmpfs,false",
    "nfs4,true",
    "cifs,true",
    "fuse.sshfs,true"
  })
  void count_as_off_this_machine_by_their_file_system(String type, boolean remote) {
    assertThat(DirectoryCopies.remote(type)).isEqualTo(remote);
  }

  private static BackupRules copyTo(Path folder) {
    BackupRules usual = BackupRules.USUAL;
    return new BackupRules(
        usual.daily(),
        usual.keep(),
        usual.budget(),
        List.of(),
        List.of(new CopyTarget.Directory(folder, false)),
        false);
  }
}
