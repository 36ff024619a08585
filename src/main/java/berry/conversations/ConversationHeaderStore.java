package berry.conversations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// One conversation, and what is being written in it.
@RegisterConstructorMapper(ConversationHeader.Details.class)
@RegisterConstructorMapper(ConversationHeader.Draft.class)
@RegisterConstructorMapper(Conversation.Colleague.class)
interface ConversationHeaderStore {

  @SqlQuery(
      """
      SELECT
        chat.first_seen_at,
        chat.last_seen_at,
        person.blocked_at,
        (SELECT count(*) FROM message WHERE message.chat_id = chat.id) AS messages
      FROM chat
      LEFT JOIN person ON person.id = chat.id
      WHERE chat.id = :chatId
      """)
  ConversationHeader.Details details(long chatId);

  @SqlQuery(
      """
      SELECT text, reply_to, changed_at
      FROM draft
      WHERE chat_id = :chatId
        AND staff_id = :staffId
      """)
  Optional<ConversationHeader.Draft> draft(long chatId, long staffId);

  @SqlQuery(
      """
      SELECT
        staff.person_id AS id,
        coalesce(
          staff.name, person.first_name, staff.first_name, CAST(staff.person_id AS text)
        ) AS name
      FROM draft
      JOIN staff ON staff.person_id = draft.staff_id
      LEFT JOIN person ON person.id = draft.staff_id
      WHERE draft.chat_id = :chatId
        AND draft.staff_id <> :staffId
        AND draft.changed_at > :since
      ORDER BY draft.changed_at DESC, id
      """)
  List<Conversation.Colleague> replying(long chatId, long staffId, Instant since);
}
