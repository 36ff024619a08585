package berry.backup;

import berry.database.Address;
import berry.database.DropDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Databases beside the live one, on the same server, that a proof restores into.
///
/// For one thread.
final class ScratchStore implements AutoCloseable {

  /// With the number of the live database, so that several of one server don't take each other's
  /// for leftovers.
  private static final String PREFIX = "berry_prove_";

  private final Address live;
  private final Connection connection;

  private ScratchStore(Address live, Connection connection) {
    this.live = live;
    this.connection = connection;
  }

  static ScratchStore open(Address live) throws SQLException {
    return new ScratchStore(live, live.connect(Duration.ZERO));
  }

  boolean mayCreate() throws SQLException {
    return text("""
    SELECT (rolcreatedb OR rolsuper) AND NOT pg_is_in_recovery()
    FROM pg_roles
    WHERE rolname = current_user
    """)
        .equals("t");
  }

  /// On the server's disk, indexes and all.
  long bytes() throws SQLException {
    return Long.parseLong(text("SELECT pg_database_size(current_database())"));
  }

  /// Empty, with the same encoding and the same order of letters.
  Address create(String id) throws SQLException {
    String name = prefix() + id;
    String sql =
        text(
            """
            SELECT
              format('CREATE DATABASE %%I TEMPLATE template0 ENCODING %%L LC_COLLATE %%L LC_CTYPE %%L',
                '%s', pg_encoding_to_char(encoding), datcollate, datctype)
              || CASE datlocprovider
                WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %%L', locale)
                WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %%L', locale)
                ELSE ''
              END
            FROM pg_database AS d
            CROSS JOIN LATERAL (
              SELECT coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale')
            ) AS l (locale)
            WHERE datname = current_database()
            """
                .formatted(name));
    run(sql);
    return live.withDatabase(name);
  }

  void drop(Address scratch) throws SQLException {
    DropDatabase.drop(connection, scratch.database());
  }

  /// Of proofs that were killed. Nobody may be proving.
  ///
  /// @return their names
  List<String> dropLeftovers() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT datname FROM pg_database WHERE datname ~ '^" + prefix() + "[0-9a-f]+$'")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    for (String name : names) {
      drop(live.withDatabase(name));
    }
    return names;
  }

  private String prefix() throws SQLException {
    String number = text("SELECT oid FROM pg_database WHERE datname = current_database()");
    return PREFIX + number + "_";
  }

  private String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
