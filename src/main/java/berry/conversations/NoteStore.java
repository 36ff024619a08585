package berry.conversations;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The `note` table.
interface NoteStore {

  @SqlQuery("SELECT EXISTS (SELECT FROM chat WHERE id = :chatId)")
  boolean begun(long chatId);

  /// @return false when that person has written one there under that key already
  @SqlUpdate(
      """
      INSERT INTO note (chat_id, staff_id, text, key)
      VALUES (:chatId, :staffId, :text, :key)
      ON CONFLICT (chat_id, staff_id, key) WHERE key IS NOT NULL DO NOTHING
      """)
  boolean add(long chatId, long staffId, String text, @Nullable String key);

  @SqlUpdate(
      """
      UPDATE note
      SET text = :text,
        edited_at = clock_timestamp()
      WHERE id = :id
        AND chat_id = :chatId
        AND staff_id = :staffId
        AND text <> :text
      """)
  boolean edit(long chatId, long id, long staffId, String text);

  @SqlUpdate("DELETE FROM note WHERE id = :id AND chat_id = :chatId AND staff_id = :staffId")
  boolean delete(long chatId, long id, long staffId);

  @SqlQuery("SELECT staff_id FROM note WHERE id = :id AND chat_id = :chatId")
  Optional<Long> author(long chatId, long id);
}
