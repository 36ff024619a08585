package berry.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What stands in a conversation, as the team sees it: a message, an answer that waits, or a note.
///
/// A message of ours that was deleted stays, without what it said.
///
/// @param id names it for good, also while what waits becomes sent
/// @param direction `in` from people, `out` by us
/// @param kind `text`, `photo`, `document` … as Telegram names it; `note` for the team's own
/// @param text plain, without markup
/// @param state `received`; `queued`, `sent`, `failed`, or `unknown` when Telegram gave no answer
/// @param reason why it failed or waits, as a code
/// @param album the same for messages that were sent as one
/// @param author `person`, `bot`, the name of somebody of the team, or `team` when that is not
///   known
/// @param staffId who of the team; null for everybody else
/// @param person who wrote it in a chat of many; null in a private one and for what is ours
/// @param messageId Telegram's; null for what waits and for notes
/// @param fileId by which its file can be asked for; says nothing to its reader
/// @param versions how many texts it had before this one
/// @param changeFailed what became of the last wish to change it, if that failed; trying the
///   message once more tries that
/// @param mayEdit whether its words can be changed now
/// @param mayDelete whether it can be taken back now
public record ConversationMessage(
    String id,
    long chatId,
    String direction,
    String kind,
    @Nullable String text,
    Instant sentAt,
    @Nullable Instant editedAt,
    String state,
    @Nullable String reason,
    @Nullable String album,
    String author,
    @Nullable Long staffId,
    Feed.@Nullable Person person,
    @Nullable Long messageId,
    @Nullable Quote replyTo,
    @Nullable String fileId,
    @Nullable String thumbnailId,
    @Nullable String fileName,
    @Nullable Long fileSize,
    @Nullable Instant deletedAt,
    long versions,
    @Nullable ChangeFailed changeFailed,
    boolean mayEdit,
    boolean mayDelete) {

  /// @param what `edit` or `delete`
  /// @param reason a code of the outbox's, as of a message that failed
  public record ChangeFailed(String what, String reason) {}

  /// What a message answers.
  ///
  /// @param id null when it is not kept: from before Berry, or longer ago than messages are kept
  /// @param text its beginning
  /// @param author `person` for one that is not kept
  public record Quote(@Nullable String id, @Nullable String text, String author) {}
}
