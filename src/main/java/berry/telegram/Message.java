package berry.telegram;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The header of a message.
///
/// @param sentAt null when absent or outside the years 1970 to 9999
/// @param kind what it holds, named by its field: `text`, `photo`, `voice`, `new_chat_members`, …;
///   the name of a kind that came after this code is kept, and it is `other` when there is none
/// @param text text or caption, else the title of what it holds (a poll's question, the new name of
///   the group or topic), without U+0000 and lone surrogates, which PostgreSQL refuses
/// @param album `media_group_id`
/// @param replyTo id of the message that this one answers
/// @param threadId the forum topic
/// @param migrateTo id of the supergroup that this group becomes
/// @param migrateFrom id of the group that this supergroup was
/// @param outgoing whether a bot wrote it (Telegram sends a bot its own words as business messages)
public record Message(
    long id,
    @Nullable Instant sentAt,
    @Nullable Instant editedAt,
    String kind,
    @Nullable String text,
    @Nullable String album,
    @Nullable Long replyTo,
    @Nullable Long threadId,
    @Nullable Attachment file,
    @Nullable Long migrateTo,
    @Nullable Long migrateFrom,
    boolean outgoing) {}
