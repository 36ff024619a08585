package berry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How a database that had demonstration data among the real rows becomes one with two schemas.
@Tag("sql")
final class DemonstrationSchemaTest {

  private static final List<String> TABLES =
      List.of("person", "chat", "message", "activity", "person_day", "first_reply");

  @AutoClose private final TestDatabase database = TestDatabase.empty();
  private final Migrations migrations = new Migrations(database.address());

  @Test
  void moves_a_seeded_month_and_leaves_what_is_real() {
    migrateTo("007");
    seed();
    Map<String, List<String>> made = rows("public.%s WHERE demo");
    Map<String, List<String>> real = rows("public.%s WHERE NOT demo");
    assertThat(made.get("message")).hasSize(3_600);

    migrateTo("008"); // later steps add columns

    assertThat(rows("demo.%s")).isEqualTo(made);
    assertThat(rows("public.%s")).isEqualTo(real);
    assertThat(texts("SELECT text FROM berry_message")).containsExactly("real");
    assertThat(texts("SELECT first_name FROM berry_person")).containsExactly("Anna");
    assertThat(texts("SELECT value::text FROM berry_daily")).containsExactly("2");
  }

  @Test
  void leaves_what_an_owner_granted_on_the_views_and_built_upon_them() {
    migrateTo("007");
    seed();
    run("GRANT SELECT ON berry_message TO PUBLIC");
    run("CREATE VIEW mine AS SELECT * FROM berry_person");

    migrations.migrate();

    assertThat(
            texts(
                "SELECT table_name::text FROM information_schema.role_table_grants"
                    + " WHERE grantee = 'PUBLIC' AND table_schema = 'public'"))
        .containsExactly("berry_message");
    assertThat(texts("SELECT first_name FROM mine")).containsExactly("Anna");
  }

  @Test
  void is_refused_without_the_right_and_changes_nothing() {
    migrateTo("007");
    seed();
    run("REVOKE CREATE ON DATABASE " + database.address().database() + " FROM berry");

    assertThatThrownBy(migrations::migrate)
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining("permission denied for database");

    assertThat(rows("public.%s WHERE demo").get("person")).hasSize(120);
  }

  /// A later step that changes one of them must change both.
  @Test
  void has_tables_like_the_real_ones() {
    migrations.migrate();

    for (String table : TABLES) {
      assertThat(columns("demo", table)).as(table).isEqualTo(columns("public", table));
      assertThat(indexes("demo", table)).as(table).isEqualTo(indexes("public", table));
    }
    assertThat(columns("demo", "outgoing")).hasSameSizeAs(columns("public", "outgoing"));
  }

  private void migrateTo(String version) {
    Address address = database.address();
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(address.jdbcUrl(), address.user(), address.password())
        .locations("classpath:" + MigrationScripts.FOLDER)
        .schemas("public")
        .target(version)
        .load()
        .migrate();
  }

  /// Anna's message, and a made-up month of 120 people who wrote once a day and were answered once.
  private void seed() {
    run(
        """
        INSERT INTO person (id, first_name, demo, first_seen_at, last_seen_at)
        SELECT -id, 'P' || id, true, timestamptz '2026-02-16Z', timestamptz '2026-03-18Z'
        FROM generate_series(1, 120) AS id
        UNION ALL
        SELECT 101, 'Anna', false, '2026-03-01Z', '2026-03-01Z'
        """);
    run(
        """
        INSERT INTO chat (id, type, demo, first_seen_at, last_seen_at)
        SELECT id, 'private', demo, first_seen_at, last_seen_at FROM person
        """);
    run(
        """
        INSERT INTO message (
          chat_id, message_id, sent_at, received_at, person_id, direction, kind, text, demo)
        SELECT id, day, first_seen_at + day * interval '1 day', last_seen_at, id, 'in', 'text',
          'made up', true
        FROM person, generate_series(1, 30) AS day
        WHERE demo
        UNION ALL
        SELECT 101, 1, '2026-03-01Z', '2026-03-01Z', 101, 'in', 'text', 'real', false
        """);
    run(
        """
        INSERT INTO activity (bucket, metric, demo, value)
        SELECT sent_at, 'messages_in', demo, count(*) FROM message GROUP BY 1, 3
        UNION ALL
        SELECT timestamptz '2026-03-01 09:00Z', 'messages_in', false, 1
        """);
    run(
        """
        INSERT INTO person_day (day, person_id, quarters, demo)
        SELECT (sent_at AT TIME ZONE 'UTC')::date, person_id, set_bit(0::bit(96), 0, 1), demo
        FROM message
        """);
    run(
        """
        INSERT INTO first_reply (chat_id, asked_at, answered_at, demo)
        SELECT id, first_seen_at, last_seen_at, demo FROM chat
        """);
  }

  /// Each table's rows, in a form in which those of both versions are the same.
  ///
  /// @param from with `%s` where the table is named
  private Map<String, List<String>> rows(String from) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : TABLES) {
      rows.put(
          table,
          texts(
              "SELECT (to_jsonb(one) - 'demo')::text FROM (SELECT * FROM %s) AS one ORDER BY 1"
                  .formatted(from.formatted(table))));
    }
    return rows;
  }

  private List<String> columns(String schema, String table) {
    return texts(
        """
        SELECT concat_ws(' ', column_name, data_type, is_nullable, column_default)
        FROM information_schema.columns
        WHERE table_schema = '%s' AND table_name = '%s'
        ORDER BY ordinal_position
        """
            .formatted(schema, table));
  }

  private List<String> indexes(String schema, String table) {
    return texts(
        """
        SELECT substr(indexdef, position('USING' IN indexdef))
        FROM pg_indexes
        WHERE schemaname = '%s' AND tablename = '%s'
        ORDER BY 1
        """
            .formatted(schema, table));
  }

  private List<String> texts(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private void run(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }
}
