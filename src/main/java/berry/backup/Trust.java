package berry.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far the backups of a database may be trusted: the newest one that was restored and came out
/// the same. All but `failedAt` are null when there is none.
///
/// @param at when it was made: what came since is in no proved backup
/// @param provedAt when it was last restored
/// @param seconds how long that took
/// @param rows that were compared
/// @param failedAt when a newer one was made that failed its proof; null: none did
public record Trust(
    @Nullable String name,
    @Nullable Instant at,
    @Nullable Instant provedAt,
    @Nullable Double seconds,
    @Nullable Long rows,
    @Nullable Instant failedAt) {}
