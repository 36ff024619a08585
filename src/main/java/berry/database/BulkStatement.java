package berry.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One statement over many rows, one array a column: `FROM unnest(?, ?, …)`, so that its plan stays
/// the same however many rows there are. Several go to the server together: a trip there and back
/// costs a small batch more than the work itself.
///
/// @param <R> a row
public final class BulkStatement<R> {

  /// Takes one row of the answer.
  @FunctionalInterface
  public interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  private record Parameter(@Nullable String elements, Object value) {}

  private final String sql;
  private final List<? extends R> rows;
  private final List<Parameter> parameters = new ArrayList<>();
  private @Nullable Reader reader;

  public BulkStatement(String sql, Collection<? extends R> rows) {
    this.sql = sql;
    this.rows = rows instanceof List<? extends R> list ? list : new ArrayList<>(rows);
  }

  /// The first of a transaction. A batch that waits for longer, for a lock say, is better refused:
  /// Telegram repeats it. The server looks at its clock; the driver would wake a thread for each
  /// trip.
  public static BulkStatement<?> patience() {
    return new BulkStatement<>("SET LOCAL statement_timeout = '5s'", List.of());
  }

  /// The last of a transaction, which saves a trip of its own; for the driver it is over then.
  public static BulkStatement<?> commit() {
    return new BulkStatement<>("COMMIT", List.of());
  }

  /// Runs them in their order, in one trip to the server.
  public static void run(Connection connection, List<BulkStatement<?>> statements)
      throws SQLException {
    String sql = statements.stream().map(one -> one.sql).collect(Collectors.joining(";\n"));
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      int bound = 0;
      for (BulkStatement<?> one : statements) {
        for (Parameter parameter : one.parameters) {
          bind(connection, prepared, ++bound, parameter);
        }
      }
      prepared.execute();
      for (BulkStatement<?> one : statements) {
        one.read(prepared);
        prepared.getMoreResults();
      }
    }
  }

  public void run(Connection connection) throws SQLException {
    run(connection, List.of(this));
  }

  public BulkStatement<R> numbers(Function<R, @Nullable Long> column) {
    return array("bigint", column, new Long[rows.size()]);
  }

  public BulkStatement<R> texts(Function<R, @Nullable String> column) {
    return array("text", column, new String[rows.size()]);
  }

  public BulkStatement<R> flags(Function<R, @Nullable Boolean> column) {
    return array("boolean", column, new Boolean[rows.size()]);
  }

  public BulkStatement<R> bytes(Function<R, byte @Nullable []> column) {
    return array("bytea", column, new byte[rows.size()][]);
  }

  /// For `to_timestamp(…)`, in seconds: the driver sends arrays of times as text, and to write and
  /// read those cost a tenth of a batch. A double is exact to the microsecond until 2100.
  public BulkStatement<R> times(Function<R, @Nullable Instant> column) {
    return array("float8", row -> seconds(column.apply(row)), new Double[rows.size()]);
  }

  /// One value that is the same for all rows.
  public BulkStatement<R> all(Object value) {
    parameters.add(new Parameter(null, value));
    return this;
  }

  /// Who takes what the statement answers.
  public BulkStatement<R> to(Reader taker) {
    reader = taker;
    return this;
  }

  private <T> BulkStatement<R> array(
      String elements, Function<R, @Nullable T> column, @Nullable T[] cells) {
    for (int n = 0; n < cells.length; n++) {
      cells[n] = column.apply(rows.get(n));
    }
    parameters.add(new Parameter(elements, cells));
    return this;
  }

  private static @Nullable Double seconds(@Nullable Instant time) {
    return time == null ? null : time.getEpochSecond() + time.getNano() / 1e9;
  }

  private static void bind(
      Connection connection, PreparedStatement prepared, int place, Parameter parameter)
      throws SQLException {
    if (parameter.elements() == null) {
      prepared.setObject(place, parameter.value());
    } else {
      Object[] cells = (Object[]) parameter.value();
      prepared.setArray(place, connection.createArrayOf(parameter.elements(), cells));
    }
  }

  private void read(PreparedStatement prepared) throws SQLException {
    if (reader == null) {
      return;
    }
    try (ResultSet found = prepared.getResultSet()) {
      while (found.next()) {
        reader.read(found);
      }
    }
  }
}
