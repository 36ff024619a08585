package berry.backup;

import berry.backup.Manifest.Copied;
import berry.backup.Manifest.Difference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A backup as people and programs are told of it.
///
/// @param name without ending; commands take it, or the name of the file
/// @param file where it lies; null: not in this folder
/// @param seconds how long its proof took; null: not proved
/// @param rows of all tables together
/// @param copies where else it lies
/// @param detail how it was proved, or why not
/// @param differences what its last proof found
/// @param trouble what is wrong with it as it lies there; null: nothing
public record Backup(
    String name,
    @Nullable String file,
    Instant at,
    long bytes,
    String sha256,
    BackupState state,
    @Nullable Instant provedAt,
    @Nullable Double seconds,
    long rows,
    List<Copied> copies,
    @Nullable String detail,
    List<Difference> differences,
    @Nullable String trouble) {}
