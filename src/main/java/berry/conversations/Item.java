package berry.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One message as its person sees it.
///
/// @param id names it for [Messages#one]; stays the same while a message to be sent becomes sent
/// @param direction `in` from the person, `out` to them
/// @param kind `text`, `photo`, `document` … as Telegram names it
/// @param text plain, without markup
/// @param state `received`; `queued`, `sent`, `failed`, or `unknown` when Telegram gave no answer
/// @param reason why it failed or waits: a code such as `blocked`, `too_long`, `away`, or `refused:
///   ` with Telegram's own words
/// @param album the same for messages of a chat that were sent as one
/// @param author `person`, `bot`, the name of somebody of the team, or `team` when that is not
///   known
/// @param fileId by which its file can be asked for; says nothing to its reader
/// @param thumbnailId the same of a small picture of it
/// @param deletedAt when the bot took it back; what it said is not shown since
public record Item(
    String id,
    long chatId,
    String direction,
    String kind,
    @Nullable String text,
    Instant sentAt,
    @Nullable Instant editedAt,
    String state,
    @Nullable String reason,
    @Nullable String fileName,
    @Nullable Long fileSize,
    @Nullable String album,
    String author,
    @Nullable String fileId,
    @Nullable String thumbnailId,
    @Nullable Instant deletedAt) {}
