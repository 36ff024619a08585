package berry.backup;

import berry.backup.Manifest.Copied;
import berry.backup.Manifest.Difference;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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
    @Nullable String trouble) {

  /// How the detail of one begins that was made because a start could not wait for its proof.
  static final String BEFORE = "before the migration to ";

  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  /// Whether its proof was put off to the next periodic run.
  public boolean waiting() {
    return state == BackupState.MADE && detail != null && detail.startsWith(BEFORE);
  }

  /// When the newest was made that counts for what is due. One whose proof was put off does not,
  /// for it may never get one; nor one of a clock that was a day and more ahead, which would keep
  /// all others from being made until then.
  ///
  /// @return null: there is none
  public static @Nullable Instant newest(List<Backup> all, Instant now) {
    return all.stream()
        .filter(one -> !one.waiting())
        .map(Backup::at)
        .filter(at -> at.isBefore(now.plus(CLOCKS_DIFFER)))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
