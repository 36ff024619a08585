package berry.outbox;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What became of a [ClaimedMessage].
sealed interface Delivery {

  /// @param result what Telegram answered; null in JSON when it only said that nothing changed
  record Sent(JsonNode result) implements Delivery {}

  /// Messages of ours are gone from the chat.
  record Deleted(List<Long> messageIds) implements Delivery {}

  /// Trying again can never help.
  ///
  /// @param reason code of a [Reason], for the screens
  /// @param gone whether nothing can be sent to this chat at all
  record Failed(String reason, boolean gone) implements Delivery {}

  /// Surely not carried out; to be tried again.
  record Later(Duration pause, Reason reason) implements Delivery {}

  /// Telegram asks to wait, and did nothing.
  ///
  /// @param everybody whether that is meant for all chats
  record TooFast(Duration pause, boolean everybody) implements Delivery {}

  /// Nobody knows whether it was carried out, so it is not repeated.
  record Unknown(Reason reason) implements Delivery {}

  /// The group became a supergroup with another id.
  record Moved(long chatId) implements Delivery {}
}
