package berry.backup;

import org.jspecify.annotations.Nullable;

/// What a manifest says about where a backup comes from.
///
/// @param serverVersion of PostgreSQL, such as `18.6`
/// @param schemaVersion of Berry's newest migration; null: none of Berry's
/// @param newestUpdate id of the update that came last; null: none
record Facts(
    String database,
    String serverVersion,
    @Nullable String schemaVersion,
    @Nullable Long newestUpdate) {}
