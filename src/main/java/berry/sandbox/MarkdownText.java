package berry.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads `parse_mode` MarkdownV2 and refuses what Telegram refuses, in its words.
final class MarkdownText {

  private static final String RESERVED = "_*[]()~`>#+-=|{}.!";

  /// An entity that has begun.
  ///
  /// @param mark what ends it
  /// @param name as Telegram calls it in errors
  /// @param at where it stands in the markup
  private record Open(String mark, String name, int at, ObjectNode entity) {}

  private final String markup;
  private final StringBuilder plain = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<ObjectNode> entities = new ArrayList<>();
  private @Nullable ObjectNode quote;
  private boolean lineStarts = true;

  private MarkdownText(String markup) {
    this.markup = markup;
  }

  static Text read(String markup) {
    return new MarkdownText(markup).parse();
  }

  private Text parse() {
    int at = 0;
    while (at < markup.length()) {
      at = step(at);
    }
    if (!open.isEmpty()) {
      Open last = open.peek();
      throw cannot(
          "Can't find end of " + last.name() + " entity at byte offset " + bytes(last.at()));
    }
    endQuote(plain.length());
    return new Text(plain.toString(), entities);
  }

  private int step(int at) {
    char next = markup.charAt(at);
    if (next == '\\' && at + 1 < markup.length() && markup.charAt(at + 1) <= 126) {
      return literal(markup.charAt(at + 1), at + 2);
    }
    @Nullable Open inner = open.peek();
    boolean code = inner != null && inner.mark().startsWith("`");
    if (code ? next != '`' : RESERVED.indexOf(next) < 0) {
      return literal(next, at + 1);
    }
    if (inner != null && ends(inner, at)) {
      return end(inner, at);
    }
    if (next == '`' && code) {
      return literal(next, at + 1);
    }
    if (quote != null && markup.startsWith("||", at) && endsLine(at + 2)) {
      quote.put("type", "expandable_blockquote");
      return at + 2;
    }
    return begin(next, at);
  }

  private int literal(char character, int after) {
    plain.append(character);
    lineStarts = character == '\n';
    if (lineStarts && quote != null && !markup.startsWith(">", after)) {
      endQuote(plain.length() - 1);
    }
    return after;
  }

  /// `__` inside an italic is the start of an underline, not the end of the italic.
  private boolean ends(Open inner, int at) {
    return markup.startsWith(inner.mark(), at)
        && !(inner.mark().equals("_") && markup.startsWith("__", at));
  }

  private int begin(char next, int at) {
    return switch (next) {
      case '_' ->
          markup.startsWith("__", at)
              ? push("__", "Underline", "underline", at)
              : push("_", "Italic", "italic", at);
      case '*' -> push("*", "Bold", "bold", at);
      case '~' -> push("~", "Strikethrough", "strikethrough", at);
      case '[' -> push("]", "TextUrl", "text_link", at);
      case '`' -> markup.startsWith("```", at) ? pre(at) : push("`", "Code", "code", at);
      case '|' -> {
        if (!markup.startsWith("||", at)) {
          throw reserved(next);
        }
        yield push("||", "Spoiler", "spoiler", at);
      }
      case '!' -> {
        if (!markup.startsWith("![", at)) {
          throw reserved(next);
        }
        push("]", "CustomEmoji", "custom_emoji", at);
        yield at + 2;
      }
      case '>' -> {
        if (!lineStarts) {
          throw reserved(next);
        }
        if (quote == null) {
          quote = Text.entity("blockquote", plain.length(), 0);
        }
        yield at + 1;
      }
      default -> throw reserved(next);
    };
  }

  private int push(String mark, String name, String type, int at) {
    open.push(new Open(mark, name, at, Text.entity(type, plain.length(), 0)));
    return at + mark.length();
  }

  /// A code block; a word right after the back quotes is its language.
  private int pre(int at) {
    int after = push("```", "Pre", "pre", at);
    int word = after;
    while (word < markup.length()
        && !Character.isWhitespace(markup.charAt(word))
        && markup.charAt(word) != '`') {
      word++;
    }
    if (word > after && word < markup.length() && markup.charAt(word) != '`') {
      @Nullable Open block = open.peek();
      if (block != null) {
        block.entity().put("language", markup.substring(after, word));
      }
      after = word;
    }
    return markup.startsWith("\n", after) ? after + 1 : after;
  }

  private int end(Open inner, int at) {
    open.pop();
    int after = at + inner.mark().length();
    ObjectNode entity = inner.entity();
    if (inner.mark().equals("]")) {
      after = target(inner, after);
    }
    int length = plain.length() - entity.path("offset").asInt(0);
    boolean aimless =
        inner.mark().equals("]") && !entity.has("url") && !entity.has("custom_emoji_id");
    if (length > 0 && !aimless) {
      entities.add(entity.put("length", length));
    }
    return after;
  }

  /// The address in parentheses behind a link or a custom emoji.
  private int target(Open inner, int at) {
    if (!markup.startsWith("(", at)) {
      return at;
    }
    StringBuilder url = new StringBuilder();
    int end = at + 1;
    while (end < markup.length() && markup.charAt(end) != ')') {
      if (markup.charAt(end) == '\\' && end + 1 < markup.length()) {
        end++;
      }
      url.append(markup.charAt(end));
      end++;
    }
    if (end >= markup.length()) {
      throw cannot("Can't find end of a URL at byte offset " + bytes(at));
    }
    String emoji = "tg://emoji?id=";
    if (inner.name().equals("TextUrl") && !url.isEmpty()) {
      inner.entity().put("url", url.toString());
    } else if (url.toString().startsWith(emoji)) {
      inner.entity().put("custom_emoji_id", url.substring(emoji.length()));
    }
    return end + 1;
  }

  private boolean endsLine(int at) {
    return at >= markup.length() || markup.charAt(at) == '\n';
  }

  private void endQuote(int at) {
    if (quote != null && at > quote.path("offset").asInt(0)) {
      entities.add(quote.put("length", at - quote.path("offset").asInt(0)));
    }
    quote = null;
  }

  private int bytes(int at) {
    return markup.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
  }

  private static Refused reserved(char character) {
    return cannot(
        "Character '" + character + "' is reserved and must be escaped with the preceding '\\'");
  }

  private static Refused cannot(String why) {
    return Refused.bad("can't parse entities: " + why);
  }
}
