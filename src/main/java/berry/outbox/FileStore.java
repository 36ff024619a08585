package berry.outbox;

import java.time.Instant;
import org.jdbi.v3.sqlobject.SingleValue;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The `outgoing_file` table and its parts.
interface FileStore {

  /// @param parts 0 when the content is not kept (any more)
  record Row(
      long id,
      String kind,
      String name,
      String mimeType,
      long size,
      @Nullable String fileId,
      int parts) {}

  @SqlQuery(
      """
      INSERT INTO outgoing_file (bot_id, digest, kind, name, mime_type, size)
      VALUES (:botId, :unfinished, :kind, :name, :mimeType, -1)
      RETURNING id
      """)
  long begin(long botId, byte[] unfinished, String kind, String name, String mimeType);

  @SqlUpdate(
      "INSERT INTO outgoing_file_part (file_id, number, content) VALUES (:id, :number, :part)")
  int add(long id, int number, byte[] part);

  /// Bytes of everything that Telegram does not have yet. Asks the lengths only, one for each
  /// megabyte.
  @SqlQuery("SELECT coalesce(sum(octet_length(content)), 0) FROM outgoing_file_part")
  long kept();

  @SqlUpdate("DELETE FROM outgoing_file WHERE id = :id")
  int remove(long id);

  /// One finishes after the other, so of two with the same content the second finds the first.
  @SqlUpdate("LOCK TABLE outgoing_file IN SHARE ROW EXCLUSIVE MODE")
  void lock();

  @SqlQuery("SELECT id FROM outgoing_file WHERE bot_id = :botId AND digest = :digest")
  @Nullable Long same(long botId, byte[] digest);

  @SqlUpdate("UPDATE outgoing_file SET digest = :digest, size = :size WHERE id = :id")
  void finish(long id, byte[] digest, long size);

  @SqlUpdate("UPDATE outgoing_file SET used_at = clock_timestamp() WHERE id = :id")
  void use(long id);

  /// Gives content back to one that has none and is not known to Telegram either.
  @SqlUpdate(
      """
      UPDATE outgoing_file_part
      SET file_id = :empty
      WHERE file_id = :full
        AND EXISTS (SELECT FROM outgoing_file WHERE id = :empty AND outgoing_file.file_id IS NULL)
        AND NOT EXISTS (SELECT FROM outgoing_file_part AS own WHERE own.file_id = :empty)
      """)
  void refill(long empty, long full);

  @SqlQuery(
      """
      SELECT
        id, kind, name, mime_type, size, file_id,
        (
          SELECT count(*)
          FROM outgoing_file_part
          WHERE outgoing_file_part.file_id = outgoing_file.id
        ) AS parts
      FROM outgoing_file
      WHERE id = :id
        AND size >= 0
      """)
  @RegisterConstructorMapper(Row.class)
  @Nullable Row row(long id);

  @SqlQuery("SELECT content FROM outgoing_file_part WHERE file_id = :id AND number = :number")
  @SingleValue
  byte[] part(long id, int number);

  /// Telegram has it now, so the content need not be kept.
  @SqlUpdate(
      """
      WITH known AS (
        UPDATE outgoing_file
        SET file_id = :fileId
        WHERE id = :id
          AND file_id IS NULL
        RETURNING id
      )
      DELETE FROM outgoing_file_part
      USING known
      WHERE outgoing_file_part.file_id = known.id
      """)
  void known(long id, String fileId);

  /// Telegram does not know it by that name.
  @SqlUpdate("UPDATE outgoing_file SET file_id = NULL WHERE id = :id")
  void forget(long id);

  /// What nobody has sent since then.
  @SqlUpdate("DELETE FROM outgoing_file WHERE used_at < :before")
  void prune(Instant before);
}
