package berry.conversations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation as a list shows it, to one of the team.
///
/// @param chatId of a private chat also the person's id
/// @param type `private`, `group`, `supergroup` or `channel`
/// @param title of a chat of many
/// @param waitingSince when the oldest question was asked that nobody has answered
/// @param snoozedUntil only while that lies ahead
/// @param unread whether people have written since the caller read last
/// @param unreachable why nothing can be sent there, a code of the outbox's
public record Conversation(
    long chatId,
    String type,
    @Nullable String title,
    @Nullable Person person,
    @Nullable Instant waitingSince,
    @Nullable Instant doneAt,
    @Nullable Instant snoozedUntil,
    @Nullable LastMessage lastMessage,
    @Nullable Colleague assignee,
    List<String> tags,
    boolean unread,
    @Nullable String unreachable) {

  /// @param language `ru` or `en`: chosen, or what their Telegram speaks
  /// @param source the payload of the link by which they came
  public record Person(
      long id,
      String firstName,
      @Nullable String lastName,
      @Nullable String username,
      @Nullable String language,
      @Nullable String source) {}

  /// @param id as of an item of the conversation: how far whoever reads the list has seen
  /// @param direction `in` or `out`
  /// @param text its beginning
  /// @param author `person`, `bot`, the name of whoever of the team wrote it, or `team`
  /// @param state `received`, `queued`, `sent`, `failed` or `unknown`
  public record LastMessage(
      String id,
      String direction,
      String kind,
      @Nullable String text,
      Instant sentAt,
      String author,
      String state) {}

  /// @param name as the team chose it, else the first name
  public record Colleague(long id, String name) {}
}
