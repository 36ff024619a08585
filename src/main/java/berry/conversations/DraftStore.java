package berry.conversations;

import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The `draft` table.
interface DraftStore {

  @SqlQuery("SELECT EXISTS (SELECT FROM chat WHERE id = :chatId)")
  boolean known(long chatId);

  /// @return whether it is another one than before
  @SqlUpdate(
      """
      INSERT INTO draft (chat_id, staff_id, text, reply_to)
      VALUES (:chatId, :staffId, :text, :replyTo)
      ON CONFLICT (chat_id, staff_id) DO UPDATE
      SET text = excluded.text,
        reply_to = excluded.reply_to,
        changed_at = clock_timestamp()
      WHERE (draft.text, draft.reply_to) IS DISTINCT FROM (excluded.text, excluded.reply_to)
      """)
  boolean put(long chatId, long staffId, String text, @Nullable String replyTo);

  /// The table is as long as the team types: a scan of it costs less than an index would.
  @SqlUpdate(
      """
      DELETE FROM draft
      WHERE staff_id = :staffId
        AND chat_id IN (
          SELECT chat_id
          FROM draft
          WHERE staff_id = :staffId
          ORDER BY changed_at DESC, chat_id
          OFFSET :most
        )
      """)
  void forgetOldest(long staffId, int most);

  @SqlUpdate("DELETE FROM draft WHERE chat_id = :chatId AND staff_id = :staffId")
  boolean remove(long chatId, long staffId);
}
