package berry.conversations;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The `note` table.
interface NoteStore {

  @SqlUpdate(
      """
      INSERT INTO note (chat_id, staff_id, text)
      SELECT id, :staffId, :text
      FROM chat
      WHERE id = :chatId
      """)
  boolean add(long chatId, long staffId, String text);

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
