package berry.telegram;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The bot's secret from BotFather, `<bot id>:<secret>`.
///
/// Whoever has it reads all updates, writes as the bot and forges launch data for any admin, so it
/// never appears in a text: see [#masked].
public record Token(String value) {

  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,18}):([A-Za-z0-9_-]+)");

  public Token {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a bot token looks like 123456789:AA… (digits, a colon, letters), as BotFather shows it");
    }
  }

  /// The bot's own Telegram id, known from the token alone.
  public long id() {
    return Long.parseLong(value, 0, value.indexOf(':'), 10);
  }

  /// The same text with this token, and its secret half, replaced: for messages that came from
  /// outside.
  public String masked(String text) {
    return text.replace(value, toString()).replace(secret(), "•••");
  }

  private String secret() {
    Matcher parts = SHAPE.matcher(value);
    return parts.matches() ? parts.group(2) : value;
  }

  @Override
  public String toString() {
    return value.substring(0, Math.min(3, value.indexOf(':'))) + "…:•••";
  }
}
