package berry.backup;

import berry.config.CopyTarget;
import berry.config.S3Keys;
import berry.database.Database;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of copies elsewhere.
///
/// @param newest target in words → when the newest backup was made that has a copy there, read back
public record CopiesStatus(Map<String, Instant> newest) {

  public static final CopiesStatus NONE = new CopiesStatus(Map.of());

  public static CopiesStatus read(Database database) {
    BackupStore store = new BackupStore(database.jdbi());
    return store.there() ? new CopiesStatus(store.newestCopies()) : NONE;
  }

  public Optional<Instant> newest(CopyTarget target) {
    return Optional.ofNullable(newest.get(target.words()));
  }

  /// Whether a target is another machine's, so that it outlives this one. A folder counts when its
  /// file system says so.
  public static boolean elsewhere(CopyTarget target) {
    return switch (target) {
      case CopyTarget.Directory directory -> DirectoryCopies.elsewhere(directory.path());
      case CopyTarget.S3 s3 -> true;
      case CopyTarget.Telegram telegram -> true;
    };
  }

  /// Asks the place itself, where that sends nothing to anybody.
  ///
  /// @return why no copy can be made there, in words
  public static Optional<String> trouble(CopyTarget target, @Nullable S3Keys keys) {
    if (!(target instanceof CopyTarget.S3 s3)) {
      return Optional.empty();
    }
    try {
      new S3Copies(s3, keys).look();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(BackupFolder.reason(e));
    }
  }
}
