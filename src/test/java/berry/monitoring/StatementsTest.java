package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class StatementsTest {

  @AutoClose private final TestDatabase test = TestDatabase.fresh();
  private final Statements statements = new Statements(test.database());

  @Test
  void says_that_nothing_counts_them() {
    assertThat(statements.now().state()).isEqualTo("absent");
    assertThat(statements.now().slowest()).isEmpty();
  }

  /// As the extension answers where the server did not load it: each question is refused.
  @Test
  void says_that_what_counts_them_is_not_loaded() {
    test.run(
        """
        CREATE FUNCTION refused() RETURNS text LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION USING ERRCODE = '55000'; END $$;
        CREATE VIEW pg_stat_statements AS
        SELECT oid AS dbid, refused() AS query, 1::bigint AS calls, 1::float8 AS total_exec_time,
          1::float8 AS mean_exec_time
        FROM pg_database
        """);

    assertThat(statements.now().state()).isEqualTo("not_loaded");
  }

  @Test
  void lists_the_five_that_took_most_time_and_no_command_that_may_hold_a_password() {
    test.run(
        """
        CREATE VIEW pg_stat_statements AS
        SELECT oid AS dbid, query, n::bigint AS calls, n * 2000::float8 AS total_exec_time,
          2000::float8 AS mean_exec_time
        FROM pg_database,
          (
            VALUES (1, 'SELECT 1'), (2, E'SELECT\\n  $1'), (3, 'delete from a'),
              (4, 'INSERT INTO b VALUES ($1)'), (5, 'UPDATE c SET d = $1'),
              (7, 'WITH e AS (SELECT) SELECT ' || repeat('x', 400)),
              (9, 'ALTER ROLE f PASSWORD ''secret''')
          ) AS counted (n, query)
        """);

    Statements.Answer answer = statements.now();

    assertThat(answer.state()).isEqualTo("on");
    assertThat(answer.slowest())
        .extracting(Statements.Statement::calls)
        .containsExactly(7L, 5L, 4L, 3L, 2L);
    assertThat(answer.slowest().getFirst().text()).hasSize(300);
    assertThat(answer.slowest().getFirst().cut()).isTrue();
    assertThat(answer.slowest().getLast())
        .isEqualTo(new Statements.Statement("SELECT $1", false, 2, 4, 2));
  }
}
