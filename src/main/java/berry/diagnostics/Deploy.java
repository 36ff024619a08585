package berry.diagnostics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version that began to run.
///
/// @param commit null: nobody says which
/// @param message of the commit, its first line
/// @param deployment the platform's id of it
/// @param replica the first that ran it
/// @param before the version that ran until then; null: none did
/// @param verdict `good` or `bad`; null: not judged yet, or replaced before it could be
public record Deploy(
    long id,
    String version,
    @Nullable String commit,
    @Nullable String message,
    @Nullable String deployment,
    String replica,
    Instant at,
    @Nullable String before,
    @Nullable String verdict,
    @Nullable Instant judgedAt,
    List<Finding> findings) {}
