package berry.backup;

import berry.backup.Work.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The `backup_work` table: one row, which is also the right to begin.
final class WorkStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String WRITE =
      """
      INSERT INTO backup_work (
        id, kind, subject, asked_by, who, begun_at, seen_at, ended_at, step, done, total,
        table_name, outcome, failure)
      VALUES (
        :id, :kind, :subject, :by, :who, :begunAt, clock_timestamp(), :endedAt, :step, :done, :total,
        :table, CAST(:outcome AS jsonb), :failure)
      ON CONFLICT (single) DO UPDATE
      SET
        id = excluded.id,
        kind = excluded.kind,
        subject = excluded.subject,
        asked_by = excluded.asked_by,
        who = excluded.who,
        begun_at = excluded.begun_at,
        seen_at = excluded.seen_at,
        ended_at = excluded.ended_at,
        step = excluded.step,
        done = excluded.done,
        total = excluded.total,
        table_name = excluded.table_name,
        outcome = excluded.outcome,
        failure = excluded.failure
      """;

  /// Half a minute is longer than a worker is ever silent, even while the server is busy with
  /// nothing but a restore. Some seconds are enough when nobody has the right to work on backups,
  /// nor that to restore, which is had in a database beside: both end with their process.
  private static final String SILENT =
      """
      (
        backup_work.seen_at < clock_timestamp() - interval '30 seconds'
        OR backup_work.seen_at < clock_timestamp() - interval '3 seconds'
          AND NOT EXISTS (
            SELECT
            FROM
              (VALUES
                (hashtextextended('berry.backup', 0),
                  (SELECT oid FROM pg_database WHERE datname = current_database())),
                (hashtextextended('berry.recovery ' || current_database(), 0), NULL)
              ) AS worked (key, home)
            JOIN pg_locks
              ON locktype = 'advisory' AND granted AND objsubid = 1
              AND (classid::bigint << 32) | objid::bigint = worked.key
              AND database = coalesce(worked.home, database)))
      """;

  private static final String FREE = "WHERE backup_work.ended_at IS NOT NULL OR " + SILENT;

  /// A restore puts another row, or none, in the place of the one its worker wrote: then the
  /// worker's is written anew. Somebody else's that has begun since is left alone.
  private static final String OURS =
      "WHERE backup_work.id = excluded.id OR backup_work.begun_at <= excluded.begun_at";

  private WorkStore() {}

  /// Whether the database has the table: it comes with the schema of this version.
  static boolean there(Jdbi jdbi) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT to_regclass('backup_work') IS NOT NULL")
            .mapTo(Boolean.class)
            .one());
  }

  /// @return false when somebody else is at work
  static boolean claim(Handle handle, Work work) {
    return bound(handle.createUpdate(WRITE + FREE), work).execute() == 1;
  }

  static void put(Handle handle, Work work) {
    bound(handle.createUpdate(WRITE + OURS), work).execute();
  }

  /// @return null: nothing was ever done
  static @Nullable Work read(Jdbi jdbi) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT
                  id, kind, subject, asked_by, who, begun_at, ended_at, step, done, total, table_name,
                  outcome, failure, %s AS silent
                FROM backup_work
                """
                    .formatted(SILENT))
            .map((row, context) -> work(row))
            .findOne()
            .orElse(null));
  }

  private static Update bound(Update update, Work work) {
    Outcome outcome = work.outcome();
    return update
        .bind("id", work.id())
        .bind("kind", Work.word(work.kind()))
        .bind("subject", work.subject())
        .bind("by", work.by())
        .bind("who", work.who())
        .bind("begunAt", at(work.begunAt()))
        .bind("endedAt", work.endedAt() == null ? null : at(work.endedAt()))
        .bind("step", Work.word(work.step()))
        .bind("done", work.done())
        .bind("total", work.total())
        .bind("table", work.table())
        .bind("outcome", outcome == null ? null : JSON.writeValueAsString(outcome))
        .bind("failure", work.failure());
  }

  private static Work work(ResultSet row) throws SQLException {
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    String outcome = row.getString("outcome");
    String failure = row.getString("failure");
    return new Work(
        row.getObject("id", UUID.class),
        Work.Kind.valueOf(upper(row.getString("kind"))),
        row.getString("subject"),
        row.getString("asked_by"),
        row.getString("who"),
        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant(),
        state(ended != null, failure != null, row.getBoolean("silent")),
        Work.Step.valueOf(upper(row.getString("step"))),
        row.getLong("done"),
        row.getLong("total"),
        row.getString("table_name"),
        outcome == null ? null : JSON.readValue(outcome, Outcome.class),
        failure);
  }

  private static Work.State state(boolean ended, boolean failed, boolean silent) {
    if (ended) {
      return failed ? Work.State.FAILED : Work.State.DONE;
    }
    return silent ? Work.State.INTERRUPTED : Work.State.RUNNING;
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static OffsetDateTime at(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
