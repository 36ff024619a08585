package berry.backup;

import berry.database.Address;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Runs a script, as psql would, in the database it is connected to.
///
/// For one thread.
final class ScriptStore implements AutoCloseable {

  private static final Pattern TABLE =
      Pattern.compile("(?is)COPY\\s+((?:\"(?:[^\"]|\"\")*\"|[^\\s(\"])+).*");

  /// Of what a whole server is made: a script for one database has no business there. `pg_dump
  /// --create` writes them.
  private static final Pattern SERVER =
      Pattern.compile("(?is)(CREATE|ALTER|DROP)\\s+(DATABASE|ROLE|USER|TABLESPACE)\\s.*");

  /// What may name a setting that an older server does not know, or a role that is not there.
  private static final Pattern FORGIVEN_UNKNOWN =
      Pattern.compile(
          "(?is)SET\\s.*|ALTER\\s.*\\sOWNER\\s+TO\\s.*|(GRANT|REVOKE)\\s.*"
              + "|ALTER\\s+DEFAULT\\s+PRIVILEGES\\s.*");

  /// What only a superuser, or the extension's owner, may say; it holds no data.
  private static final Pattern FORGIVEN_RIGHT =
      Pattern.compile(
          "(?is)COMMENT\\s+ON\\s+(EXTENSION|SCHEMA)\\s.*|ALTER\\s.*\\sOWNER\\s+TO\\s.*"
              + "|(GRANT|REVOKE)\\s.*|ALTER\\s+DEFAULT\\s+PRIVILEGES\\s.*");

  private static final Set<String> UNKNOWN = Set.of("42704");
  private static final Set<String> NO_RIGHT = Set.of("42501");

  private final Connection connection;

  private ScriptStore(Connection connection) {
    this.connection = connection;
  }

  /// @param database what nobody else works with
  static ScriptStore open(Address database) throws SQLException {
    // Simple: a statement goes as it is. Otherwise the driver looks for semicolons of its own, and
    // takes the body of a function that holds a CASE for several statements.
    Connection connection = database.withOption("preferQueryMode", "simple").connect(Duration.ZERO);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      return new ScriptStore(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// What happens while a script runs.
  interface Listener {

    /// Before the first rows.
    default void schemaIsThere(ScriptStore store) throws SQLException {}

    /// After each COPY.
    ///
    /// @param script the sum of its rows as the script holds them
    default void loaded(ScriptStore store, TableSum script) throws SQLException, IOException {}
  }

  /// @throws Damaged when the script is not whole
  /// @throws SQLException when the server refuses something
  void run(InputStream in, Progress progress, Listener listener) throws SQLException, IOException {
    ScriptReader script = new ScriptReader(in);
    boolean rows = false;
    for (String one = script.statement(); one != null; one = script.statement()) {
      if (!ScriptReader.copies(one)) {
        execute(one);
        continue;
      }
      if (!rows) {
        listener.schemaIsThere(this);
        rows = true;
      }
      listener.loaded(this, copy(one, script, progress));
    }
    if (!script.complete()) {
      throw new Damaged("the script has no last line: it was cut off");
    }
  }

  /// A statement of our own, such as one that empties a table.
  void execute(String sql) throws SQLException {
    if (SERVER.matcher(sql).matches()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException e) {
      if (!forgiven(sql, String.valueOf(e.getSQLState()))) {
        throw new SQLException(
            beginning(sql) + ": " + e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
      }
    }
  }

  private TableSum copy(String sql, ScriptReader script, Progress progress)
      throws SQLException, IOException {
    String table = table(sql);
    progress.table(table);
    RowSum sum = new RowSum();
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    try {
      script.rows((text, offset, count) -> {
        try {
          copy.writeToCopy(text, offset, count);
        } catch (SQLException e) {
          throw new Refused(e);
        }
        sum.add(text, offset, count);
        progress.advances(count);
      });
      copy.endCopy();
      return sum.of(table);
    } catch (Refused e) {
      throw refused(table, e.why);
    } catch (SQLException e) {
      throw refused(table, e);
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /// Without the server's words, which quote the row: what people wrote.
  private static SQLException refused(String table, SQLException why) {
    String text = "the rows of " + table + " are refused, SQLSTATE " + why.getSQLState();
    return new SQLException(text, why.getSQLState(), why);
  }

  static String table(String copy) {
    Matcher name = TABLE.matcher(copy);
    return name.matches() ? name.group(1) : copy;
  }

  private static boolean forgiven(String sql, String state) {
    return (UNKNOWN.contains(state) && FORGIVEN_UNKNOWN.matcher(sql).matches())
        || (NO_RIGHT.contains(state) && FORGIVEN_RIGHT.matcher(sql).matches());
  }

  /// Enough to find it, and no more: a schema's statement holds nothing of people.
  private static String beginning(String sql) {
    String line = sql.lines().findFirst().orElse("");
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }

  /// Tables that hold rows, of what the script has made so far.
  List<String> tables() throws SQLException {
    return new CatalogStore(connection).plainTables();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /// A [SQLException] on its way through a method that throws only [IOException].
  private static final class Refused extends IOException {
    private final SQLException why;

    Refused(SQLException why) {
      super(why);
      this.why = why;
    }
  }
}
