package berry.backup;

import berry.database.Address;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many rows each table of a database holds, counted at one moment.
public final class RowCountStore {

  private RowCountStore() {}

  /// @param rows table → how many; partitions by themselves
  /// @param parents partition → the table it is a part of
  public record Counted(Map<String, Long> rows, Map<String, String> parents) {}

  /// @param direct past any pooler
  /// @throws berry.database.DatabaseUnreachable when there is no connection
  public static Counted count(Address direct) {
    try {
      return of(direct);
    } catch (SQLException e) {
      throw Refusal.of(direct, e);
    }
  }

  static Counted of(Address direct) throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    try (SnapshotStore snapshot = SnapshotStore.open(direct)) {
      for (Outline.Table table : snapshot.tables()) {
        rows.put(table.name(), snapshot.rows(table));
      }
      return new Counted(rows, snapshot.parents());
    }
  }
}
