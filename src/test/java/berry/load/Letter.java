package berry.load;

import java.nio.charset.StandardCharsets;

/// An update that somebody caused.
///
/// @param person also the private chat it is about: updates of a chat are delivered in order
/// @param messageId of the message written, edited, or bearing the pressed button
/// @param text what the message says from now on; of a button its data
/// @param date when the message was written, epoch seconds
/// @param edits how often the message was edited, this time included
public record Letter(
    long updateId, Kind kind, long person, long messageId, String text, long date, int edits) {

  /// What somebody did.
  public enum Kind {
    MESSAGE,
    EDIT,
    COMMAND,
    BUTTON
  }

  /// Whether the bot owes an answer.
  public boolean asks() {
    return kind == Kind.COMMAND || kind == Kind.BUTTON;
  }

  /// As Telegram posts it.
  public byte[] body() {
    return ("{\"update_id\":" + updateId + "," + content() + "}").getBytes(StandardCharsets.UTF_8);
  }

  /// The update without its number and the braces around it.
  public String content() {
    return switch (kind) {
      case MESSAGE, COMMAND -> "\"message\":" + message("");
      case EDIT -> "\"edited_message\":" + message("\"edit_date\":" + (date + edits) + ",");
      case BUTTON ->
          """
          "callback_query":{"id":"%d","from":%s,"chat_instance":"1","data":"%s",
          "message":{"message_id":%d,"chat":%s,"date":%d,"text":"Choose"}}\
          """
              .formatted(updateId, sender(), text, messageId, chat(), date);
    };
  }

  private String message(String more) {
    String entities =
        kind == Kind.COMMAND
            ? ",\"entities\":[{\"type\":\"bot_command\",\"offset\":0,\"length\":%d}]"
                .formatted(text.length())
            : "";
    return """
    {"message_id":%d,"from":%s,"chat":%s,"date":%d,%s"text":"%s"%s}\
    """
        .formatted(messageId, sender(), chat(), date, more, text, entities);
  }

  private String sender() {
    return """
    {"id":%d,"is_bot":false,"first_name":"Person %d","language_code":"en"}\
    """
        .formatted(person, person);
  }

  private String chat() {
    return """
    {"id":%d,"type":"private","first_name":"Person %d"}\
    """
        .formatted(person, person);
  }
}
