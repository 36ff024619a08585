package berry.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.backup.Backup;
import berry.backup.BackupBusy;
import berry.backup.BackupRefused;
import berry.backup.Progress;
import berry.backup.RestoringStore;
import berry.inbox.ReceptionNotes;
import berry.inbox.ReceptionNotes.Note;
import berry.inbox.ReceptionState;
import berry.recovery.DryRun.Table;
import berry.recovery.Standing.Kept;
import berry.testing.Slow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing live is touched before what comes in its place has shown to be whole, and everything can
/// be taken back.
@Tag("sql")
@Slow("restores databases")
final class RestoreTest {

  @TempDir private Path machine;
  @AutoClose private RecoveryFixture fixture;
  private Backup backup;

  @BeforeEach
  void fill() {
    fixture = new RecoveryFixture(machine);
    fixture.people(1, 20);
    backup = fixture.backup();
  }

  @Test
  void a_dry_run_tells_what_would_be_lost_and_touches_nothing() {
    fixture.people(100, 5);
    fixture.database.run("DELETE FROM person WHERE id <= 2");

    DryRun dry = fixture.recovery().dryRun(fixture.source(backup), Progress.NONE);

    assertThat(dry.tables())
        .contains(
            new Table("person", 23, 20, 3),
            new Table("message", 25, 20, 5),
            new Table("setting", 0, 0, 0))
        .noneMatch(one -> one.name().startsWith("message_2") || one.name().equals("session"));
    assertThat(dry.obstacles()).isEmpty();
    assertThat(dry.database()).isEqualTo(fixture.name());
    assertThat(fixture.people()).isEqualTo(23);
    assertThat(fixture.beside()).isEmpty();
  }

  @Test
  void refuses_without_the_typed_name() {
    fixture.people(100, 5);

    assertThatThrownBy(() -> restore(null))
        .isInstanceOf(ConfirmationMissing.class)
        .hasMessageContaining("--confirm=" + fixture.name());
    assertThatThrownBy(() -> restore("postgres")).isInstanceOf(ConfirmationMissing.class);
    assertThat(fixture.people()).isEqualTo(25);
  }

  @Test
  void puts_the_backup_in_the_place_of_the_live_database_and_keeps_that() {
    fixture.people(100, 5);

    Restored done = restore(fixture.name());

    assertThat(fixture.people()).isEqualTo(20);
    assertThat(fixture.beside()).containsExactly(done.kept());
    assertThat(done.safety()).isNotNull();
    Standing standing = fixture.recovery().standing();
    assertThat(standing.complete()).isTrue();
    assertThat(standing.says()).isEqualTo(fixture.name() + " is live and complete");
    assertThat(standing.kept()).extracting(Kept::database).containsExactly(done.kept());
  }

  @Test
  void is_taken_back_with_every_row_and_that_again() {
    fixture.people(100, 5);
    restore(fixture.name());
    fixture.one("SELECT 1");
    fixture.people(200, 1);

    DryRun dry = fixture.recovery().undoDryRun();
    assertThat(dry.tables()).contains(new Table("person", 21, 25, 0));
    fixture.recovery().undo(fixture.name(), Progress.NONE);
    assertThat(fixture.people()).isEqualTo(25);

    fixture.recovery().undo(fixture.name(), Progress.NONE);
    assertThat(fixture.people()).isEqualTo(21);
    assertThat(fixture.recovery().standing().kept()).hasSize(1);
  }

  @Test
  void an_undo_wants_the_name_as_well() {
    restore(fixture.name());

    assertThatThrownBy(() -> fixture.recovery().undo("", Progress.NONE))
        .isInstanceOf(ConfirmationMissing.class);
  }

  @Test
  void there_is_nothing_to_undo_before_a_restore() {
    assertThatThrownBy(() -> fixture.recovery().undo(fixture.name(), Progress.NONE))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("nothing to undo");
  }

  @Test
  void a_damaged_or_cut_file_is_found_before_anything_is_touched() throws Exception {
    Path file = Path.of(String.valueOf(backup.file()));
    byte[] good = Files.readAllBytes(file);
    byte[] flipped = good.clone();
    flipped[good.length / 2] ^= 1;

    for (byte[] bad : List.of(flipped, Arrays.copyOf(good, good.length - 9), new byte[0])) {
      Files.write(file, bad);
      assertThatThrownBy(() -> restore(fixture.name()))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("damaged");
    }
    // Without its manifest nobody knows the hash, and it does not read to its end.
    Files.delete(Path.of(file.toString().replace(".sql.zst", ".manifest.json")));
    Files.write(file, Arrays.copyOf(good, good.length - 9));
    assertThatThrownBy(() -> restore(fixture.name()))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("damaged or cut off");
    assertThat(fixture.beside()).isEmpty();
    assertThat(fixture.backups().list()).hasSize(1);
  }

  @Test
  void of_two_at_once_one_goes_on_and_the_other_says_why() {
    AtomicReference<Throwable> other = new AtomicReference<>();
    Recovery first =
        fixture.recovery(step -> {
          if (step == Step.RESTORED) {
            try {
              restore(fixture.name());
            } catch (RuntimeException busy) {
              other.set(busy);
            }
          }
        });

    first.restore(fixture.source(backup), fixture.name(), false, Progress.NONE);

    assertThat(other.get())
        .isInstanceOf(BackupBusy.class)
        .hasMessageContaining("host/4711 restores a backup");
    assertThat(fixture.recovery().standing().complete()).isTrue();
  }

  @Test
  void a_backup_of_an_older_schema_is_brought_up_to_date() throws Exception {
    fixture.database.run(
        """
        DROP TABLE setting_change;
        DELETE FROM flyway_schema_history WHERE script = 'V015__settings_history.sql';
        """);
    Backup older = fixture.backup();

    fixture.recovery().restore(fixture.source(older), fixture.name(), false, Progress.NONE);

    assertThat(fixture.one("SELECT count(*) FROM setting_change")).isEqualTo("0");
    assertThat(fixture.people()).isEqualTo(20);
  }

  @Test
  void one_of_a_newer_schema_is_refused_by_name() {
    fixture.database.run(
        """
        INSERT INTO flyway_schema_history
        SELECT 900, '900', 'later', type, 'V900__later.sql', 1, installed_by, installed_on, 1, true
        FROM flyway_schema_history WHERE version IS NOT NULL LIMIT 1
        """);
    Backup newer = fixture.backup();

    assertThatThrownBy(() ->
            fixture.recovery().restore(fixture.source(newer), fixture.name(), false, Progress.NONE))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("newer Berry")
        .hasMessageContaining("V900__later.sql");
  }

  @Test
  void without_the_right_to_make_databases_it_names_the_commands() {
    RestoringStore source = fixture.source(backup);
    fixture.asSuperuser("CREATE ROLE frugal_" + fixture.name() + " LOGIN PASSWORD 'frugal'");
    fixture.asSuperuser(
        "ALTER DATABASE %s OWNER TO frugal_%s".formatted(fixture.name(), fixture.name()));
    try {
      berry.database.Address frugal =
          new berry.database.Address(
              fixture.database.address().jdbcUrl(), "frugal_" + fixture.name(), "frugal");
      berry.backup.Site usual = fixture.site();
      berry.backup.Site site =
          new berry.backup.Site(
              frugal, false, usual.data(), usual.backups(), usual.version(), usual.who());
      fixture.asSuperuser("GRANT pg_read_all_data TO frugal_" + fixture.name());
      Recovery recovery = new Recovery(site, frugal, fixture.backups(), Clock.systemUTC());

      DryRun dry = recovery.dryRun(source, Progress.NONE);

      assertThat(dry.obstacles()).hasSize(1);
      assertThat(dry.obstacles().getFirst())
          .contains(
              "ALTER ROLE \"frugal_" + fixture.name() + "\" CREATEDB;",
              "zstd -d < " + backup.file() + " | psql -v ON_ERROR_STOP=1 berry_restore",
              "ALTER DATABASE \"" + fixture.name() + "\" RENAME TO berry_before;");
      assertThatThrownBy(() -> recovery.restore(source, fixture.name(), false, Progress.NONE))
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining("nothing was touched");
      assertThat(fixture.beside()).isEmpty();
    } finally {
      fixture.asSuperuser("ALTER DATABASE " + fixture.name() + " OWNER TO berry");
      fixture.asSuperuser("DROP ROLE frugal_" + fixture.name());
    }
  }

  @Test
  void what_waited_in_the_backup_is_not_sent_again() {
    long sent = fixture.rows.outgoing(1, "sendMessage", "{\"text\":\"a\"}", "queued", NOW);
    long gone = fixture.rows.outgoing(2, "sendMessage", "{\"text\":\"b\"}", "queued", NOW);
    long waits = fixture.rows.outgoing(3, "sendMessage", "{\"text\":\"c\"}", "queued", NOW);
    backup = fixture.backup();
    fixture.database.run(
        "UPDATE outgoing SET state = 'sent', message_id = 77, sent_at = now() WHERE id = " + sent);
    fixture.database.run("DELETE FROM outgoing WHERE id = " + gone);

    restore(fixture.name());

    assertThat(state(sent)).isEqualTo("sent 77");
    assertThat(state(gone)).isEqualTo("unknown stopped");
    assertThat(state(waits)).isEqualTo("queued");
  }

  @Test
  void an_undo_sends_what_waited_when_it_was_put_aside() {
    long waits = fixture.rows.outgoing(3, "sendMessage", "{\"text\":\"c\"}", "queued", NOW);
    restore(fixture.name());

    fixture.recovery().undo(fixture.name(), Progress.NONE);

    assertThat(state(waits)).isEqualTo("queued");
  }

  @Test
  void whoever_breaks_it_off_hears_what_is_left() {
    java.util.Map<Step, String> left = new java.util.EnumMap<>(Step.class);
    java.util.concurrent.atomic.AtomicReference<Recovery> running =
        new java.util.concurrent.atomic.AtomicReference<>();
    running.set(fixture.recovery(step -> left.put(step, running.get().left())));

    running.get().restore(fixture.source(backup), fixture.name(), false, Progress.NONE);

    assertThat(left.get(Step.READ)).contains(fixture.name() + " is what it was", "nothing is lost");
    assertThat(left.get(Step.RESTORED)).containsPattern("berry_restore_[0-9a-f]{8} is left");
    assertThat(left.get(Step.CLOSED)).contains("nothing is lost", "berry recover");
    assertThat(running.get().left()).doesNotContain("berry_restore_");
  }

  @Test
  void into_a_database_that_was_only_just_made_no_empty_backup_is_kept() {
    fixture.database.run("DROP SCHEMA demo, public CASCADE; CREATE SCHEMA public");

    Restored done =
        fixture.recovery().restore(fixture.source(backup), fixture.name(), true, Progress.NONE);

    assertThat(done.safety()).isNull();
    assertThat(fixture.people()).isEqualTo(20);
  }

  @Test
  void who_runs_is_who_ran_before_it_and_nobody_was_silent() {
    fixture.database.run(
        """
        INSERT INTO replica (name, role, version, started_at, heartbeat_at)
        VALUES ('here', 'all', '1', now(), now() - interval '1 day')
        """);
    backup = fixture.backup();
    fixture.database.run("UPDATE replica SET heartbeat_at = now()");
    String heard = fixture.one("SELECT heartbeat_at FROM replica");

    restore(fixture.name());

    assertThat(fixture.one("SELECT heartbeat_at FROM replica")).isEqualTo(heard);
  }

  @Test
  void ids_of_changes_and_leases_only_rise() {
    fixture.database.run(
        """
        INSERT INTO lease (name, epoch, taken_at) VALUES ('reception', 7, now());
        INSERT INTO change (topic) SELECT 'message' FROM generate_series(1, 50);
        """);
    long newest = Long.parseLong(fixture.one("SELECT max(id) FROM change"));

    restore(fixture.name());

    assertThat(Long.parseLong(fixture.one("SELECT min(id) FROM change"))).isGreaterThan(newest);
    assertThat(fixture.one("SELECT epoch FROM lease WHERE name = 'reception'")).isEqualTo("7");
  }

  @Test
  void when_updates_last_came_is_known_afterwards_as_it_was_before() {
    ReceptionNotes notes = new ReceptionNotes(fixture.database.database());
    notes.note(new Note(1, "old/1", "polling", null, null, null, false));
    backup = fixture.backup();
    notes.note(new Note(2, "host/4711", "polling", null, null, null, true));
    ReceptionState before = notes.now().orElseThrow();

    restore(fixture.name());

    fixture.database.database().distrust();
    assertThat(notes.now()).contains(before);
    assertThat(before.goodAt()).isNotNull();
  }

  @Test
  void a_backup_does_not_tell_who_received_elsewhere() {
    ReceptionNotes notes = new ReceptionNotes(fixture.database.database());
    notes.note(new Note(1, "old/1", "polling", null, null, null, false));
    backup = fixture.backup();
    fixture.database.run("DELETE FROM reception");

    restore(fixture.name());

    fixture.database.database().distrust();
    assertThat(notes.now()).isEmpty();
  }

  @Test
  void rights_settings_and_comment_of_the_database_stay() {
    fixture.database.run("COMMENT ON DATABASE " + fixture.name() + " IS 'of the shop'");
    fixture.database.run("GRANT TEMPORARY ON DATABASE " + fixture.name() + " TO pg_monitor");
    fixture.database.run("ALTER DATABASE " + fixture.name() + " SET work_mem = '5MB'");

    restore(fixture.name());

    assertThat(
            fixture.asSuperuser(
                """
                SELECT shobj_description(d.oid, 'pg_database') || ' ' || setconfig::text || ' '
                  || has_database_privilege('pg_monitor', d.oid, 'TEMPORARY')
                FROM pg_database AS d
                JOIN pg_db_role_setting ON setdatabase = d.oid
                WHERE datname = current_setting('berry.live')
                """))
        .containsExactly("of the shop {work_mem=5MB} true");
  }

  @Test
  void what_was_put_aside_is_removed_after_seven_days_and_not_before() {
    Restored done = restore(fixture.name());

    assertThat(at(Duration.ofDays(6)).removeOld()).isEmpty();
    assertThat(at(Duration.ofDays(8)).removeOld()).containsExactly(done.kept());
    assertThat(fixture.beside()).isEmpty();
    assertThat(fixture.people()).isEqualTo(20);
  }

  @Test
  void what_was_put_aside_stays_as_long_as_the_live_one_is_not_open() {
    restore(fixture.name());
    fixture.asSuperuser("ALTER DATABASE " + fixture.name() + " ALLOW_CONNECTIONS false");

    assertThat(at(Duration.ofDays(8)).removeOld()).isEmpty();
  }

  private static final java.time.Instant NOW = RecoveryFixture.NOON;

  private Recovery at(Duration later) {
    return fixture.recovery(Clock.offset(Clock.systemUTC(), later));
  }

  private Restored restore(@Nullable String confirm) {
    return fixture.recovery().restore(fixture.source(backup), confirm, true, Progress.NONE);
  }

  private String state(long id) {
    return fixture.one(
        "SELECT concat_ws(' ', state, message_id, reason) FROM outgoing WHERE id = " + id);
  }
}
