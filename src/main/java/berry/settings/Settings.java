package berry.settings;

import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Named values that live in the database, each any JSON. A change of one wakes open screens by the
/// topic `setting`, with the name as `ref`, and is kept in the history when a person made it.
public final class Settings {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Jdbi jdbi;
  private final Changes changes;

  public Settings(Database database, Changes changes) {
    this.jdbi = database.jdbi();
    this.changes = changes;
  }

  /// The value, read as that type; empty when never set.
  public <T> Optional<T> get(String name, Class<T> type) {
    return jdbi.withHandle(handle -> SettingStore.value(handle, name))
        .map(json -> JSON.readValue(json, type));
  }

  /// All values whose name begins so, as they stand.
  Map<String, String> texts(String prefix) {
    Map<String, String> all = jdbi.withHandle(handle -> SettingStore.values(handle, prefix));
    all.replaceAll((name, json) -> JSON.readTree(json).asString(""));
    return all;
  }

  /// @param by the person of the team who chose it; null for Berry itself
  public void put(String name, Object value, @Nullable Long by) {
    changes.useTransaction((transaction, news) -> put(transaction, news, name, value, by));
  }

  /// The same in the caller's transaction, for what is to be kept together with it.
  public void put(Handle transaction, News news, String name, Object value, @Nullable Long by) {
    String json = JSON.writeValueAsString(value);
    String before = SettingStore.held(transaction, name).orElse(null);
    if (SettingStore.put(transaction, name, json, by)) {
      note(transaction, name, before, json, by);
      news.tell(Topic.SETTING, Subject.nobody().ref(name));
    }
  }

  /// @return false when there was a value, which stays
  public boolean putIfAbsent(String name, Object value) {
    String json = JSON.writeValueAsString(value);
    return changes.inTransaction((transaction, news) -> {
      boolean changed = SettingStore.putIfAbsent(transaction, name, json);
      if (changed) {
        news.tell(Topic.SETTING, Subject.nobody().ref(name));
      }
      return changed;
    });
  }

  /// Back to the default.
  ///
  /// @param by the person of the team who wants it; null for Berry itself
  public void remove(String name, @Nullable Long by) {
    changes.useTransaction((transaction, news) -> {
      String before = SettingStore.held(transaction, name).orElse(null);
      if (SettingStore.remove(transaction, name)) {
        note(transaction, name, before, null, by);
        news.tell(Topic.SETTING, Subject.nobody().ref(name));
      }
    });
  }

  private static void note(
      Handle transaction,
      String name,
      @Nullable String before,
      @Nullable String after,
      @Nullable Long by) {
    if (by != null) {
      transaction
          .attach(SettingChangeStore.class)
          .add(name, Dots.over(name, before), Dots.over(name, after), by);
    }
  }
}
