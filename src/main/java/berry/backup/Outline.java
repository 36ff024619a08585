package berry.backup;

import java.util.List;

/// A database without its rows: the statements that make it again, in their order, and what to copy
/// in between.
///
/// @param before schemas, types, sequences, tables
/// @param after keys, indexes, foreign keys, functions over tables, views, triggers, rights
/// @param foreign what there is that no statement here makes, in words; such a backup is not whole
record Outline(List<String> before, List<Table> tables, List<String> after, List<String> foreign) {

  /// A table that holds rows itself: no partitioned one, its partitions.
  ///
  /// @param name with its schema, quoted where SQL wants it
  /// @param columns quoted; those that are computed are left out
  /// @param bytes on disk, about
  record Table(String name, List<String> columns, long bytes) {

    /// What reads its rows as the script holds them.
    String select() {
      // Of a table without columns only the number of rows can be kept.
      return "SELECT " + String.join(", ", columns) + " FROM ONLY " + name;
    }

    /// What takes them in again.
    String copy() {
      String list = columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")";
      return "COPY " + name + list + " FROM stdin";
    }
  }
}
