package berry.conversations;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Everybody's messages.
@RegisterConstructorMapper(FeedStore.Row.class)
interface FeedStore {

  record Row(
      @Nested MessageStore.Line line,
      Instant receivedAt,
      boolean staff,
      @Nullable Long personId,
      @Nullable String firstName,
      @Nullable String username) {}

  record Wanted(Instant at, long number, long chat, long pending, int limit) {}

  @SqlQuery(
      """
      SELECT line.*, person.first_name, person.username
      FROM (
        (
          SELECT
            chat_id,
            message_id AS number,
            0 AS pending,
            outgoing_id,
            direction,
            kind,
            text,
            CAST(NULL AS text) AS parse_mode,
            sent_at AS at,
            edited_at,
            CASE direction WHEN 'in' THEN 'received' ELSE 'sent' END AS state,
            CAST(NULL AS text) AS reason,
            file_name,
            file_size,
            album,
            received_at,
            staff,
            person_id
          FROM message
          WHERE deleted_at IS NULL
            AND (sent_at, message_id, chat_id, 0) < (:at, :number, :chat, :pending)
          ORDER BY sent_at DESC, message_id DESC, chat_id DESC
          LIMIT :limit
        )
        UNION ALL
        (
          SELECT
            chat_id,
            id,
            1,
            id,
            'out',
            CASE method WHEN 'sendMessage' THEN 'text' ELSE lower(substr(method, 5)) END,
            coalesce(body->>'text', body->>'caption'),
            body->>'parse_mode',
            created_at,
            NULL,
            CASE state WHEN 'sending' THEN 'queued' ELSE state END,
            reason,
            NULL,
            NULL,
            NULL,
            created_at,
            staff_id IS NOT NULL,
            (SELECT id FROM person WHERE person.id = outgoing.chat_id)
          FROM outgoing
          WHERE chat_id IS NOT NULL
            AND state <> 'sent'
            AND state <> 'cancelled'
            AND method LIKE 'send%'
            AND method <> 'sendChatAction'
            AND (created_at, id, chat_id, 1) < (:at, :number, :chat, :pending)
          ORDER BY outgoing.created_at DESC, outgoing.id DESC
          LIMIT :limit
        )
        ORDER BY at DESC, number DESC, chat_id DESC, pending DESC
        LIMIT :limit
      ) AS line
      LEFT JOIN person ON person.id = line.person_id
      ORDER BY at DESC, number DESC, chat_id DESC, pending DESC
      """)
  List<Row> newest(@BindMethods Wanted wanted);
}
