package berry.conversations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// All of one chat, for the team.
///
/// Messages are read in the order of their ids, which is that of the chat, because the primary key
/// gives it for any chat at once: an index by time would be one more for the intake to write. What
/// waits and what is noted is little, and is read by time.
@RegisterConstructorMapper(ConversationMessageStore.Row.class)
@RegisterConstructorMapper(ConversationMessageStore.Count.class)
@RegisterConstructorMapper(ConversationMessageStore.Spot.class)
@RegisterConstructorMapper(ConversationMessageStore.Failed.class)
@RegisterConstructorMapper(MessageStore.Line.class)
@RegisterConstructorMapper(Messages.Version.class)
interface ConversationMessageStore {

  /// @param personId who wrote it
  record Row(
      @Nested MessageStore.Line line,
      @Nullable Long personId,
      @Nullable String firstName,
      @Nullable String username) {}

  /// Earlier texts of a message.
  record Count(long messageId, Instant sentAt, long versions) {}

  /// A change of a sent message that failed.
  ///
  /// @param target what the message was queued as
  /// @param messageId Telegram's; of the two at least one is known
  record Failed(
      long id, @Nullable Long target, @Nullable Long messageId, String method, String reason) {}

  /// Where a message stands among those of its chat.
  record Spot(long number, Instant at) {}

  String SELECT =
      "SELECT " + MessageStore.Line.COLUMNS + ", line.person_id, first_name, username\n";
  String PEOPLE = "AS line LEFT JOIN person ON person.id = line.person_id\n";

  /// What lists need of rows that come from different tables.
  String WHOLE =
      """
      SELECT
        chat_id, number, pending, outgoing_id, person_id, direction, kind, text, parse_mode, at,
        edited_at, state, reason, file_name, file_size, album, staff, staff_id, reply_to, file_id,
        thumbnail_id, deleted_at
      """;

  /// Notes in the shape of lines.
  String NOTES =
      """
      SELECT
        chat_id,
        id AS number,
        2 AS pending,
        CAST(NULL AS bigint) AS outgoing_id,
        CAST(NULL AS bigint) AS person_id,
        'out' AS direction,
        'note' AS kind,
        text,
        CAST(NULL AS text) AS parse_mode,
        at,
        edited_at,
        'sent' AS state,
        CAST(NULL AS text) AS reason,
        CAST(NULL AS text) AS file_name,
        CAST(NULL AS bigint) AS file_size,
        CAST(NULL AS text) AS album,
        true AS staff,
        staff_id,
        CAST(NULL AS bigint) AS reply_to,
        CAST(NULL AS text) AS file_id,
        CAST(NULL AS text) AS thumbnail_id,
        CAST(NULL AS timestamptz) AS deleted_at
      FROM note
      """;

  /// `private`, `group`, `supergroup` or `channel`; empty for a chat that nobody has written in.
  @SqlQuery("SELECT type FROM chat WHERE id = :chatId")
  Optional<String> type(long chatId);

  @SqlQuery(
      SELECT
          + """
          FROM (
            SELECT *
            FROM message_line
            WHERE chat_id = :chatId
              AND (number, at) < (:number, :at)
            ORDER BY number DESC, at DESC
            LIMIT :limit
          )
          """
          + PEOPLE
          + "ORDER BY number DESC, at DESC")
  List<Row> messagesBefore(long chatId, long number, Instant at, int limit);

  @SqlQuery(
      SELECT
          + """
          FROM (
            SELECT *
            FROM message_line
            WHERE chat_id = :chatId
              AND (number, at) >= (:number, :at)
            ORDER BY number, at
            LIMIT :limit
          )
          """
          + PEOPLE
          + "ORDER BY number, at")
  List<Row> messagesFrom(long chatId, long number, Instant at, int limit);

  @SqlQuery(
      "SELECT "
          + MessageStore.Line.COLUMNS
          + "FROM (("
          + WHOLE
          + """
          FROM outgoing_line
          WHERE chat_id = :chatId
            AND listed
            AND (at, pending, number) < (:at, :pending, :number)
          ORDER BY at DESC, number DESC
          LIMIT :limit
          ) UNION ALL (
          """
          + NOTES
          + """
          WHERE chat_id = :chatId
            AND (at, 2, id) < (:at, :pending, :number)
          ORDER BY at DESC, id DESC
          LIMIT :limit
          )) AS line
          ORDER BY at DESC, pending DESC, number DESC
          LIMIT :limit
          """)
  List<MessageStore.Line> othersBefore(
      long chatId, Instant at, long pending, long number, int limit);

  @SqlQuery(
      "SELECT "
          + MessageStore.Line.COLUMNS
          + "FROM (("
          + WHOLE
          + """
          FROM outgoing_line
          WHERE chat_id = :chatId
            AND listed
            AND (at, pending, number) >= (:at, :pending, :number)
          ORDER BY at, number
          LIMIT :limit
          ) UNION ALL (
          """
          + NOTES
          + """
          WHERE chat_id = :chatId
            AND (at, 2, id) >= (:at, :pending, :number)
          ORDER BY at, id
          LIMIT :limit
          )) AS line
          ORDER BY at, pending, number
          LIMIT :limit
          """)
  List<MessageStore.Line> othersFrom(long chatId, Instant at, long pending, long number, int limit);

  /// The last message that is no newer than that.
  @SqlQuery(
      """
      SELECT message_id AS number, sent_at AS at
      FROM message
      WHERE chat_id = :chatId
        AND sent_at <= :at
      ORDER BY message_id DESC, sent_at DESC
      LIMIT 1
      """)
  Optional<Spot> spot(long chatId, Instant at);

  @SqlQuery(
      SELECT
          + "FROM message_line "
          + PEOPLE
          + """
          WHERE chat_id = :chatId
            AND number = :number
            AND at = :at
          """)
  Optional<Row> message(long chatId, long number, Instant at);

  /// The message that Telegram took, whether or not the outbox still keeps how; else what waits.
  @SqlQuery(
      SELECT
          + "FROM (("
          + WHOLE
          + """
          FROM outgoing_line
          WHERE chat_id = :chatId
            AND outgoing_id = :outgoingId
            AND listed
          ) UNION ALL (
          """
          + WHOLE
          + """
          FROM message_line
          WHERE chat_id = :chatId
            AND number = (
              SELECT message_id
              FROM outgoing
              WHERE id = :outgoingId
                AND chat_id = :chatId
            )
            AND outgoing_id = :outgoingId
          ) UNION ALL (
          """
          + WHOLE
          + """
          FROM message_line
          WHERE chat_id = :chatId
            AND outgoing_id = :outgoingId
            AND NOT EXISTS (SELECT FROM outgoing WHERE id = :outgoingId)
          ))
          """
          + PEOPLE
          + "LIMIT 1")
  Optional<Row> queued(long chatId, long outgoingId);

  @SqlQuery(
      "SELECT "
          + MessageStore.Line.COLUMNS
          + "FROM ("
          + NOTES
          + """
          WHERE chat_id = :chatId
            AND id = :id
          ) AS line
          """)
  Optional<MessageStore.Line> note(long chatId, long id);

  /// Messages with these ids; if Telegram gave an id twice, both.
  @SqlQuery(
      "SELECT "
          + MessageStore.Line.COLUMNS
          + """
          FROM message_line
          WHERE chat_id = :chatId
            AND number = ANY (:numbers)
          ORDER BY number, at
          """)
  List<MessageStore.Line> withNumbers(long chatId, List<Long> numbers);

  @SqlQuery(
      """
      SELECT message_id, sent_at, count(*) AS versions
      FROM message_version
      WHERE chat_id = :chatId
        AND message_id = ANY (:numbers)
      GROUP BY message_id, sent_at
      """)
  List<Count> versions(long chatId, List<Long> numbers);

  /// Changes that failed, of messages queued as, or sent with these ids; not where a later one took
  /// their place. By state first: few rows of a chat are not sent.
  @SqlQuery(
      """
      SELECT id, target, message_id, method, coalesce(reason, state) AS reason
      FROM outgoing AS failed
      WHERE chat_id = :chatId
        AND state <> 'sent'
        AND state IN ('failed', 'unknown')
        AND method IN (
          'editMessageText', 'editMessageCaption', 'editMessageMedia', 'deleteMessage')
        AND (target = ANY (:queued) OR message_id = ANY (:numbers))
        AND NOT EXISTS (
          SELECT
          FROM outgoing AS later
          WHERE later.chat_id = failed.chat_id
            AND later.id > failed.id
            AND later.state <> 'cancelled'
            AND later.method IN (
              'editMessageText', 'editMessageCaption', 'editMessageMedia', 'deleteMessage')
            AND (later.target = failed.target OR later.message_id = failed.message_id)
        )
      ORDER BY id
      """)
  List<Failed> failedChanges(long chatId, List<Long> queued, List<Long> numbers);

  @SqlQuery(
      """
      SELECT text, version_at AS at
      FROM message_version
      WHERE chat_id = :chatId
        AND message_id = :number
        AND sent_at = :at
      ORDER BY version_at
      """)
  List<Messages.Version> texts(long chatId, long number, Instant at);

  /// What an album was queued as. Its messages have ids that lie close together; the first one
  /// knows.
  @SqlQuery(
      """
      SELECT outgoing_id
      FROM message
      WHERE chat_id = :chatId
        AND message_id BETWEEN :number - 100 AND :number
        AND album = :album
        AND outgoing_id IS NOT NULL
      ORDER BY message_id
      LIMIT 1
      """)
  Optional<Long> queuedAs(long chatId, String album, long number);

  /// When something came, or was taken by Telegram.
  @SqlQuery(
      """
      SELECT received_at
      FROM message
      WHERE chat_id = :chatId
        AND message_id = :number
        AND sent_at = :at
      """)
  Optional<Instant> receivedAt(long chatId, long number, Instant at);

  @SqlQuery(
      """
      SELECT coalesce(
        (SELECT name FROM staff WHERE person_id = :staffId),
        (SELECT first_name FROM person WHERE id = :staffId),
        (SELECT first_name FROM staff WHERE person_id = :staffId))
      """)
  Optional<String> nameOf(long staffId);
}
