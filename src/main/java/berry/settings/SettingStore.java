package berry.settings;

import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jspecify.annotations.Nullable;

/// The `setting` table; values are JSON texts.
final class SettingStore {

  private SettingStore() {}

  static Optional<String> value(Handle handle, String name) {
    return handle
        .createQuery("SELECT value::text FROM setting WHERE name = :name")
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }

  /// The value, which nobody else changes until this transaction ends.
  static Optional<String> held(Handle handle, String name) {
    return handle
        .createQuery("SELECT value::text FROM setting WHERE name = :name FOR UPDATE")
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }

  static Map<String, String> values(Handle handle, String prefix) {
    return handle
        .createQuery(
            "SELECT name, value::text AS value FROM setting WHERE starts_with(name, :prefix)")
        .bind("prefix", prefix)
        .setMapKeyColumn("name")
        .setMapValueColumn("value")
        .collectInto(new GenericType<Map<String, String>>() {});
  }

  /// @return whether anything changed
  static boolean put(Handle handle, String name, String value, @Nullable Long by) {
    return handle
            .createUpdate(
                """
                INSERT INTO setting (name, value, changed_by)
                VALUES (:name, :value::jsonb, :by)
                ON CONFLICT (name) DO UPDATE
                SET
                  value = excluded.value,
                  changed_at = clock_timestamp(),
                  changed_by = excluded.changed_by
                WHERE setting.value <> excluded.value
                """)
            .bind("name", name)
            .bind("value", value)
            .bind("by", by)
            .execute()
        > 0;
  }

  static boolean putIfAbsent(Handle handle, String name, String value) {
    return handle
            .createUpdate(
                """
                INSERT INTO setting (name, value)
                VALUES (:name, :value::jsonb)
                ON CONFLICT (name) DO NOTHING
                """)
            .bind("name", name)
            .bind("value", value)
            .execute()
        > 0;
  }

  static boolean remove(Handle handle, String name) {
    return handle
            .createUpdate("DELETE FROM setting WHERE name = :name")
            .bind("name", name)
            .execute()
        > 0;
  }
}
