package berry.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// What Telegram marks in a plain text by itself. Bots' command handlers read `bot_command`, so it
/// must be there.
final class Mentions {

  private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put(
        "url",
        Pattern.compile(
            "(?i)(?<![\\w@./])(?:https?://[^\\s<>\"]+|(?:[a-z0-9-]+\\.)+(?:com|org|net|ru|io|me|dev|app)"
                + "(?::\\d+)?(?:/[^\\s<>\"]*)?)(?<![.,;:!?)\\]'])"));
    KINDS.put("email", Pattern.compile("(?i)(?<![\\w.+-])[\\w.+-]+@[a-z0-9-]+(?:\\.[a-z0-9-]+)+"));
    KINDS.put(
        "bot_command",
        Pattern.compile("(?<![\\w/@.:])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\\w/])"));
    KINDS.put("mention", Pattern.compile("(?<![\\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\\w)"));
    KINDS.put("hashtag", Pattern.compile("(?<![\\w&#])#(?=\\d*[\\p{L}_])[\\p{L}\\p{N}_]+"));
  }

  private Mentions() {}

  static List<ObjectNode> find(String text) {
    List<ObjectNode> found = new ArrayList<>();
    boolean[] taken = new boolean[text.length()];
    KINDS.forEach((type, pattern) -> {
      Matcher match = pattern.matcher(text);
      while (match.find()) {
        if (!taken[match.start()] && !taken[match.end() - 1]) {
          found.add(Text.entity(type, match.start(), match.end() - match.start()));
          java.util.Arrays.fill(taken, match.start(), match.end(), true);
        }
      }
    });
    return found;
  }
}
