package berry.recovery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a restore, or taking one back, would change. Nothing was touched.
///
/// @param database the live one, whose name confirms the restore
/// @param source the backup's name, or that of the database put aside
/// @param at when it was made or put aside; null: unknown
/// @param tables by name; partitions are in the number of their table
/// @param notes what else a person should know first
/// @param obstacles why it would be refused now; empty: it would go on
public record DryRun(
    String database,
    String source,
    @Nullable Instant at,
    List<Table> tables,
    List<String> notes,
    List<String> obstacles) {

  /// @param name without the schema `public`
  /// @param now rows in the live database
  /// @param backup rows in the backup
  /// @param lost how many rows fewer there would be; a changed row is none
  public record Table(String name, long now, long backup, long lost) {}

  /// Of all tables.
  public long lost() {
    return tables.stream().mapToLong(Table::lost).sum();
  }
}
