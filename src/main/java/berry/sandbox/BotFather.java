package berry.sandbox;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/// Makes bots as @BotFather does: each with a username that is free and a secret of its own.
final class BotFather {

  private static final SecureRandom RANDOM = new SecureRandom();

  private BotFather() {}

  /// Adds a bot to the state. Call it under [World]'s lock.
  static Bot newBot(State state, String name) {
    Bot bot = new Bot(state.nextBot++, secret(), freeUsername(state, name), name);
    state.bots.put(bot.id(), bot);
    return bot;
  }

  /// 35 characters, as after the colon of a real token.
  static String secret() {
    byte[] bytes = new byte[26];
    RANDOM.nextBytes(bytes);
    return "AA" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, 33);
  }

  private static String freeUsername(State state, String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String stem = plain.replaceAll("^_+|_+$|_?bot$", "");
    String base = (stem.isEmpty() || !Character.isLetter(stem.charAt(0)) ? "my" + stem : stem);
    String wanted = base.substring(0, Math.min(base.length(), 24));
    for (int number = 1; ; number++) {
      String username = wanted + (number == 1 ? "" : "_" + number) + "_bot";
      if (state.bots.values().stream().noneMatch(bot -> bot.username().equals(username))) {
        return username;
      }
    }
  }
}
