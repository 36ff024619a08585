package berry.outbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of `outgoing` that this process has claimed.
///
/// @param age since it was queued
/// @param attempts this one included
/// @param target the outgoing message that it changes
/// @param update the update that it answers, by Telegram's number; null: none, or nobody knows
/// @param messageIds the messages that it changes, as far as they are known
record ClaimedMessage(
    long id,
    long botId,
    @Nullable Long chatId,
    String method,
    String body,
    boolean closes,
    @Nullable Long staffId,
    Duration age,
    int attempts,
    @Nullable Long target,
    @Nullable Long update,
    List<Long> messageIds) {

  /// Changes these messages.
  ClaimedMessage on(List<Long> messages) {
    return new ClaimedMessage(
        id,
        botId,
        chatId,
        method,
        body,
        closes,
        staffId,
        age,
        attempts,
        target,
        update,
        List.copyOf(messages));
  }

  boolean deletes() {
    return method.equals("deleteMessage");
  }

  /// What Telegram is to be asked; an album is several messages.
  String calls() {
    return deletes() && messageIds.size() > 1 ? "deleteMessages" : method;
  }

  /// Whether Telegram may carry it out twice without anybody noticing.
  boolean repeatable() {
    return method.startsWith("edit")
        || method.startsWith("set")
        || method.startsWith("answer")
        || method.startsWith("delete")
        || method.equals("sendChatAction");
  }

  /// Whether it leaves a message in the chat.
  boolean speaks() {
    return !method.equals("sendChatAction")
        && (method.startsWith("send") || method.startsWith("copy") || method.startsWith("forward"));
  }

  /// The files that it carries, in their order.
  List<Long> files() {
    return body.contains(OutgoingFile.MARK) ? Attached.ids(StoredJson.read(body)) : List.of();
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>(StoredJson.read(body));
    if (chatId != null) {
      parameters.put("chat_id", chatId);
    }
    if (calls().equals("deleteMessages")) {
      parameters.put("message_ids", messageIds);
    } else if (!messageIds.isEmpty()) {
      parameters.put("message_id", messageIds.getFirst());
    }
    return parameters;
  }
}
