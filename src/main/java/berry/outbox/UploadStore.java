package berry.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The `upload` table, and the files that are there for it only.
interface UploadStore {

  record Found(long id, String kind) {}

  @SqlUpdate("INSERT INTO upload (handle, file_id, staff_id) VALUES (:handle, :fileId, :staffId)")
  int add(String handle, long fileId, long staffId);

  @SqlQuery(
      """
      SELECT outgoing_file.id, outgoing_file.kind
      FROM upload
      JOIN outgoing_file ON outgoing_file.id = upload.file_id
      WHERE upload.handle = :handle
      """)
  @RegisterConstructorMapper(Found.class)
  Optional<Found> find(String handle);

  /// @return id of its file; null when there was no such upload
  @SqlQuery(
      """
      DELETE FROM upload
      WHERE handle = :handle
        AND staff_id = :staffId
      RETURNING file_id
      """)
  @Nullable Long cancel(String handle, long staffId);

  /// @return ids of their files
  @SqlQuery("DELETE FROM upload WHERE uploaded_at < :before RETURNING file_id")
  List<Long> forget(Instant before);

  /// What a process was keeping when it ended; to keep one takes seconds.
  @SqlUpdate(
      """
      DELETE FROM outgoing_file
      WHERE size < 0
        AND used_at < clock_timestamp() - interval '1 hour'
      """)
  int removeUnfinished();

  /// Bytes of what somebody has uploaded and Telegram does not have yet.
  @SqlQuery(
      """
      SELECT coalesce(sum(size), 0)
      FROM outgoing_file
      WHERE file_id IS NULL
        AND id IN (SELECT file_id FROM upload WHERE staff_id = :staffId)
      """)
  long unsent(long staffId);

  /// Removes content that nobody needs any more: its message was taken back, or failed a week ago.
  /// It would take the room of others for as long as it is known how messages were sent.
  @SqlUpdate(
      """
      DELETE FROM outgoing_file
      WHERE file_id IS NULL
        AND size >= 0
        AND used_at < clock_timestamp() - interval '1 hour'
        AND NOT EXISTS (SELECT FROM upload WHERE upload.file_id = outgoing_file.id)
        AND NOT EXISTS (
          SELECT FROM outgoing
          WHERE (
              outgoing.state IN ('queued', 'sending')
              OR (
                outgoing.state IN ('failed', 'unknown')
                AND outgoing.created_at > clock_timestamp() - interval '7 days'))
            AND jsonb_path_exists(
              outgoing.body,
              '$.**.berry_file ? (@ == $id)',
              jsonb_build_object('id', outgoing_file.id)))
      """)
  int removeAllUnused();

  /// Removes a file that no upload needs, no message that waits or may be tried again, and Telegram
  /// does not have.
  @SqlUpdate(
      """
      DELETE FROM outgoing_file
      WHERE id = :id
        AND file_id IS NULL
        AND NOT EXISTS (SELECT FROM upload WHERE upload.file_id = outgoing_file.id)
        AND NOT EXISTS (
          SELECT FROM outgoing
          WHERE outgoing.state IN ('queued', 'sending', 'failed', 'unknown')
            AND jsonb_path_exists(
              outgoing.body,
              '$.**.berry_file ? (@ == $id)',
              jsonb_build_object('id', outgoing_file.id)))
      """)
  int removeUnused(long id);
}
