package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether an hourly backup would hold anything that the newest does not.
@Tag("sql")
final class ChangedTest {

  @TempDir private Path machine;
  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private Backups backups;

  @BeforeEach
  void fill() {
    backups = new BackupFixture(database, machine).backups();
    write("CREATE TABLE mine AS SELECT 1 AS n");
    write(
        """
        INSERT INTO incident (severity, state, cause, opened_at, round_at)
        VALUES (2, 'open', 'disk', now(), now())
        """);
  }

  @Test
  void nothing_did_without_a_write() {
    backups.create(false, Progress.NONE);

    assertThat(backups.changed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE mine SET n = 2",
        "INSERT INTO mine VALUES (2)",
        "DELETE FROM mine",
        "INSERT INTO setting_change (name, after, by_id) VALUES ('timeZone', '\"UTC\"', 7)",
        """
        INSERT INTO incident (severity, state, cause, opened_at, round_at)
        VALUES (1, 'open', 'cpu', now(), now())
        """,
        "INSERT INTO person (id, first_name, first_seen_at, last_seen_at) VALUES (7, 'A', now(), now())"
      })
  void something_did_however_it_was_written(String sql) {
    backups.create(false, Progress.NONE);

    write(sql);

    assertThat(backups.changed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO change (topic) VALUES ('backup')",
        "UPDATE backup SET detail = 'looked at'",
        "INSERT INTO lease (name, epoch, taken_at) VALUES ('x', 1, now())",
        "INSERT INTO setting (name, value) VALUES ('channel.mail', '{}')",
        "INSERT INTO metric_point (tier, replica, slot, at, figures) VALUES (0, 'a', 1, now(), '{1}')",
        """
        INSERT INTO replica (name, role, version, started_at, heartbeat_at)
        VALUES ('a', 'all', '1', now(), now())
        """,
        "INSERT INTO alert (key, state, since, judged_at) VALUES ('cpu', 'ok', now(), now())",
        """
        INSERT INTO escalation_timer (incident_id, round, step, due_at)
        SELECT id, 1, 1, now() FROM incident
        """,
        """
        INSERT INTO notification (incident_id, round, step, target, kind, state, at)
        SELECT id, 1, 1, 'person:7', 'repeat', 'sent', now() FROM incident
        """
      })
  void what_berry_writes_about_itself_is_no_change(String sql) {
    backups.create(false, Progress.NONE);

    write(sql);

    assertThat(backups.changed()).isFalse();
  }

  /// It was not in the snapshot, so it must count however late it ends.
  @Test
  void what_was_being_written_meanwhile_counts() throws Exception {
    try (var connection = database.address().connect(java.time.Duration.ofMinutes(1));
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO mine VALUES (3)");
      backups.create(false, Progress.NONE);
      statement.execute("SELECT pg_stat_force_next_flush()");
      connection.commit();
    }

    assertThat(backups.changed()).isTrue();
  }

  @Test
  void a_first_backup_is_always_news() {
    assertThat(backups.changed()).isTrue();
  }

  /// A connection tells the statistics every second or later, unless it is told to.
  private void write(String sql) {
    database.run(sql + "; SELECT pg_stat_force_next_flush()");
  }
}
