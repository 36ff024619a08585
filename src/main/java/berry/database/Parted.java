package berry.database;

/// A table that is cut into months.
///
/// @param table partitioned by range
/// @param column what by
public record Parted(String table, String column) {}
