package berry.outbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of `outgoing` that this process has claimed.
///
/// @param age since it was queued
/// @param attempts this one included
record Parcel(
    long id,
    @Nullable Long chatId,
    String method,
    String body,
    boolean closes,
    @Nullable Long staffId,
    Duration age,
    int attempts) {

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

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>(StoredJson.read(body));
    if (chatId != null) {
      parameters.put("chat_id", chatId);
    }
    return parameters;
  }
}
