package berry.outbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call to the Bot API that Berry owes somebody.
///
/// ```java
/// outbox.queue(Outgoing.text(chatId, "Hello").with("reply_markup", keyboard).once("update:812"));
/// ```
///
/// @param chatId where to; null for calls that belong to no chat. The courier adds `chat_id` to the
///   body itself, so that a group that became a supergroup is still reached
/// @param method such as `sendMessage`
/// @param body its parameters as JSON values, without `chat_id`
/// @param key what is queued under a key is queued once; null for no such promise
/// @param closes whether it is a final answer: once sent, nobody waits in this chat any more
/// @param staffId who of the team wrote it; null for the bot itself
public record Outgoing(
    @Nullable Long chatId,
    String method,
    Map<String, Object> body,
    @Nullable String key,
    boolean closes,
    @Nullable Long staffId) {

  public Outgoing {
    body = Map.copyOf(body);
  }

  /// A message in Telegram's HTML, 1 to 4096 characters once the tags are taken out.
  public static Outgoing text(long chatId, String html) {
    Map<String, Object> body = Map.of("text", html, "parse_mode", "HTML");
    return new Outgoing(chatId, "sendMessage", body, null, false, null);
  }

  /// Any method of a chat.
  public static Outgoing call(long chatId, String method, Map<String, Object> body) {
    return new Outgoing(chatId, method, body, null, false, null);
  }

  /// Any method that belongs to no chat, such as `answerCallbackQuery` or `setMyCommands`. Waits
  /// for no other call.
  public static Outgoing call(String method, Map<String, Object> body) {
    return new Outgoing(null, method, body, null, false, null);
  }

  /// With one more parameter.
  public Outgoing with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(body);
    more.put(name, value);
    return new Outgoing(chatId, method, more, key, closes, staffId);
  }

  public Outgoing once(String key) {
    return new Outgoing(chatId, method, body, key, closes, staffId);
  }

  public Outgoing closing() {
    return new Outgoing(chatId, method, body, key, true, staffId);
  }

  /// Written by somebody of the team.
  public Outgoing by(long staffId) {
    return new Outgoing(chatId, method, body, key, closes, staffId);
  }
}
