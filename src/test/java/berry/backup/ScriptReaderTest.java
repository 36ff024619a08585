package berry.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScriptReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ';'",
        "SELECT 'it''s; -- no comment'",
        "SELECT E'\\'; \\\\'",
        "SELECT \"a;\"\"b\"",
        "CREATE FUNCTION f() AS $$ BEGIN; END; $$",
        "CREATE FUNCTION f() AS $a_1$ ; $$ ; $b$ ; $a_1$",
        "SELECT a$1, $1 + $2",
        "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END",
        "SELECT 'Привет; 👋'",
        "SELECT 5 / 2 - 1"
      })
  void ends_a_statement_where_psql_does(String statement) throws IOException {
    List<String> found = statements("SELECT 1;\n" + statement + ";\nSELECT 2;");

    assertThat(found).containsExactly("SELECT 1", statement, "SELECT 2");
  }

  @Test
  void passes_over_comments_and_lines_for_psql() throws IOException {
    List<String> found =
        statements(
            """
            -- ; a comment
            \\restrict abc;def
            \\connect elsewhere
            /* one /* inside; */ ; */ SELECT /* ; */ 1;
            SELECT -- ;
              2;
            \\unrestrict abc
            """);

    assertThat(found).hasSize(2);
    assertThat(found.getFirst()).matches("SELECT\\s+1");
    assertThat(found.getLast()).matches("SELECT\\s+2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a\tb\n",
        "\\N\n\\\\.\n\\\\\n",
        ".\n\\t.\nx\\.\n",
        "COPY x FROM stdin;\n;\n'\n$$\n-- \n"
      })
  void hands_over_the_rows_of_copy_as_they_are(String rows) throws IOException {
    assertThat(rows("COPY t (a) FROM stdin;\n" + rows + "\\.\n\nSELECT 1;", 1)).isEqualTo(rows);
    assertThat(rows("COPY t (a) FROM stdin;\n" + rows + "\\.\n\nSELECT 1;", 65_536))
        .isEqualTo(rows);
  }

  @Test
  void rows_that_do_not_end_are_damage() {
    assertThatThrownBy(() -> rows("COPY t (a) FROM stdin;\na\nb\n", 7)).isInstanceOf(Damaged.class);
    assertThatThrownBy(() -> rows("COPY t (a) FROM stdin;\na\n\\", 7)).isInstanceOf(Damaged.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 'a", "SELECT \"a", "SELECT $$ a", "/* a", "SELECT $x$ $y$"})
  void a_quote_that_does_not_end_is_damage(String script) {
    assertThatThrownBy(() -> statements(script)).isInstanceOf(Damaged.class);
  }

  @Test
  void a_statement_without_end_does_not_fill_the_memory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '(';
          }
        };

    assertThatThrownBy(() -> new ScriptReader(endless).statement()).isInstanceOf(Damaged.class);
  }

  @Test
  void tells_a_whole_script_from_one_that_was_cut_off() throws IOException {
    ScriptReader whole = new ScriptReader(in("SELECT 1;\n" + ScriptWriter.END + "\n", 10));
    ScriptReader dump =
        new ScriptReader(in("SELECT 1;\n-- PostgreSQL database dump complete\n", 10));
    ScriptReader cut = new ScriptReader(in("SELECT 1;\n-- end of the", 10));
    for (ScriptReader one : List.of(whole, dump, cut)) {
      while (one.statement() != null) {
        // to its end
      }
    }

    assertThat(whole.complete()).isTrue();
    assertThat(dump.complete()).isTrue();
    assertThat(cut.complete()).isFalse();
  }

  /// Anything may be handed to it as a script; it ends, and says damage if anything.
  @Test
  void bears_any_bytes() {
    long seed = System.nanoTime();
    System.out.println("ScriptReaderTest seed " + seed);
    Random random = new Random(seed);
    String[] pieces = {
      "COPY t (a) FROM stdin;\n",
      "\\.\n",
      "'",
      "\"",
      "$$",
      "$a$",
      "--",
      "/*",
      "*/",
      ";",
      "\\",
      "\n",
      "(",
      ")",
      "E'",
      "BEGIN ATOMIC ",
      "CREATE FUNCTION ",
      "END",
      "SELECT 1",
      "\u0000",
      "я"
    };
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < 20_000; round++) {
            StringBuilder script = new StringBuilder();
            for (int n = random.nextInt(30); n > 0; n--) {
              script.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
              ScriptReader reader = new ScriptReader(in(script.toString(), 1 + random.nextInt(9)));
              for (String one = reader.statement(); one != null; one = reader.statement()) {
                if (ScriptReader.copies(one)) {
                  reader.rows((text, offset, count) -> {});
                }
              }
            } catch (Damaged said) {
              assertThat(said).hasMessageContaining("script");
            }
          }
        });
  }

  private static List<String> statements(String script) throws IOException {
    ScriptReader reader = new ScriptReader(in(script, 3));
    List<String> all = new ArrayList<>();
    for (String one = reader.statement(); one != null; one = reader.statement()) {
      all.add(one);
    }
    return all;
  }

  private static String rows(String script, int pieces) throws IOException {
    ScriptReader reader = new ScriptReader(in(script, pieces));
    String copy = reader.statement();
    assertThat(ScriptReader.copies(String.valueOf(copy))).isTrue();
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    reader.rows(rows::write);
    assertThat(reader.statement()).isEqualTo("SELECT 1");
    return rows.toString(UTF_8);
  }

  /// Hands out a few bytes at a time.
  private static InputStream in(String text, int pieces) {
    return new ByteArrayInputStream(text.getBytes(UTF_8)) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int count) {
        return super.read(bytes, offset, Math.min(count, pieces));
      }
    };
  }
}
