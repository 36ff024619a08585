package berry.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads `parse_mode` HTML and refuses what Telegram refuses.
final class HtmlText {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("b", "bold"),
          Map.entry("strong", "bold"),
          Map.entry("i", "italic"),
          Map.entry("em", "italic"),
          Map.entry("u", "underline"),
          Map.entry("ins", "underline"),
          Map.entry("s", "strikethrough"),
          Map.entry("strike", "strikethrough"),
          Map.entry("del", "strikethrough"),
          Map.entry("tg-spoiler", "spoiler"),
          Map.entry("span", "spoiler"),
          Map.entry("a", "text_link"),
          Map.entry("code", "code"),
          Map.entry("pre", "pre"),
          Map.entry("blockquote", "blockquote"),
          Map.entry("tg-emoji", "custom_emoji"));

  private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9-]*)?([^>]*)>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([a-zA-Z-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+)))?");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#(\\d{1,7})|#x([0-9a-fA-F]{1,6})|(\\w+));");

  private record Open(String tag, int offset, ObjectNode entity) {}

  private final String html;
  private final StringBuilder plain = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<ObjectNode> entities = new ArrayList<>();

  private HtmlText(String html) {
    this.html = html;
  }

  static Text read(String html) {
    return new HtmlText(html).parse();
  }

  private Text parse() {
    int at = 0;
    while (at < html.length()) {
      char next = html.charAt(at);
      if (next == '<') {
        at = tag(at);
      } else if (next == '&') {
        at = entity(at);
      } else {
        plain.append(next);
        at++;
      }
    }
    if (!open.isEmpty()) {
      throw cannot("Can't find end tag corresponding to start tag \"" + open.peek().tag() + "\"");
    }
    return new Text(plain.toString(), entities);
  }

  private int tag(int at) {
    Matcher match = TAG.matcher(html).region(at, html.length());
    if (!match.lookingAt()) {
      throw cannot("Unclosed start tag at byte offset " + bytes(at));
    }
    @Nullable String name = match.group(2);
    String tag = name == null ? "" : name.toLowerCase(Locale.ROOT);
    if (match.group(1).isEmpty()) {
      begin(tag, String.valueOf(match.group(3)), at);
    } else {
      end(tag, at);
    }
    return match.end();
  }

  private void begin(String tag, String attributes, int at) {
    @Nullable String type = TYPES.get(tag);
    if (type == null) {
      throw cannot("Unsupported start tag \"" + tag + "\" at byte offset " + bytes(at));
    }
    ObjectNode entity = Text.entity(type, plain.length(), 0);
    switch (tag) {
      case "a" -> entity.put("url", attribute(attributes, "href"));
      case "tg-emoji" -> entity.put("custom_emoji_id", attribute(attributes, "emoji-id"));
      case "span" -> {
        if (!attribute(attributes, "class").equals("tg-spoiler")) {
          throw cannot("Tag \"span\" must have class \"tg-spoiler\" at byte offset " + bytes(at));
        }
      }
      case "code" -> {
        String language = attribute(attributes, "class");
        @Nullable Open outer = open.peek();
        if (outer != null && outer.tag().equals("pre") && language.startsWith("language-")) {
          outer.entity().put("language", language.substring("language-".length()));
        }
      }
      case "blockquote" -> {
        if (attributes.contains("expandable")) {
          entity.put("type", "expandable_blockquote");
        }
      }
      default -> {}
    }
    open.push(new Open(tag, plain.length(), entity));
  }

  private void end(String tag, int at) {
    if (open.isEmpty()) {
      throw cannot("Unexpected end tag at byte offset " + bytes(at));
    }
    Open last = open.pop();
    if (!tag.isEmpty() && !tag.equals(last.tag())) {
      throw cannot(
          "Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\""
              .formatted(bytes(at), last.tag(), tag));
    }
    int length = plain.length() - last.offset();
    boolean insidePre = tag.equals("code") && !open.isEmpty() && open.peek().tag().equals("pre");
    boolean empty =
        length == 0 || (last.entity().has("url") && Trees.text(last.entity(), "url").isEmpty());
    if (!empty && !insidePre) {
      entities.add(last.entity().put("length", length));
    }
  }

  private int entity(int at) {
    Matcher match = ENTITY.matcher(html).region(at, html.length());
    if (!match.lookingAt()) {
      plain.append('&');
      return at + 1;
    }
    @Nullable String named = match.group(3);
    if (named == null) {
      boolean hex = match.group(1) == null;
      int code = Integer.parseInt(hex ? match.group(2) : match.group(1), hex ? 16 : 10);
      plain.append(Character.isValidCodePoint(code) && code != 0 ? Character.toString(code) : "");
      return match.end();
    }
    plain.append(
        switch (named) {
          case "lt" -> "<";
          case "gt" -> ">";
          case "amp" -> "&";
          case "quot" -> "\"";
          default -> match.group();
        });
    return match.end();
  }

  private static String attribute(String attributes, String name) {
    Matcher match = ATTRIBUTE.matcher(attributes);
    while (match.find()) {
      if (match.group(1).equalsIgnoreCase(name)) {
        for (int group = 2; group <= 4; group++) {
          @Nullable String value = match.group(group);
          if (value != null) {
            return new HtmlText(value.replace("<", "&lt;")).parse().plain();
          }
        }
      }
    }
    return "";
  }

  private int bytes(int at) {
    return html.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
  }

  private static Refused cannot(String why) {
    return Refused.bad("can't parse entities: " + why);
  }
}
