package berry.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A call the Bot API turns down, in Telegram's own words.
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient @Nullable ObjectNode parameters;

  private Refused(int code, String description, @Nullable ObjectNode parameters) {
    super(description, null, false, false);
    this.code = code;
    this.parameters = parameters;
  }

  static Refused bad(String why) {
    return new Refused(400, "Bad Request: " + why, null);
  }

  static Refused forbidden(String why) {
    return new Refused(403, "Forbidden: " + why, null);
  }

  static Refused conflict(String why) {
    return new Refused(409, "Conflict: " + why, null);
  }

  static Refused tooFast(long seconds) {
    return new Refused(
        429,
        "Too Many Requests: retry after " + seconds,
        Trees.object().put("retry_after", seconds));
  }

  /// The group went on under another id; message ids start anew there.
  static Refused upgraded(long chatId) {
    return new Refused(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        Trees.object().put("migrate_to_chat_id", chatId));
  }

  int code() {
    return code;
  }

  String description() {
    return String.valueOf(getMessage());
  }

  @Nullable ObjectNode parameters() {
    return parameters;
  }
}
