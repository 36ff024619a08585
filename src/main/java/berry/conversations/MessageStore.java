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

  /// A row of `message`, or of `outgoing` as long as Telegram has not taken it: a line of a list.
  ///
  /// @param number message_id, or the id of `outgoing`
  /// @param pending 1 for a row of `outgoing`, 2 for a note
  /// @param staff whether somebody of the team wrote it
  /// @param staffName as the team chose it, else the first name, which also somebody has who is
  ///   none of the team any more
  /// @param replyTo message_id of what it answers
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
      @Nullable String album,
      boolean staff,
      @Nullable Long staffId,
      @Nullable String staffName,
      @Nullable Long replyTo,
      boolean hasFileId,
      boolean hasThumbnailId,
      @Nullable Instant deletedAt) {

    /// Of the views `message_line` and `outgoing_line`. Named one by one wherever rows leave the
    /// database: a version that adds a column breaks no statement another one has prepared.
    static final String COLUMNS =
        """
        chat_id, number, pending, outgoing_id, direction, kind, text, parse_mode, at, edited_at,
        state, reason, file_name, file_size, album, staff, staff_id,
        coalesce(
          (SELECT staff.name FROM staff WHERE staff.person_id = staff_id),
          (SELECT person.first_name FROM person WHERE person.id = staff_id),
          (SELECT staff.first_name FROM staff WHERE staff.person_id = staff_id)
        ) AS staff_name,
        reply_to, file_id IS NOT NULL AS has_file_id, thumbnail_id IS NOT NULL AS has_thumbnail_id,
        deleted_at
        """;

    /// Who wrote it, as the team reads it.
    String author() {
      return Author.of(direction, staff, staffId, staffName);
    }

    /// Who wrote it, as people read it: of somebody whose name is not known, not even the id.
    String authorForPeople() {
      return Author.forPeople(direction, staff, staffName);
    }

    /// Names it for good; see [ItemId].
    String id() {
      Long queued = outgoingId;
      if (pending == NOTE) {
        return new ItemId.Note(number).text();
      }
      return queued == null
          ? new ItemId.Message(chatId, number, at).text()
          : new ItemId.Queued(queued).text();
    }

    /// By which the file can be asked for; null when there is none.
    @Nullable String fileId() {
      return hasFileId ? new ItemId.Message(chatId, number, at).text() : null;
    }

    @Nullable String thumbnailId() {
      return hasThumbnailId ? new ItemId.Message(chatId, number, at).text() + THUMBNAIL : null;
    }

    /// Not Telegram's yet, so it has no id of Telegram's.
    boolean waits() {
      return pending != 0;
    }

    private static final int NOTE = 2;
    private static final String THUMBNAIL = ".t";
  }

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
      "SELECT "
          + Line.COLUMNS
          + """
          FROM (
            (
              SELECT *
              FROM message_line
              WHERE person_id = :personId
                AND listed
                AND (at, number, chat_id, pending) < (:at, :number, :chat, :pending)
                AND (CAST(:direction AS text) IS NULL OR direction = :direction)
                AND (NOT :files OR has_file)
                AND (CAST(:like AS text) IS NULL OR text ILIKE :like ESCAPE '!')
              ORDER BY at DESC, number DESC, chat_id DESC
              LIMIT :limit
            )
            UNION ALL
            (
              SELECT *
              FROM outgoing_line
              WHERE chat_id = :personId
                AND listed
                AND (at, number, chat_id, pending) < (:at, :number, :chat, :pending)
                AND (CAST(:direction AS text) IS NULL OR direction = :direction)
                AND (NOT :files OR has_file)
                AND (CAST(:like AS text) IS NULL OR text ILIKE :like ESCAPE '!')
              ORDER BY at DESC, number DESC
              LIMIT :limit
            )
          ) AS line
          ORDER BY at DESC, number DESC, chat_id DESC, pending DESC
          LIMIT :limit
          """)
  List<Line> newest(@BindMethods Wanted wanted);

  @SqlQuery(
      "SELECT "
          + Line.COLUMNS
          + """
          FROM message_line
          WHERE person_id = :personId
            AND chat_id = :chatId
            AND number = :messageId
            AND at = :sentAt
          """)
  Optional<Line> one(long personId, long chatId, long messageId, Instant sentAt);

  /// What was queued under that id: the message if Telegram has taken it, else the row itself. A
  /// row that was sent is removed after a while; its message still knows the id.
  @SqlQuery(
      "SELECT "
          + Line.COLUMNS
          + """
          FROM (
            SELECT message_line.*
            FROM outgoing_line
            JOIN message_line USING (chat_id, message_id, outgoing_id)
            WHERE outgoing_line.chat_id = :personId
              AND outgoing_id = :outgoingId
            UNION ALL
            SELECT *
            FROM outgoing_line
            WHERE chat_id = :personId
              AND outgoing_id = :outgoingId
            UNION ALL
            SELECT *
            FROM message_line
            WHERE chat_id = :personId
              AND outgoing_id = :outgoingId
              AND NOT EXISTS (SELECT FROM outgoing WHERE id = :outgoingId)
          ) AS line
          ORDER BY pending
          LIMIT 1
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
