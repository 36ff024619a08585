package berry.backup;

import java.util.List;

/// Functions and views in an order in which each finds what it stands on.
///
/// @param early need no table: columns may take their defaults from them
/// @param late need tables, or views that do
record DependencyOrder(List<String> early, List<String> late) {}
