package berry.inbox;

import berry.database.Database;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the leading replica notes down about how updates come, so that every process can tell it:
/// another replica, a dashboard alone, `berry status`.
public final class ReceptionNotes {

  /// @param epoch of the lease; a note of an earlier holder changes nothing
  /// @param good whether updates were seen to come since the note before
  public record Note(
      long epoch,
      String leader,
      String mode,
      @Nullable String detour,
      @Nullable String trouble,
      @Nullable String words,
      boolean good) {}

  private final Database database;

  public ReceptionNotes(Database database) {
    this.database = database;
  }

  /// @return false when a later holder of the lease has written already
  public boolean note(Note note) {
    return database.jdbi().withExtension(ReceptionStore.class, store -> store.note(note)) == 1;
  }

  /// A webhook call was accepted. To be told every few seconds at most: it is one row for all.
  public void delivered() {
    database.jdbi().useExtension(ReceptionStore.class, ReceptionStore::delivered);
  }

  /// Empty before the first note.
  public Optional<ReceptionState> now() {
    return database.jdbi().withExtension(ReceptionStore.class, ReceptionStore::state);
  }
}
