package berry.outbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
/// @param target id of the outgoing message that it changes; null for everything else
public record Outgoing(
    @Nullable Long chatId,
    String method,
    Map<String, Object> body,
    @Nullable String key,
    boolean closes,
    @Nullable Long staffId,
    @Nullable Long target) {

  private static final Pattern ANSWER = Pattern.compile("update:\\d+:(\\d{1,18}):.+");

  public Outgoing {
    body = Map.copyOf(body);
  }

  /// A message in Telegram's HTML, 1 to 4096 characters once the tags are taken out.
  public static Outgoing text(long chatId, String html) {
    Map<String, Object> body = Map.of("text", html, "parse_mode", "HTML");
    return new Outgoing(chatId, "sendMessage", body, null, false, null, null);
  }

  /// A file that Telegram has already, by its id there.
  ///
  /// @param kind as a message holds it: `photo`, `document`, `video_note` …
  public static Outgoing file(long chatId, String kind, String fileId) {
    StringBuilder method = new StringBuilder("send");
    for (String word : kind.split("_", -1)) {
      method.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return call(chatId, method.toString(), Map.of(kind, fileId));
  }

  /// Any method of a chat.
  public static Outgoing call(long chatId, String method, Map<String, Object> body) {
    return new Outgoing(chatId, method, body, null, false, null, null);
  }

  /// Any method that belongs to no chat, such as `answerCallbackQuery` or `setMyCommands`. Waits
  /// for no other call.
  public static Outgoing call(String method, Map<String, Object> body) {
    return new Outgoing(null, method, body, null, false, null, null);
  }

  /// With one more parameter.
  public Outgoing with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(body);
    more.put(name, value);
    return new Outgoing(chatId, method, more, key, closes, staffId, target);
  }

  /// The key of the n-th thing that answers an update: however often it is handled, it is said
  /// once.
  public static String answerKey(long botId, long update, Instant receivedAt, int n) {
    return "update:" + botId + ":" + update + ":" + receivedAt.toEpochMilli() + ":" + n;
  }

  /// The update that is answered under that key; null: none.
  static @Nullable Long updateOf(@Nullable String key) {
    Matcher answer = ANSWER.matcher(key == null ? "" : key);
    return answer.matches() ? Long.valueOf(answer.group(1)) : null;
  }

  public Outgoing once(String key) {
    return new Outgoing(chatId, method, body, key, closes, staffId, target);
  }

  public Outgoing closing() {
    return new Outgoing(chatId, method, body, key, true, staffId, target);
  }

  /// Written by somebody of the team.
  public Outgoing by(long staffId) {
    return new Outgoing(chatId, method, body, key, closes, staffId, target);
  }

  /// Changes the text of a message of ours; [#of] or [#message] says of which.
  ///
  /// Without `reply_markup` its buttons go, as Telegram has it. Several changes of one message that
  /// wait in the line become the last of them.
  public static Outgoing edit(long chatId, String html) {
    return call(chatId, "editMessageText", Map.of("text", html, "parse_mode", "HTML"));
  }

  /// Changes the words under a photo or file of ours; [#of] or [#message] says which.
  public static Outgoing editCaption(long chatId, String html) {
    return call(chatId, "editMessageCaption", Map.of("caption", html, "parse_mode", "HTML"));
  }

  /// Changes the buttons under a message of ours, an empty map takes them away; [#of] or [#message]
  /// says which.
  public static Outgoing editButtons(long chatId, Map<String, Object> markup) {
    return call(
        chatId,
        "editMessageReplyMarkup",
        markup.isEmpty() ? Map.of() : Map.of("reply_markup", markup));
  }

  /// Takes a message of ours back; [#of] or [#message] says which. Not sent yet, it is not sent at
  /// all; otherwise Telegram lets bots delete within 48 hours.
  public static Outgoing delete(long chatId) {
    return call(chatId, "deleteMessage", Map.of());
  }

  /// What was queued under that id, in the same chat: an album as a whole, and a message before
  /// anybody knows its message id.
  public Outgoing of(long outgoingId) {
    return new Outgoing(chatId, method, body, key, closes, staffId, outgoingId);
  }

  /// The message with that id.
  public Outgoing message(long messageId) {
    return with("message_id", messageId);
  }
}
