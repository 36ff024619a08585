package berry.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Reads `parse_mode` Markdown, the old one: nothing nests, and only `_*`[` mean something.
final class OldMarkdownText {

  private static final String MARKS = "_*`[";

  private final String markup;
  private final StringBuilder plain = new StringBuilder();
  private final List<ObjectNode> entities = new ArrayList<>();

  private OldMarkdownText(String markup) {
    this.markup = markup;
  }

  static Text read(String markup) {
    return new OldMarkdownText(markup).parse();
  }

  private Text parse() {
    int at = 0;
    while (at < markup.length()) {
      char next = markup.charAt(at);
      if (next == '\\' && at + 1 < markup.length() && MARKS.indexOf(markup.charAt(at + 1)) >= 0) {
        plain.append(markup.charAt(at + 1));
        at += 2;
      } else if (MARKS.indexOf(next) >= 0) {
        at = entity(next, at);
      } else {
        plain.append(next);
        at++;
      }
    }
    return new Text(plain.toString(), entities);
  }

  private int entity(char mark, int at) {
    boolean block = markup.startsWith("```", at);
    String end = block ? "```" : mark == '[' ? "]" : String.valueOf(mark);
    int from = at + (block ? 3 : 1);
    int to = markup.indexOf(end, from);
    if (to < 0) {
      throw Refused.bad(
          "can't parse entities: Can't find end of the entity starting at byte offset "
              + markup.substring(0, at).getBytes(StandardCharsets.UTF_8).length);
    }
    ObjectNode entity = Text.entity(type(mark, block), plain.length(), 0);
    String inner = markup.substring(from, to);
    if (block) {
      inner = language(inner, entity);
    }
    plain.append(inner);
    int after = to + end.length();
    if (mark == '[') {
      int close = markup.startsWith("(", after) ? markup.indexOf(')', after) : -1;
      if (close > after + 1) {
        entity.put("url", markup.substring(after + 1, close));
      }
      after = close < 0 ? after : close + 1;
    }
    if (!inner.isEmpty() && (mark != '[' || entity.has("url"))) {
      entities.add(entity.put("length", inner.length()));
    }
    return after;
  }

  private static String type(char mark, boolean block) {
    return switch (mark) {
      case '_' -> "italic";
      case '*' -> "bold";
      case '[' -> "text_link";
      default -> block ? "pre" : "code";
    };
  }

  /// The first word of a block's first line is its language, when a line follows.
  private static String language(String inner, ObjectNode entity) {
    int line = inner.indexOf('\n');
    String word = line < 0 ? "" : inner.substring(0, line);
    if (word.isEmpty() || word.chars().anyMatch(Character::isWhitespace)) {
      return line == 0 ? inner.substring(1) : inner;
    }
    entity.put("language", word);
    return inner.substring(line + 1);
  }
}
