package berry.telegram;

/// How somebody's place in a chat changed: `creator`, `administrator`, `member`, `restricted`,
/// `left` or `kicked`. In a private chat of the bot, `kicked` means that the person blocked it.
public record Membership(String before, String after) {}
