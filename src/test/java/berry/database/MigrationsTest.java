package berry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class MigrationsTest {

  @AutoClose private final TestDatabase empty = TestDatabase.empty();

  private final Migrations migrations = new Migrations(empty.address());

  @Test
  void leaves_nothing_of_a_step_that_fails() {
    empty.jdbi().useHandle(handle -> handle.execute("CREATE TABLE person (name text)"));

    assertThatThrownBy(migrations::migrate)
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining("relation \"person\" already exists");

    assertThat(tables()).doesNotContain("setting");
  }

  @Test
  void refuses_a_script_that_was_changed_after_it_was_applied() {
    migrations.migrate();
    empty
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE flyway_schema_history SET checksum = 1"));

    assertThat(migrations.current()).isFalse();
    assertThatThrownBy(migrations::migrate)
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining("checksum mismatch for migration version 001");
  }

  @Test
  void says_what_is_pending_and_does_nothing() {
    assertThat(migrations.pending()).first().isEqualTo("001 first tables");

    assertThat(tables()).isEmpty();
  }

  @Test
  void has_nothing_to_do_the_second_time() {
    assertThat(migrations.migrate()).isPositive();

    assertThat(migrations.current()).isTrue();
    assertThat(migrations.migrate()).isZero();
    assertThat(migrations.pending()).isEmpty();
  }

  @Test
  void accepts_a_schema_newer_than_the_code() {
    migrations.migrate();
    addHistory("999", "from the future");

    assertThat(migrations.migrate()).isZero();
    assertThat(migrations.pending()).isEmpty();
  }

  @Test
  void lets_two_processes_start_at_once() throws InterruptedException, ExecutionException {
    int all = migrations.pending().size();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      Callable<Integer> start = () -> new Migrations(empty.address()).migrate();

      List<Future<Integer>> results = both.invokeAll(List.of(start, start));

      assertThat(results.get(0).get() + results.get(1).get()).isEqualTo(all);
    }
  }

  private void addHistory(String version, String description) {
    empty
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO flyway_schema_history
                  (installed_rank, version, description, type, script, installed_by,
                   execution_time, success)
                VALUES (99, ?, ?, 'SQL', 'V999__from_the_future.sql', 'berry', 1, true)
                """,
                version,
                description));
  }

  private List<String> tables() {
    return empty
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                .mapTo(String.class)
                .list());
  }
}
