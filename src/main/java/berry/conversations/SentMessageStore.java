package berry.conversations;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The rows of `message` and `message_version` that follow from what was sent.
interface SentMessageStore {

  /// @param outgoingId null for all but the first of an album: an id names one message
  @SqlUpdate(
      """
      INSERT INTO message (
        chat_id, message_id, sent_at, received_at, person_id, direction, kind, text, edited_at,
        reply_to, thread_id, album, file_id, file_name, file_size, thumbnail_id, staff, staff_id,
        outgoing_id)
      VALUES (
        :chatId, :messageId, :sentAt, :receivedAt, :personId, 'out', :kind, :text, :editedAt,
        :replyTo, :threadId, :album, :fileId, :fileName, :fileSize, :thumbnailId,
        CAST(:staffId AS bigint) IS NOT NULL, :staffId, :outgoingId)
      ON CONFLICT (chat_id, message_id, sent_at) DO NOTHING
      """)
  int add(
      long chatId,
      @Nullable Long personId,
      Instant receivedAt,
      @Nullable Long staffId,
      @Nullable Long outgoingId,
      @BindMethods SentMessage message);

  @SqlUpdate(
      """
      INSERT INTO message_version (chat_id, message_id, sent_at, version_at, text)
      SELECT chat_id, message_id, sent_at, coalesce(edited_at, sent_at), text
      FROM message
      WHERE chat_id = :chatId
        AND message_id = :messageId
        AND sent_at = :sentAt
        AND text IS DISTINCT FROM :text
      ON CONFLICT (chat_id, message_id, sent_at, version_at) DO NOTHING
      """)
  void keepVersion(long chatId, @BindMethods SentMessage message);

  @SqlUpdate(
      """
      UPDATE message
      SET kind = :kind,
        text = :text,
        edited_at = :editedAt,
        file_id = :fileId,
        file_name = :fileName,
        file_size = :fileSize,
        thumbnail_id = :thumbnailId
      WHERE chat_id = :chatId
        AND message_id = :messageId
        AND sent_at = :sentAt
      """)
  void edit(long chatId, @BindMethods SentMessage message);

  @SqlUpdate(
      """
      UPDATE message
      SET deleted_at = clock_timestamp()
      WHERE chat_id = :chatId
        AND message_id = ANY (:messageIds)
        AND deleted_at IS NULL
      """)
  void deleted(long chatId, List<Long> messageIds);

  @SqlUpdate(
      """
      DELETE FROM message_search
      WHERE chat_id = :chatId
        AND message_id = ANY (:messageIds)
      """)
  void findNoMore(long chatId, List<Long> messageIds);
}
