package berry.settings;

import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Named values that live in the database, each any JSON. A change of one wakes open screens by the
/// topic `setting`, with the name as `ref`.
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
    String json = JSON.writeValueAsString(value);
    write(name, handle -> SettingStore.put(handle, name, json, by));
  }

  /// The same in the caller's transaction, for what is to be kept together with it.
  public void put(Handle transaction, News news, String name, Object value, @Nullable Long by) {
    if (SettingStore.put(transaction, name, JSON.writeValueAsString(value), by)) {
      news.tell(Topic.SETTING, Subject.nobody().ref(name));
    }
  }

  /// @return false when there was a value, which stays
  public boolean putIfAbsent(String name, Object value) {
    String json = JSON.writeValueAsString(value);
    return write(name, handle -> SettingStore.putIfAbsent(handle, name, json));
  }

  /// Back to the default.
  public void remove(String name) {
    write(name, handle -> SettingStore.remove(handle, name));
  }

  private boolean write(String name, Predicate<Handle> statement) {
    return changes.inTransaction((transaction, news) -> {
      boolean changed = statement.test(transaction);
      if (changed) {
        news.tell(Topic.SETTING, Subject.nobody().ref(name));
      }
      return changed;
    });
  }
}
