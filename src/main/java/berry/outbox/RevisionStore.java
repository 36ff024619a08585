package berry.outbox;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The rows of `outgoing` that change others.
interface RevisionStore {

  /// A message that is not sent yet.
  record Unsent(String method, String body) {}

  /// The message that is to be changed.
  record Target(long chatId, String state, @Nullable Long messageId) {}

  /// Cancels earlier changes of the same message that are still queued.
  @SqlUpdate(
      """
      UPDATE outgoing AS earlier
      SET state = 'cancelled',
        reason = :reason
      FROM outgoing AS change
      WHERE change.id = :id
        AND earlier.chat_id = change.chat_id
        AND earlier.id < change.id
        AND earlier.state = 'queued'
        AND earlier.method = ANY (:methods)
        AND (earlier.target = change.target OR earlier.message_id = change.message_id)
      """)
  void supersede(long id, List<String> methods, String reason);

  /// @return whether it was not sent yet
  @SqlUpdate(
      """
      UPDATE outgoing
      SET state = 'cancelled',
        reason = :reason
      WHERE id = :id
        AND state = 'queued'
      """)
  boolean cancel(long id, String reason);

  /// @return whether it had not arrived: it waited, or failed for good
  @SqlUpdate(
      """
      UPDATE outgoing
      SET state = 'cancelled',
        reason = :reason
      WHERE id = :id
        AND state IN ('queued', 'failed')
      """)
  boolean takeBack(long id, String reason);

  /// Locked until the end of the transaction, so that nobody claims it meanwhile; null when it is
  /// sent, or being sent. One that failed is changed, too: it may be tried once more.
  @SqlQuery(
      """
      SELECT method, body::text AS body
      FROM outgoing
      WHERE id = :id
        AND state IN ('queued', 'failed')
      FOR UPDATE
      """)
  @RegisterConstructorMapper(Unsent.class)
  @Nullable Unsent unsent(long id);

  @SqlUpdate("UPDATE outgoing SET body = CAST(:body AS jsonb) WHERE id = :id")
  void rewrite(long id, String body);

  @SqlQuery("SELECT chat_id, state, message_id FROM outgoing WHERE id = :id")
  @RegisterConstructorMapper(Target.class)
  @Nullable Target target(long id);

  /// An album's messages; their ids lie close together.
  @SqlQuery(
      """
      SELECT message.message_id
      FROM outgoing
      JOIN message AS first
        ON first.chat_id = outgoing.chat_id
        AND first.message_id = outgoing.message_id
        AND first.outgoing_id = outgoing.id
      JOIN message
        ON message.chat_id = first.chat_id
        AND message.message_id BETWEEN first.message_id AND first.message_id + 100
        AND (message.message_id = first.message_id OR message.album = first.album)
      WHERE outgoing.id = :outgoingId
        AND outgoing.chat_id = :chatId
      ORDER BY message.message_id
      """)
  List<Long> messages(long chatId, long outgoingId);
}
