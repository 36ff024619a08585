package berry.conversations;

import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// The files in `message`.
interface MessageFileStore {

  /// @param personId whose message it must be; null for anybody's
  @SqlQuery(
      """
      SELECT kind, file_id, thumbnail_id, file_name AS name, file_size AS size
      FROM message
      WHERE chat_id = :chatId
        AND message_id = :messageId
        AND sent_at = :sentAt
        AND (CAST(:personId AS bigint) IS NULL OR person_id = :personId)
        AND file_id IS NOT NULL
        AND deleted_at IS NULL
      """)
  @RegisterConstructorMapper(MessageFile.class)
  Optional<MessageFile> find(@Nullable Long personId, @BindMethods MessageRow.Key key);
}
