package berry.conversations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// A person's messages. Whose they are is part of each question: nothing can be asked without.
///
/// A private chat has the id of its person, so what waits to be sent to a person stands under that.
@RegisterConstructorMapper(MessageStore.Line.class)
@RegisterConstructorMapper(Messages.Version.class)
interface MessageStore {

  /// A row of `message`, or of `outgoing` as long as Telegram has not taken it.
  ///
  /// @param number message_id, or the id of `outgoing`
  /// @param pending 1 for a row of `outgoing`
  record Line(
      long chatId,
      long number,
      int pending,
      @Nullable Long outgoingId,
      String direction,
      String kind,
      @Nullable String text,
      @Nullable String parseMode,
      Instant at,
      @Nullable Instant editedAt,
      String state,
      @Nullable String reason,
      @Nullable String fileName,
      @Nullable Long fileSize,
      @Nullable String album) {}

  /// What to look for, older than the place (at, number, chat, pending).
  record Wanted(
      long personId,
      @Nullable String direction,
      boolean files,
      @Nullable String like,
      Instant at,
      long number,
      long chat,
      long pending,
      int limit) {}

  @SqlQuery(
      """
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
          album
        FROM message
        WHERE person_id = :personId
          AND deleted_at IS NULL
          AND (sent_at, message_id, chat_id, 0) < (:at, :number, :chat, :pending)
          AND (CAST(:direction AS text) IS NULL OR direction = :direction)
          AND (NOT :files OR file_id IS NOT NULL)
          AND (CAST(:like AS text) IS NULL OR text ILIKE :like ESCAPE '!')
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
          NULL
        FROM outgoing
        WHERE chat_id = :personId
          AND state <> 'sent'
          AND state <> 'cancelled'
          AND method LIKE 'send%'
          AND method <> 'sendChatAction'
          AND (created_at, id, chat_id, 1) < (:at, :number, :chat, :pending)
          AND (CAST(:direction AS text) IS NULL OR :direction = 'out')
          AND (NOT :files OR method <> 'sendMessage')
          AND (
            CAST(:like AS text) IS NULL
            OR coalesce(body->>'text', body->>'caption') ILIKE :like ESCAPE '!'
          )
        ORDER BY created_at DESC, id DESC
        LIMIT :limit
      )
      ORDER BY at DESC, number DESC, chat_id DESC, pending DESC
      LIMIT :limit
      """)
  List<Line> newest(@BindMethods Wanted wanted);

  @SqlQuery(
      """
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
        album
      FROM message
      WHERE person_id = :personId
        AND chat_id = :chatId
        AND message_id = :messageId
        AND sent_at = :sentAt
      """)
  Optional<Line> one(long personId, long chatId, long messageId, Instant sentAt);

  /// What was queued under that id: the message if Telegram has taken it, else the row itself. A
  /// row that was sent is removed after a while; its message still knows the id.
  @SqlQuery(
      """
      SELECT
        outgoing.chat_id,
        coalesce(message.message_id, outgoing.id) AS number,
        CASE WHEN message.message_id IS NULL THEN 1 ELSE 0 END AS pending,
        outgoing.id AS outgoing_id,
        'out' AS direction,
        coalesce(
          message.kind,
          CASE method WHEN 'sendMessage' THEN 'text' ELSE lower(substr(method, 5)) END
        ) AS kind,
        CASE
          WHEN message.message_id IS NULL THEN coalesce(body->>'text', body->>'caption')
          ELSE message.text
        END AS text,
        CASE WHEN message.message_id IS NULL THEN body->>'parse_mode' END AS parse_mode,
        coalesce(message.sent_at, outgoing.created_at) AS at,
        message.edited_at,
        CASE state WHEN 'sending' THEN 'queued' ELSE state END AS state,
        outgoing.reason,
        message.file_name,
        message.file_size,
        message.album
      FROM outgoing
      LEFT JOIN message
        ON message.chat_id = outgoing.chat_id
        AND message.message_id = outgoing.message_id
        AND message.outgoing_id = outgoing.id
      WHERE outgoing.id = :outgoingId
        AND outgoing.chat_id = :personId
        AND state <> 'cancelled'
        AND method LIKE 'send%'
        AND method <> 'sendChatAction'
      UNION ALL
      SELECT
        chat_id, message_id, 0, outgoing_id, direction, kind, text, NULL, sent_at, edited_at,
        'sent', NULL, file_name, file_size, album
      FROM message
      WHERE chat_id = :personId
        AND outgoing_id = :outgoingId
        AND NOT EXISTS (SELECT FROM outgoing WHERE id = :outgoingId)
      """)
  Optional<Line> queued(long personId, long outgoingId);

  @SqlQuery(
      """
      SELECT text, version_at AS at
      FROM message_version
      WHERE chat_id = :chatId
        AND message_id = :messageId
        AND sent_at = :sentAt
      ORDER BY version_at
      """)
  List<Messages.Version> versions(long chatId, long messageId, Instant sentAt);
}
