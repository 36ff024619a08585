package berry.monitoring;

import berry.database.Database;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Which statements cost the database the most, where it counts them, and how long its write-ahead
/// log is, where we may see it.
public final class Statements {

  private static final int MOST = 5;
  private static final int LONGEST = 300;

  private final Database database;

  public Statements(Database database) {
    this.database = database;
  }

  /// Whether statements are counted.
  private enum State {
    ON,
    /// The extension was not created in this database.
    ABSENT,
    /// It was, but the server did not load it, or not for our eyes.
    NOT_LOADED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param text with `$1` in the place of values, on one line
  /// @param cut whether the text goes on
  public record Statement(
      String text, boolean cut, long calls, double totalSeconds, double meanSeconds) {}

  /// @param state `on`, `absent` or `not_loaded`
  /// @param slowest by their time in all; empty unless it is on
  /// @param walBytes absent where this user may not see the write-ahead log
  public record Answer(String state, List<Statement> slowest, @Nullable Long walBytes) {}

  public Answer now() {
    Long wal = wal();
    if (!database.jdbi().withExtension(StatementStore.class, StatementStore::there)) {
      return new Answer(State.ABSENT.word(), List.of(), wal);
    }
    try {
      List<Statement> slowest =
          database
              .jdbi()
              .withExtension(StatementStore.class, store -> store.slowest(LONGEST, MOST));
      return new Answer(State.ON.word(), slowest, wal);
    } catch (JdbiException notLoaded) {
      return new Answer(State.NOT_LOADED.word(), List.of(), wal);
    }
  }

  private @Nullable Long wal() {
    return database
        .jdbi()
        .withExtension(
            DatabaseStatisticsStore.class,
            store -> store.seesLog() ? (Long) Math.round(store.log()) : null);
  }
}
