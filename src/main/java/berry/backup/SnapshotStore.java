package berry.backup;

import berry.database.Address;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// One look at a whole database: everything read here is of the same moment, however long it takes
/// and whoever writes meanwhile. It takes one connection, and locks that only a change of the
/// schema would wait for.
///
/// For one thread.
final class SnapshotStore implements AutoCloseable {

  /// How long somebody else's change of the schema is waited for.
  private static final int LOCK_SECONDS = 60;

  /// Bytes that the server may send while we hash and compress what came before.
  private static final String RUN_AHEAD = "4194304";

  /// The same text for the same value on every server, whatever its administrator chose: checksums
  /// are compared by it.
  private static final List<String> SETTINGS =
      List.of(
          "search_path = ''",
          "TimeZone = 'UTC'",
          "DateStyle = 'ISO, YMD'",
          "IntervalStyle = 'postgres'",
          "bytea_output = 'hex'",
          "extra_float_digits = 1",
          "lc_monetary = 'C'",
          "xmlbinary = 'base64'",
          "row_security = off",
          "statement_timeout = 0",
          "idle_in_transaction_session_timeout = 0",
          // Two at once would each read the table from where the other is.
          "synchronize_seqscans = off",
          "lock_timeout = '" + LOCK_SECONDS + "s'");

  private final Connection connection;

  private SnapshotStore(Connection connection) {
    this.connection = connection;
  }

  /// @param direct past any pooler
  static SnapshotStore open(Address direct) throws SQLException {
    Connection connection =
        direct.withOption("receiveBufferSize", RUN_AHEAD).connect(Duration.ZERO);
    try {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        for (String setting : SETTINGS) {
          statement.execute("SET LOCAL " + setting);
        }
      }
      return new SnapshotStore(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// The schema; from now on nobody can change it until this is closed.
  Outline outline() throws SQLException {
    List<String> names = new ArrayList<>();
    for (Outline.Table table : tables()) {
      names.add(table.name());
    }
    if (!names.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "LOCK TABLE ONLY " + String.join(", ONLY ", names) + " IN ACCESS SHARE MODE");
      }
    }
    return new CatalogStore(connection).read();
  }

  /// What holds rows, without a lock on any of it.
  List<Outline.Table> tables() throws SQLException {
    return new CatalogStore(connection).tables();
  }

  /// How many it holds, without those of its partitions.
  long rows(Outline.Table table) throws SQLException {
    return Long.parseLong(String.valueOf(text("SELECT count(*) FROM ONLY " + table.name())));
  }

  /// Partition → the table it is a part of.
  Map<String, String> parents() throws SQLException {
    Map<String, String> parents = new LinkedHashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                CatalogStore.OURS
                    + """
                    SELECT child.name, parent.name
                    FROM pg_inherits
                    JOIN relation AS child ON child.oid = inhrelid
                    JOIN relation AS parent ON parent.oid = inhparent
                    WHERE child.relispartition AND child.relkind IN ('r', 'p')
                    """);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        parents.put(row.getString(1), row.getString(2));
      }
    }
    return parents;
  }

  /// Its rows as the lines of COPY.
  TableSum copy(Outline.Table table, OutputStream out, Progress progress)
      throws SQLException, IOException {
    RowSum sum = new RowSum();
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY (" + table.select() + ") TO STDOUT");
    try {
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        out.write(row);
        sum.row(row);
        progress.advances(row.length);
      }
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
    return sum.of(table.name());
  }

  /// Not of the snapshot, for sequences know none: asked after the rows, so that they are never
  /// behind them.
  List<SequenceValue> sequences() throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                CatalogStore.OURS + "SELECT name FROM relation WHERE relkind = 'S' ORDER BY name");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    List<SequenceValue> values = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String name : names) {
        try (ResultSet row = statement.executeQuery("SELECT last_value, is_called FROM " + name)) {
          row.next();
          values.add(new SequenceValue(name, row.getLong(1), row.getBoolean(2)));
        }
      }
    }
    return values;
  }

  /// Every view is looked into, which fails when one of them does not work.
  ///
  /// @return their names
  List<String> lookIntoViews() throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                CatalogStore.OURS
                    + "SELECT name FROM relation WHERE relkind IN ('v', 'm') AND relispopulated");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    try (Statement statement = connection.createStatement()) {
      for (String name : names) {
        statement.execute("SELECT * FROM " + name + " LIMIT 1");
      }
    }
    return names;
  }

  Facts facts() throws SQLException {
    boolean berry = there("public.flyway_schema_history");
    String schema =
        berry
            ? text(
                "SELECT version FROM public.flyway_schema_history WHERE success"
                    + " ORDER BY installed_rank DESC LIMIT 1")
            : null;
    String update =
        there("public.update_seen")
            ? text(
                "SELECT update_id FROM public.update_seen"
                    + " ORDER BY seen_at DESC, update_id DESC LIMIT 1")
            : null;
    return new Facts(
        String.valueOf(text("SELECT current_database()")),
        String.valueOf(text("SHOW server_version")),
        schema,
        update == null ? null : Long.valueOf(update));
  }

  private boolean there(String table) throws SQLException {
    return text("SELECT to_regclass('" + table + "')") != null;
  }

  private @Nullable String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
    }
  }
}
