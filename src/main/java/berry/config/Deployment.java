package berry.config;

import org.jspecify.annotations.Nullable;

/// What the platform says of what it has started.
///
/// @param id the platform's own, new at each deploy; null: it has none
/// @param commit null: nobody says which
/// @param message the first line of the commit's
public record Deployment(@Nullable String id, @Nullable String commit, @Nullable String message) {}
