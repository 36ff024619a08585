package berry.conversations;

import berry.conversations.Templates.Author;
import berry.conversations.Templates.Template;
import berry.conversations.Templates.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The `template` table. `texts` is language → text, without those that are missing.
final class TemplateStore {

  private TemplateStore() {}

  static List<Template> all(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT
              template.id,
              template.name,
              template.texts->>'ru' AS ru,
              template.texts->>'en' AS en,
              template.changed_at,
              template.changed_by,
              coalesce(staff.name, person.first_name, staff.first_name, '') AS author
            FROM template
            LEFT JOIN staff ON staff.person_id = template.changed_by
            LEFT JOIN person ON person.id = template.changed_by
            ORDER BY template.name
            """)
        .map((row, context) -> read(row))
        .list();
  }

  /// Of two who write the last one there is room for, the second hears of the first.
  static void lock(Handle transaction) {
    transaction.execute("LOCK TABLE template IN SHARE ROW EXCLUSIVE MODE");
  }

  /// How many there are beside that one.
  static int others(Handle transaction, String name) {
    return transaction
        .createQuery("SELECT count(*) FROM template WHERE name <> :name")
        .bind("name", name)
        .mapTo(Integer.class)
        .one();
  }

  static void put(Handle transaction, String name, Texts texts, @Nullable Long by) {
    transaction
        .createUpdate(
            """
            INSERT INTO template (name, texts, changed_by)
            VALUES (
              :name,
              jsonb_strip_nulls(jsonb_build_object('ru', :ru::text, 'en', :en::text)),
              :by
            )
            ON CONFLICT (name) DO UPDATE
            SET
              texts = excluded.texts,
              changed_at = clock_timestamp(),
              changed_by = excluded.changed_by
            """)
        .bind("name", name)
        .bind("ru", texts.ru())
        .bind("en", texts.en())
        .bind("by", by)
        .execute();
  }

  static int putIfAbsent(Handle transaction, String name, Texts texts) {
    return transaction
        .createUpdate(
            """
            INSERT INTO template (name, texts)
            VALUES (:name, jsonb_build_object('ru', :ru::text, 'en', :en::text))
            ON CONFLICT (name) DO NOTHING
            """)
        .bind("name", name)
        .bind("ru", texts.ru())
        .bind("en", texts.en())
        .execute();
  }

  static boolean remove(Handle transaction, String name) {
    return transaction
            .createUpdate("DELETE FROM template WHERE name = :name")
            .bind("name", name)
            .execute()
        > 0;
  }

  private static Template read(ResultSet row) throws SQLException {
    Long by = row.getObject("changed_by", Long.class);
    return new Template(
        row.getLong("id"),
        row.getString("name"),
        new Texts(row.getString("ru"), row.getString("en")),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        by == null ? null : new Author(by, row.getString("author")));
  }
}
