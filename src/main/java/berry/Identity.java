package berry;

import berry.config.Configuration;
import berry.config.ConfigurationMistakes;
import berry.config.Mistake;
import berry.database.Database;
import berry.sandbox.Sandbox;
import berry.settings.BotIdentity;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import berry.telegram.Me;
import berry.telegram.Token;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who the bot is. Asked of Telegram once at the start; a Telegram that can't be reached stops
/// nothing, a token it does not know does.
final class Identity {

  private static final Logger LOG = LoggerFactory.getLogger(Identity.class);

  /// A Telegram that hangs must not keep the dashboard from starting.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Identity() {}

  static Token token(Configuration configuration) {
    return new Token(Objects.requireNonNull(configuration.botToken()).reveal());
  }

  /// The sandbox's bot needs not be asked.
  static Me of(Sandbox sandbox, Token token) {
    return new Me(token.id(), true, "Berry", sandbox.botUsername());
  }

  /// Without `@`; empty when not known.
  static String username(Me me) {
    String username = me.username();
    return username == null ? "" : username;
  }

  /// A bot whose Telegram was away at this start has the name of an earlier one.
  static Me remembered(Me me, Database database) {
    if (me.username() != null) {
      return me;
    }
    return new BotIdentity(database)
        .owner()
        .filter(bot -> bot.id() == me.id() && !bot.username().isEmpty())
        .map(bot -> new Me(me.id(), true, me.firstName(), bot.username()))
        .orElse(me);
  }

  static Me ask(BotApi api) {
    return switch (api.call("getMe", Map.of(), Me.class, PATIENCE)) {
      case Answer.Ok<Me> ok -> ok.result();
      case Answer.Refused<Me> refused when refused.code() == 401 || refused.code() == 404 ->
          throw refused(
              api.botId() + ":•••",
              "a token that Telegram knows; it answered "
                  + refused.code()
                  + ". Ask @BotFather for"
                  + " /token, or /revoke and a new one");
      case Answer<Me> other -> {
        LOG.warn("Telegram did not say who the bot is: {}. Berry starts without it.", other);
        yield new Me(api.botId(), true, null, null);
      }
    };
  }

  private static ConfigurationMistakes refused(String held, String rule) {
    return new ConfigurationMistakes(
        List.of(
            new Mistake(
                "BOT_TOKEN", held, rule, "123456789:AAExampleExampleExampleExampleExample")));
  }
}
