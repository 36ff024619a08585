package berry.backup;

import berry.backup.Manifest.Copied;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// The `backup` table: what the folder said at the last look.
final class BackupStore {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();

  private final Jdbi jdbi;

  BackupStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Not before the migration that makes it: a backup is made before migrations, too.
  boolean there() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT to_regclass('public.backup') IS NOT NULL")
            .mapTo(boolean.class)
            .one());
  }

  void put(Manifest manifest) {
    jdbi.useHandle(handle -> put(handle, manifest));
  }

  private static void put(Handle handle, Manifest manifest) {
    handle
        .createUpdate(
            """
            INSERT INTO backup (
              name, made_at, bytes, sha256, state, proved_at, seconds, rows, copies, detail, missing)
            VALUES (
              :name, :madeAt, :bytes, :sha256, :state, :provedAt, :seconds, :rows,
              CAST(:copies AS jsonb), :detail, false)
            ON CONFLICT (name) DO UPDATE
            SET
              bytes = excluded.bytes,
              sha256 = excluded.sha256,
              state = excluded.state,
              proved_at = excluded.proved_at,
              seconds = excluded.seconds,
              rows = excluded.rows,
              copies = excluded.copies,
              detail = excluded.detail,
              missing = false
            """)
        .bind("name", manifest.name())
        .bind("madeAt", at(manifest.madeAt()))
        .bind("bytes", manifest.bytes())
        .bind("sha256", manifest.sha256())
        .bind("state", manifest.state().name().toLowerCase(Locale.ROOT))
        .bind("provedAt", manifest.provedAt() == null ? null : at(manifest.provedAt()))
        .bind("seconds", manifest.seconds())
        .bind("rows", manifest.rows())
        .bind("copies", JSON.writeValueAsString(manifest.copies()))
        .bind("detail", manifest.detail())
        .execute();
  }

  /// Those that are known, but not in the folder.
  ///
  /// @param there names that are
  List<Backup> others(List<String> there) {
    return jdbi.inTransaction(handle -> {
      handle
          .createUpdate(
              "UPDATE backup SET missing = true WHERE name <> ALL (:there) AND NOT missing")
          .bindArray("there", String.class, there)
          .execute();
      return handle
          .createQuery(
              """
              SELECT
                name, made_at, bytes, sha256, state, proved_at, seconds, rows, copies, detail
              FROM backup
              WHERE name <> ALL (:there)
              ORDER BY made_at DESC, name
              """)
          .bindArray("there", String.class, there)
          .map((row, context) -> missing(row))
          .list();
    });
  }

  /// For one that is not in the folder any more.
  void copies(String name, List<Copied> copies) {
    jdbi.useHandle(handle ->
        handle.execute(
            "UPDATE backup SET copies = CAST(? AS jsonb) WHERE name = ?",
            JSON.writeValueAsString(copies),
            name));
  }

  /// Target in words → when the newest backup was made that has a copy there.
  Map<String, Instant> newestCopies() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT copied ->> 'target' AS target, max(made_at) AS made_at
                FROM backup
                CROSS JOIN LATERAL jsonb_array_elements(copies) AS copied
                WHERE state <> 'failed'
                GROUP BY 1
                """)
            .reduceRows(
                new HashMap<String, Instant>(),
                (all, row) -> {
                  all.put(
                      row.getColumn("target", String.class),
                      row.getColumn("made_at", OffsetDateTime.class).toInstant());
                  return all;
                }));
  }

  void forget(String name) {
    jdbi.useHandle(handle -> handle.execute("DELETE FROM backup WHERE name = ?", name));
  }

  private static Backup missing(ResultSet row) throws java.sql.SQLException {
    OffsetDateTime provedAt = row.getObject("proved_at", OffsetDateTime.class);
    double seconds = row.getDouble("seconds");
    Double took = row.wasNull() ? null : seconds;
    List<Copied> copies =
        JSON.readValue(row.getString("copies"), new TypeReference<List<Copied>>() {});
    return new Backup(
        row.getString("name"),
        null,
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        row.getLong("bytes"),
        row.getString("sha256"),
        BackupState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        provedAt == null ? null : provedAt.toInstant(),
        took,
        row.getLong("rows"),
        copies,
        row.getString("detail"),
        List.of(),
        "not in this folder: made or kept elsewhere, or deleted");
  }

  private static OffsetDateTime at(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
