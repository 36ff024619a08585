package berry.recovery;

import berry.backup.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a restore has done.
///
/// @param database the live one
/// @param source what it holds now
/// @param kept the database from before, so that this can be undone
/// @param safety the backup made just before; null: none was wanted
/// @param seconds how long all of it took
/// @param paused for how many of them no update was taken in
/// @param notes what a person should know now
public record Restored(
    String database,
    String source,
    String kept,
    @Nullable String safety,
    double seconds,
    double paused,
    List<String> notes) {

  /// For those who follow it on a screen.
  public Work.Outcome outcome() {
    return new Work.Outcome(source, null, kept, safety, seconds, paused, notes);
  }
}
