package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.backup.Manifest.Difference;
import berry.backup.ProofPlace.Kind;
import berry.database.Address;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import berry.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A proof believes nothing but what came out of a restore.
@Tag("sql")
@Slow("restores databases")
final class ProofTest {

  @TempDir private Path machine;
  @AutoClose private final TestDatabase database = TestDatabase.empty();
  private BackupFixture fixture;
  private Backups backups;

  @BeforeEach
  void fill() {
    fixture = new BackupFixture(database, machine);
    backups = fixture.backups();
    database.run(
        """
        CREATE TABLE note (id integer PRIMARY KEY, text text);
        CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
        CREATE VIEW both_of_them AS SELECT note.text, person.name FROM note, person;
        INSERT INTO note SELECT n, 'note ' || n FROM generate_series(1, 100) AS n;
        INSERT INTO person (name) VALUES ('Anna'), ('Boris');
        """);
  }

  /// As if the restore had lost something: the manifest says what the table held.
  @Test
  void names_the_table_in_which_one_row_differs() throws Exception {
    backups.create(false, Progress.NONE);
    Manifest honest = fixture.manifest();
    database.run("UPDATE note SET text = 'Note 57' WHERE id = 57");
    Path other = machine.resolve("other");
    Backup changed =
        new BackupFixture(database, other).backups().create(false, Progress.NONE).backup();
    Path file = Path.of(String.valueOf(changed.file()));

    Manifest proved =
        proof().prove(file, withHash(honest, changed.sha256()), List.of(), Progress.NONE);

    assertThat(proved.state()).isEqualTo(BackupState.FAILED);
    assertThat(proved.differences()).extracting(Difference::table).containsExactly("public.note");
    Difference one = proved.differences().getFirst();
    assertThat(one.expected()).startsWith("100 rows, checksum ").isNotEqualTo(one.got());
    assertThat(one.got()).startsWith("100 rows, checksum ");
    assertThat(fixture.scratchDatabases()).isEmpty();
  }

  @Test
  void names_a_table_that_should_not_be_there() throws Exception {
    backups.create(false, Progress.NONE);
    Manifest honest = fixture.manifest();
    database.run("DROP VIEW both_of_them; ALTER TABLE note RENAME TO letter");
    database.run(
        "INSERT INTO person (name) VALUES ('Vera'); DELETE FROM person WHERE name = 'Vera'");
    Path other = machine.resolve("other");
    Backup changed =
        new BackupFixture(database, other).backups().create(false, Progress.NONE).backup();

    Manifest proved =
        proof()
            .prove(
                Path.of(String.valueOf(changed.file())),
                withHash(honest, changed.sha256()),
                List.of(),
                Progress.NONE);

    assertThat(proved.state()).isEqualTo(BackupState.FAILED);
    assertThat(proved.differences())
        .extracting(Difference::table, Difference::expected)
        .contains(org.assertj.core.groups.Tuple.tuple("public.letter", "not there"));
  }

  @Test
  void a_sequence_that_stands_elsewhere_is_named() throws Exception {
    backups.create(false, Progress.NONE);
    Manifest honest = fixture.manifest();
    database.run(
        "INSERT INTO person (name) VALUES ('Vera'); DELETE FROM person WHERE name = 'Vera'");
    Path other = machine.resolve("other");
    Backup changed =
        new BackupFixture(database, other).backups().create(false, Progress.NONE).backup();

    Manifest proved =
        proof()
            .prove(
                Path.of(String.valueOf(changed.file())),
                withHash(honest, changed.sha256()),
                List.of(),
                Progress.NONE);

    assertThat(proved.differences())
        .containsExactly(
            new Difference(
                "sequence public.person_id_seq",
                "2",
                "3",
                Difference.Kind.SEQUENCE,
                "public.person_id_seq",
                new Reading(Reading.Code.VALUE, 2L, null),
                new Reading(Reading.Code.VALUE, 3L, null)));
  }

  @Test
  void is_told_in_the_manifest_and_the_list() throws Exception {
    Backup made = backups.create(true, Progress.NONE).backup();

    assertThat(made.state()).isEqualTo(BackupState.PROVED);
    assertThat(fixture.manifest().state()).isEqualTo(BackupState.PROVED);
    assertThat(fixture.manifest().detail()).isEqualTo("restored on the same server");
    assertThat(backups.list()).containsExactly(made);
  }

  @Test
  void an_encrypted_backup_is_proved_when_made_and_needs_its_key_later() throws Exception {
    AgeKey key = AgeKey.generate();
    Path file = machine.resolve("berry.key");
    key.write(file, java.time.Instant.EPOCH);
    Backups encrypted = fixture.backups(BackupFixture.encryptedFor(key.recipient()));

    Backup made = encrypted.create(true, Progress.NONE).backup();

    assertThat(made.state()).isEqualTo(BackupState.PROVED);
    assertThat(fixture.file().toString()).endsWith(".sql.zst.age");
    assertThat(Files.readString(fixture.file(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .startsWith("age-encryption.org/v1\n-> X25519 ");
    assertThatThrownBy(() -> encrypted.prove(made.name(), null, Progress.NONE))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("--key");
    assertThat(encrypted.prove(made.name(), file, Progress.NONE).state())
        .isEqualTo(BackupState.PROVED);
  }

  @Test
  void a_wrong_key_is_told_and_says_nothing_about_the_backup() throws Exception {
    Path wrong = machine.resolve("wrong.key");
    AgeKey.generate().write(wrong, java.time.Instant.EPOCH);
    Backups encrypted = fixture.backups(BackupFixture.encryptedFor(AgeKey.generate().recipient()));
    Backup made = encrypted.create(false, Progress.NONE).backup();

    assertThatThrownBy(() -> encrypted.prove(made.name(), wrong, Progress.NONE))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("not opened by this key");
    assertThat(fixture.manifest().state()).isEqualTo(BackupState.MADE);
  }

  @Test
  void table_by_table_finds_the_same() throws Exception {
    Oddities.into(emptied());
    backups.create(false, Progress.NONE);
    Manifest made = fixture.manifest();

    Manifest proved =
        proof()
            .prove(
                fixture.file(),
                made,
                List.of(),
                Progress.NONE,
                (manifest, not) -> List.of(new ProofPlace(Kind.SERVER, true)));

    assertThat(proved.differences()).isEmpty();
    assertThat(proved.state()).isEqualTo(BackupState.PROVED);
  }

  @Test
  void a_server_of_its_own_serves_where_no_database_may_be_made() throws Exception {
    fixture.withPrograms();
    backups.create(false, Progress.NONE);
    String role = "no_createdb_" + database.address().database();
    superuser("CREATE ROLE " + role + " LOGIN PASSWORD 'p'");
    try {
      Address poor = new Address(database.address().jdbcUrl(), role, "p");
      ProofStore proof = new ProofStore(poor, fixture.data, false, Clock.systemUTC());

      Manifest proved = proof.prove(fixture.file(), fixture.manifest(), List.of(), Progress.NONE);

      assertThat(proved.state()).as(proved.detail()).isEqualTo(BackupState.PROVED);
      assertThat(proved.detail()).isEqualTo("restored in a PostgreSQL of its own");
      try (var left = Files.list(fixture.data.resolve("postgres"))) {
        assertThat(left).noneMatch(one -> one.toString().contains("throwaway"));
      }
    } finally {
      superuser("DROP ROLE " + role);
    }
  }

  @Test
  void nowhere_to_restore_it_leaves_it_checked() throws Exception {
    backups.create(false, Progress.NONE);

    Manifest checked =
        proof()
            .prove(
                fixture.file(),
                fixture.manifest(),
                List.of(),
                Progress.NONE,
                (manifest, not) -> {
                  not.add("no room anywhere");
                  return List.of();
                });

    assertThat(checked.state()).isEqualTo(BackupState.CHECKED);
    assertThat(checked.detail()).isEqualTo("not restored: no room anywhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "berry-x-20260101T000000Z-00000000", "../../etc/passwd"})
  void a_backup_that_is_not_there_is_said(String name) {
    assertThatThrownBy(() -> backups.prove(name, null, Progress.NONE))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("berry backup list");
  }

  @Test
  void two_at_once_tell_the_second_who_is_first() throws Exception {
    fixture.backups().list();
    try (LockStore held = LockStore.take(database.address(), "one/4711 makes a backup")) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> backups.create(false, Progress.NONE))
          .isInstanceOf(BackupBusy.class)
          .hasMessageContaining("one/4711 makes a backup")
          .hasMessageContaining("since 20");
    }

    assertThat(backups.create(false, Progress.NONE).backup().state()).isEqualTo(BackupState.MADE);
  }

  @Test
  void a_server_that_goes_away_says_nothing_about_the_backup() throws Exception {
    Backup made = backups.create(false, Progress.NONE).backup();
    Progress cut =
        new Progress() {
          @Override
          public void table(String name) {
            superuser(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE"
                    + " 'berry_prove_%_"
                    + made.name().substring(made.name().length() - 8)
                    + "'");
          }
        };

    assertThatThrownBy(() -> backups.prove(made.name(), null, cut))
        .isInstanceOf(berry.database.DatabaseUnreachable.class);

    assertThat(fixture.manifest().state()).isEqualTo(BackupState.MADE);
    assertThat(backups.prove(made.name(), null, Progress.NONE).state())
        .isEqualTo(BackupState.PROVED);
  }

  private TestDatabase emptied() {
    database.run("DROP VIEW both_of_them; DROP TABLE note, person");
    return database;
  }

  private ProofStore proof() {
    return new ProofStore(database.address(), fixture.data, false, Clock.systemUTC());
  }

  /// Of another file: only the rows shall speak.
  static Manifest withHash(Manifest one, String sha256) {
    return new Manifest(
        one.name(),
        one.file(),
        one.madeAt(),
        one.database(),
        one.bytes(),
        sha256,
        one.rows(),
        one.made(),
        one.berryVersion(),
        one.serverVersion(),
        one.schemaVersion(),
        one.newestUpdate(),
        one.written(),
        one.recipients(),
        one.tables(),
        one.sequences(),
        one.leftOut(),
        one.foreign(),
        one.state(),
        one.provedAt(),
        one.seconds(),
        one.detail(),
        one.differences(),
        one.copies());
  }

  private static void superuser(String sql) {
    Address superuser = TestServer.shared().superuser();
    try (var connection = superuser.connect(java.time.Duration.ofMinutes(1));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
