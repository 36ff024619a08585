package berry.recovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a restore writes on a database, as its comment on the server: it stays with it through
/// every renaming, changes in one transaction with the name, and can be read while the database
/// itself is closed. So whoever comes after a restore that was killed knows what each one is.
///
/// @param berry always `recovery`
/// @param live the name of the database that the restore is for
/// @param id of the restore
/// @param source the backup's name
/// @param at when this state began
/// @param former the comment that stood there before
record Mark(
    String berry,
    String live,
    String id,
    State state,
    String source,
    Instant at,
    @Nullable String former) {

  /// What a database is.
  enum State {
    /// Something is restored into it: not complete.
    RESTORING,
    /// Restored, compared and of this schema: complete, but not live.
    PROVED,
    /// The live one, complete, closed for the moment in which another takes its place.
    CLOSED,
    /// The new live one, complete, before it was tried.
    TRIAL,
    /// The live one from before, complete, kept so that a restore can be undone.
    KEPT
  }

  private static final String OURS = "recovery";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();

  static Mark of(
      String live, String id, State state, String source, Instant at, @Nullable String former) {
    return new Mark(OURS, live, id, state, source, at, former);
  }

  String text() {
    return JSON.writeValueAsString(this);
  }

  /// @return null when it is no mark of ours
  static @Nullable Mark read(@Nullable String comment) {
    if (comment == null || !comment.startsWith("{\"berry\":\"" + OURS + "\"")) {
      return null;
    }
    try {
      return JSON.readValue(comment, Mark.class);
    } catch (JacksonException foreign) {
      return null;
    }
  }
}
