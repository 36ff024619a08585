package berry.inbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Binds many rows to one statement, one array a column: `FROM unnest(?, ?, …)`. One trip to the
/// server for a batch, and a plan that stays the same however many rows there are.
///
/// @param <R> a row
final class RowsStore<R> implements AutoCloseable {

  /// A batch that waits longer than this, for a lock say, is better refused: Telegram repeats it.
  private static final int SECONDS = 5;

  private final Connection connection;
  private final PreparedStatement statement;
  private final List<R> rows;
  private final List<Array> arrays = new ArrayList<>();
  private int bound;

  RowsStore(Connection connection, String sql, Collection<? extends R> rows) throws SQLException {
    this.connection = connection;
    this.statement = connection.prepareStatement(sql);
    this.rows = List.copyOf(rows);
    statement.setQueryTimeout(SECONDS);
  }

  RowsStore<R> numbers(Function<R, @Nullable Long> column) throws SQLException {
    return array("bigint", column, new Long[rows.size()]);
  }

  RowsStore<R> texts(Function<R, @Nullable String> column) throws SQLException {
    return array("text", column, new String[rows.size()]);
  }

  RowsStore<R> flags(Function<R, @Nullable Boolean> column) throws SQLException {
    return array("boolean", column, new Boolean[rows.size()]);
  }

  RowsStore<R> bytes(Function<R, byte @Nullable []> column) throws SQLException {
    return array("bytea", column, new byte[rows.size()][]);
  }

  RowsStore<R> times(Function<R, @Nullable Instant> column) throws SQLException {
    Function<R, @Nullable String> written =
        row -> {
          Instant time = column.apply(row);
          return time == null ? null : time.toString();
        };
    return array("timestamptz", written, new String[rows.size()]);
  }

  /// One value that is the same for all rows.
  RowsStore<R> all(Object value) throws SQLException {
    statement.setObject(++bound, value);
    return this;
  }

  void run() throws SQLException {
    statement.executeUpdate();
  }

  PreparedStatement statement() {
    return statement;
  }

  private <T> RowsStore<R> array(String type, Function<R, @Nullable T> column, @Nullable T[] cells)
      throws SQLException {
    for (int n = 0; n < cells.length; n++) {
      cells[n] = column.apply(rows.get(n));
    }
    Array array = connection.createArrayOf(type, cells);
    arrays.add(array);
    statement.setArray(++bound, array);
    return this;
  }

  @Override
  public void close() throws SQLException {
    for (Array array : arrays) {
      array.free();
    }
    statement.close();
  }
}
