package berry.backup;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something long that is done with backups: how far it is, or what became of it.
///
/// @param subject name of the backup it is about; null: it gets one when it is made
/// @param by who asked for it, as they were called then; null: Berry by itself
/// @param who the process that is at it: `host/4711`
/// @param endedAt null: not yet, or its process has died
/// @param done bytes of this step
/// @param total the same when the step is at its end, about; 0: nobody knows
/// @param table the one it is at
/// @param outcome what came of it; null: not yet, or nothing
/// @param failure why nothing came of it, in words
public record Work(
    UUID id,
    Kind kind,
    @Nullable String subject,
    @Nullable String by,
    String who,
    Instant begunAt,
    @Nullable Instant endedAt,
    State state,
    Step step,
    long done,
    long total,
    @Nullable String table,
    @Nullable Outcome outcome,
    @Nullable String failure) {

  /// What is done.
  public enum Kind {
    BACKUP("makes a backup"),
    PROOF("proves a backup"),
    RESTORE("restores a backup"),
    UNDO("takes a restore back");

    private final String does;

    Kind(String does) {
      this.does = does;
    }

    /// As it follows a name: `makes a backup`.
    public String does() {
      return does;
    }
  }

  /// How it stands.
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    /// Its process went away without a word. Nothing half done counts or is live.
    INTERRUPTED
  }

  /// Which part of it is being done.
  public enum Step {
    BEGINNING(""),
    WRITING("Writing "),
    CHECKING("Checking "),
    READING("Reading "),
    RESTORING("Restoring "),
    COMPARING("Comparing"),
    MIGRATING("Bringing its schema "),
    SWAPPING("Putting it in the place "),
    COPYING("Copying "),
    /// One that has no name here yet.
    OTHER("");

    private final String beginning;

    Step(String beginning) {
      this.beginning = beginning;
    }

    /// @param words as [Progress#begins(String, long)] has them
    static Step of(String words) {
      for (Step one : values()) {
        if (!one.beginning.isEmpty() && words.startsWith(one.beginning)) {
          return one;
        }
      }
      return OTHER;
    }
  }

  /// What came of it.
  ///
  /// @param name of the backup made, proved or restored
  /// @param state of a backup made or proved, as [BackupState]; null: a restore
  /// @param kept the database from before a restore, by which it can be undone
  /// @param safety the backup made just before a restore
  /// @param paused for how many seconds a restore let no update in
  /// @param notes what a person should know now
  public record Outcome(
      String name,
      @Nullable BackupState state,
      @Nullable String kept,
      @Nullable String safety,
      double seconds,
      double paused,
      List<String> notes) {

    public static Outcome of(Backups.Made made) {
      return of(made.backup(), made.problems());
    }

    /// @param notes what did not work beside it
    public static Outcome of(Backup backup, List<String> notes) {
      Double seconds = backup.seconds();
      return new Outcome(
          backup.name(), backup.state(), null, null, seconds == null ? 0 : seconds, 0, notes);
    }
  }

  public boolean running() {
    return state == State.RUNNING;
  }

  Work at(Step now, long bytes, long of, @Nullable String name) {
    return new Work(
        id, kind, subject, by, who, begunAt, null, State.RUNNING, now, bytes, of, name, null, null);
  }

  Work ended(Instant at, @Nullable Outcome came, @Nullable String why) {
    State now = why == null ? State.DONE : State.FAILED;
    return new Work(
        id, kind, subject, by, who, begunAt, at, now, step, done, total, null, came, why);
  }

  /// For those who are kept waiting.
  String words() {
    return "%s %s since %s".formatted(by == null ? who : by, kind.does(), begunAt);
  }

  static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
