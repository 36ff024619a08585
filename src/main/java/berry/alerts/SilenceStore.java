package berry.alerts;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `alert_silence`.
interface SilenceStore {

  @SqlQuery(
      """
      INSERT INTO alert_silence (key, starts_at, until, reason, author_id, author)
      VALUES (:key, :startsAt, :until, :reason, :authorId, :author)
      RETURNING id
      """)
  long add(
      @Nullable String key,
      Instant startsAt,
      Instant until,
      String reason,
      @Nullable Long authorId,
      String author);

  /// Those that run, or are to come.
  @SqlQuery(
      """
      SELECT id, key, starts_at, until, reason, author
      FROM alert_silence
      WHERE until > :now
        AND ended_at IS NULL
      ORDER BY starts_at, id
      """)
  @RegisterConstructorMapper(Silence.class)
  List<Silence> current(Instant now);

  @SqlUpdate(
      """
      UPDATE alert_silence
      SET ended_at = :now
      WHERE key = :key
        AND until > :now
        AND ended_at IS NULL
      """)
  int end(String key, Instant now);

  @SqlUpdate(
      """
      UPDATE alert_silence
      SET ended_at = :now
      WHERE id = :id
        AND key IS NULL
        AND until > :now
        AND ended_at IS NULL
      """)
  int endWindow(long id, Instant now);
}
