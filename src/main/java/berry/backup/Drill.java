package berry.backup;

import berry.database.Database;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came of restoring a backup as after a loss.
///
/// @param backup which was restored
/// @param source where it was taken from: `folder`, or the copy elsewhere in words
/// @param rtoSeconds until its data could have been used again: fetched, restored and compared;
///   null: it could not
/// @param rpoSeconds how old what it holds was: so much would have been lost
/// @param problem why it came out badly; null: it did not
public record Drill(
    Instant at,
    String backup,
    String source,
    @Nullable Double rtoSeconds,
    double rpoSeconds,
    @Nullable String problem) {

  static final String FOLDER = "folder";

  /// The last one, for those who only look; the schema must be up to date.
  public static Optional<Drill> newest(Database database) {
    return new DrillStore(database.jdbi()).newest();
  }
}
