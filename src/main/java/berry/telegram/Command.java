package berry.telegram;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command as typed: `/start@berry_bot promo`.
///
/// @param name in lower case, without the slash
/// @param addressee the bot it names; empty when none
/// @param argument what follows, without spaces around it
public record Command(String name, String addressee, String argument) {

  private static final Pattern TYPED =
      Pattern.compile(
          "/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\\s+(.*))?", Pattern.DOTALL);

  public static Optional<Command> in(Message message) {
    String text = message.text();
    if (text == null || !message.kind().equals("text")) {
      return Optional.empty();
    }
    Matcher typed = TYPED.matcher(text.strip());
    return typed.matches()
        ? Optional.of(new Command(lower(typed.group(1)), given(typed, 2), given(typed, 3).strip()))
        : Optional.empty();
  }

  /// @param username without `@`; compared in any case
  public boolean isFor(String username) {
    return addressee.equalsIgnoreCase(username);
  }

  private static String given(Matcher typed, int group) {
    String text = typed.group(group);
    return text == null ? "" : text;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
