package berry.settings;

import berry.database.Database;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What people changed of the settings: who, when, from what to what. Secrets are dots already
/// where it is kept.
public final class SettingsHistory {

  /// @param before JSON; null where the default was in force
  /// @param after JSON; null where the default is in force again
  /// @param by Telegram id of who changed it
  /// @param byName empty when nothing is known of them any more
  public record Change(
      long id,
      String name,
      @Nullable String before,
      @Nullable String after,
      long by,
      String byName,
      Instant at) {}

  private final Jdbi jdbi;

  public SettingsHistory(Database database) {
    this.jdbi = database.jdbi();
  }

  /// Newest first.
  ///
  /// @param before an id of a change; null: from the newest
  public List<Change> page(@Nullable Long before, int limit) {
    long from = before == null ? Long.MAX_VALUE : before;
    return jdbi.withExtension(SettingChangeStore.class, store -> store.page(from, limit));
  }
}
