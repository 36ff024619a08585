package berry.telegram;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The header of an update: as much as Berry must understand to store and answer it.
///
/// @param kind name of the field that holds it, such as `message` or `my_chat_member`; names this
///   code has never heard of are kept; `unknown` when there is no field at all
/// @param message set for messages, posts and their edits
/// @param callback set for `callback_query`
/// @param membership set for `my_chat_member` and `chat_member`
public record Update(
    long id,
    String kind,
    @Nullable Sender sender,
    @Nullable Chat chat,
    @Nullable Message message,
    @Nullable Callback callback,
    @Nullable Membership membership) {

  /// All update types of Bot API 10.3, to be named in `allowed_updates`: Telegram leaves out
  /// `message_reaction`, `message_reaction_count` and `chat_member` unless they are asked for.
  public static final List<String> KINDS =
      List.of(
          "message",
          "edited_message",
          "channel_post",
          "edited_channel_post",
          "business_connection",
          "business_message",
          "edited_business_message",
          "deleted_business_messages",
          "guest_message",
          "stopped_message_generation",
          "message_reaction",
          "message_reaction_count",
          "inline_query",
          "chosen_inline_result",
          "callback_query",
          "shipping_query",
          "pre_checkout_query",
          "purchased_paid_media",
          "poll",
          "poll_answer",
          "my_chat_member",
          "chat_member",
          "chat_join_request",
          "chat_boost",
          "removed_chat_boost",
          "managed_bot",
          "subscription");

  static final Set<String> MESSAGES =
      Set.of(
          "message",
          "edited_message",
          "channel_post",
          "edited_channel_post",
          "business_message",
          "edited_business_message",
          "guest_message");

  /// Reads what it can: a value of the wrong type counts as absent, bytes that are not UTF-8 become
  /// U+FFFD, unknown fields are passed over without building anything.
  ///
  /// @throws UnreadableUpdate only when there is no JSON object with an integer `update_id`
  public static Update read(byte[] body) throws UnreadableUpdate {
    return UpdateReader.read(body);
  }
}
