package berry.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Checks a `reply_markup` as Telegram does.
final class Markup {

  private Markup() {}

  /// The keyboard of a call; null when it has none.
  static @Nullable JsonNode read(Parameters parameters, Chat chat) {
    @Nullable JsonNode markup = parameters.json("reply_markup");
    if (markup == null) {
      return null;
    }
    if (!(markup instanceof ObjectNode keyboard)) {
      throw Refused.bad("object expected as reply markup");
    }
    rows(keyboard, "inline_keyboard").forEach(row -> row.forEach(one -> inline(one, chat)));
    rows(keyboard, "keyboard").forEach(row -> row.forEach(Markup::reply));
    return keyboard;
  }

  /// Puts the keyboard into a message. Only inline ones are shown on messages that are edited.
  static void into(ObjectNode message, @Nullable JsonNode markup) {
    if (markup != null
        && !(markup.path("inline_keyboard").isArray()
            && markup.path("inline_keyboard").isEmpty())) {
      message.set("reply_markup", markup);
    } else {
      message.remove("reply_markup");
    }
  }

  private static JsonNode rows(ObjectNode keyboard, String name) {
    @Nullable JsonNode rows = keyboard.get(name);
    if (rows == null) {
      return Trees.array();
    }
    if (!rows.isArray()) {
      throw Refused.bad("field \"" + name + "\" of the ReplyMarkup must be an Array of Arrays");
    }
    for (JsonNode row : rows) {
      if (!row.isArray()) {
        throw Refused.bad("field \"" + name + "\" of the ReplyMarkup must be an Array of Arrays");
      }
    }
    return rows;
  }

  private static void inline(JsonNode button, Chat chat) {
    String text = Trees.text(button, "text");
    if (text.isEmpty()) {
      throw Refused.bad("can't parse inline keyboard button: Can't find field \"text\"");
    }
    if (button.size() < 2) {
      throw Refused.bad("Text buttons are unallowed in the inline keyboard");
    }
    // Each, though Telegram reads but one: the page must find no address nobody has looked at.
    if (button.has("callback_data")) {
      callback(button);
    }
    if (button.has("web_app")) {
      if (!chat.isPrivate()) {
        throw Refused.bad("BUTTON_TYPE_INVALID");
      }
      webApp(button);
    }
    if (button.has("url")) {
      address(Trees.text(button, "url"));
    }
    if (button.has("login_url")) {
      address(Trees.text(button.path("login_url"), "url"));
    }
  }

  private static void callback(JsonNode button) {
    int bytes = Trees.text(button, "callback_data").getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > 64) {
      throw Refused.bad("BUTTON_DATA_INVALID");
    }
  }

  private static void address(String url) {
    if (!(url.startsWith("tg://") && Links.followable(url)) && !isLink(url)) {
      throw Refused.bad("inline keyboard button URL '" + url + "' is invalid: Wrong HTTP URL");
    }
  }

  private static void reply(JsonNode button) {
    if (button.isString()) {
      return;
    }
    if (Trees.text(button, "text").isEmpty()) {
      throw Refused.bad("can't parse keyboard button: Can't find field \"text\"");
    }
    if (button.has("web_app")) {
      webApp(button);
    }
  }

  /// Telegram wants HTTPS here. On a developer's machine there is none, so the sandbox takes http
  /// too.
  private static void webApp(JsonNode button) {
    String url = Trees.text(button.path("web_app"), "url");
    if (!isLink(url)) {
      throw Refused.bad(
          "inline keyboard button Web App URL '"
              + url
              + "' is invalid: Only HTTPS links are allowed");
    }
  }

  static boolean isLink(String url) {
    try {
      URI link = URI.create(url);
      return link.getHost() != null
          && ("http".equalsIgnoreCase(link.getScheme())
              || "https".equalsIgnoreCase(link.getScheme()));
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }
}
