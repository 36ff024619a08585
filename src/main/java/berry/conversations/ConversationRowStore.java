package berry.conversations;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// What a list shows of some conversations.
@RegisterConstructorMapper(ConversationRowStore.Row.class)
interface ConversationRowStore {

  record Row(
      long chatId,
      String type,
      @Nullable String title,
      @Nullable Instant waitingSince,
      @Nullable Instant doneAt,
      @Nullable Instant snoozedUntil,
      @Nullable String unreachable,
      @Nullable Long personId,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String username,
      @Nullable String language,
      @Nullable String source,
      @Nullable Long assignee,
      @Nullable String assigneeName,
      List<String> tags,
      boolean unread,
      @Nested("newest") Newest newest) {}

  /// All null when nothing was said.
  record Newest(
      @Nullable Long number,
      @Nullable Long outgoingId,
      @Nullable String direction,
      @Nullable String kind,
      @Nullable String text,
      @Nullable String parseMode,
      @Nullable Instant at,
      @Nullable String state,
      @Nullable Boolean staff,
      @Nullable Long staffId,
      @Nullable String staffName) {}

  /// What people speak: chosen, or as their Telegram does.
  String LANGUAGE =
      """
      coalesce(
        person.language,
        CASE
          WHEN person.language_code LIKE 'ru%' THEN 'ru'
          WHEN person.language_code IS NOT NULL THEN 'en'
        END
      )
      """;

  /// Those that exist, in the order of their ids.
  ///
  /// The newest message is looked up, not remembered: that of a moment ago is shown, whatever the
  /// index has come to. While somebody waits, what the bot said by itself is passed over: the list
  /// shows the question.
  @SqlQuery(
      """
      SELECT
        chat.id AS chat_id,
        chat.type,
        chat.title,
        chat.waiting_since,
        chat.done_at,
        CASE WHEN chat.snoozed_until > :now THEN chat.snoozed_until END AS snoozed_until,
        chat.unreachable,
        person.id AS person_id,
        person.first_name,
        person.last_name,
        person.username,
      """
          + LANGUAGE
          + """
            AS language,
            person.source,
            conversation.assignee,
            coalesce(assignee.name, assigned.first_name, assignee.first_name) AS assignee_name,
            coalesce(conversation.tags, '{}') AS tags,
            coalesce(conversation.last_in_at > coalesce(seen.read_at, '-infinity'), false) AS unread,
            newest.number AS newest_number,
            newest.outgoing_id AS newest_outgoing_id,
            newest.direction AS newest_direction,
            newest.kind AS newest_kind,
            newest.text AS newest_text,
            newest.parse_mode AS newest_parse_mode,
            newest.at AS newest_at,
            newest.state AS newest_state,
            newest.staff AS newest_staff,
            newest.staff_id AS newest_staff_id,
            coalesce(author.name, writer.first_name, author.first_name) AS newest_staff_name
          FROM unnest(CAST(:chats AS bigint[])) AS wanted (id)
          JOIN chat ON chat.id = wanted.id
          LEFT JOIN person ON person.id = chat.id
          LEFT JOIN conversation ON conversation.chat_id = chat.id
          LEFT JOIN staff AS assignee ON assignee.person_id = conversation.assignee
          LEFT JOIN person AS assigned ON assigned.id = conversation.assignee
          LEFT JOIN conversation_read AS seen
            ON seen.chat_id = chat.id
            AND seen.staff_id = :staffId
          LEFT JOIN LATERAL (
            SELECT *
            FROM (
              (
                SELECT
                  number, outgoing_id, direction, kind, text, parse_mode, at, state, staff, staff_id,
                  pending
                FROM message_line
                WHERE chat_id = chat.id
                  AND listed
                  AND (chat.waiting_since IS NULL OR direction = 'in' OR staff)
                ORDER BY number DESC
                LIMIT 1
              )
              UNION ALL
              (
                SELECT
                  number, outgoing_id, direction, kind, text, parse_mode, at, state, staff, staff_id,
                  pending
                FROM outgoing_line
                WHERE chat_id = chat.id
                  AND listed
                  AND (chat.waiting_since IS NULL OR staff)
                ORDER BY at DESC
                LIMIT 1
              )
            ) AS line
            ORDER BY at DESC, pending DESC
            LIMIT 1
          ) AS newest ON true
          LEFT JOIN staff AS author ON author.person_id = newest.staff_id
          LEFT JOIN person AS writer ON writer.id = newest.staff_id
          ORDER BY chat.id
          """)
  List<Row> rows(Long[] chats, long staffId, Instant now);

  static Conversation conversation(Row row) {
    Long assignee = row.assignee();
    return new Conversation(
        row.chatId(),
        row.type(),
        row.title(),
        person(row),
        row.waitingSince(),
        row.doneAt(),
        row.snoozedUntil(),
        newest(row.chatId(), row.newest()),
        assignee == null
            ? null
            : new Conversation.Colleague(assignee, Author.name(assignee, row.assigneeName())),
        row.tags(),
        row.unread(),
        row.unreachable());
  }

  private static Conversation.@Nullable Person person(Row row) {
    Long id = row.personId();
    String name = row.firstName();
    return id == null
        ? null
        : new Conversation.Person(
            id,
            name == null ? "" : name,
            row.lastName(),
            row.username(),
            row.language(),
            row.source());
  }

  private static Conversation.@Nullable LastMessage newest(long chatId, Newest newest) {
    String direction = newest.direction();
    String kind = newest.kind();
    Instant at = newest.at();
    String state = newest.state();
    Long number = newest.number();
    Long queued = newest.outgoingId();
    if (direction == null || kind == null || at == null || state == null || number == null) {
      return null;
    }
    ItemId id = queued == null ? new ItemId.Message(chatId, number, at) : new ItemId.Queued(queued);
    return new Conversation.LastMessage(
        id.text(),
        direction,
        kind,
        Beginning.of(PlainText.of(newest.text(), newest.parseMode())),
        at,
        Author.of(
            direction, Boolean.TRUE.equals(newest.staff()), newest.staffId(), newest.staffName()),
        state);
  }
}
