package berry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import berry.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What people wrote stays out of exceptions, because those end up in logs.
@Tag("sql")
class DiscretionTest {

  @AutoClose private final TestDatabase test = TestDatabase.fresh();

  @Test
  void quotes_no_value_that_a_statement_was_given() {
    assertThat(said("INSERT INTO setting (name, value, no_such_column) VALUES (:name, '{}', 1)"))
        .doesNotContain("my secret");
  }

  @Test
  void quotes_no_row_that_the_database_refused() {
    assertThat(said("INSERT INTO setting (name, value) VALUES (:name, NULL)"))
        .contains("null value")
        .doesNotContain("my secret");
  }

  private String said(String sql) {
    Throwable thrown =
        catchThrowable(() ->
            test.jdbi()
                .useHandle(handle -> handle.createUpdate(sql).bind("name", "my secret").execute()));
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
