package berry.scenarios;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// `berry sandbox` in a process of its own: to a Berry with a token it is Telegram.
record Telegram(BerryProcess process, String address) implements AutoCloseable {

  /// A bot as @BotFather hands it out.
  record Bot(long id, String username, String token) {}

  static Telegram open(Path folder) {
    BerryProcess process = BerryProcess.run(folder, Map.of(), "sandbox", "--port", "0");
    return new Telegram(process, process.awaitReady());
  }

  Bot newBot() {
    JsonNode made = Web.post(address + "/sandbox/control/bots", Map.of("name", "Shop")).json();
    return new Bot(
        made.get("id").longValue(),
        made.get("username").stringValue(),
        made.get("token").stringValue());
  }

  /// What a Berry that runs this bot is told.
  Map<String, String> environment(Bot bot) {
    return new HashMap<>(
        Map.of("BOT_TOKEN", bot.token(), "TELEGRAM_API_URL", address + "/sandbox"));
  }

  Town town(Bot bot, String berry) {
    return new Town(address, berry, bot.token());
  }

  @Override
  public void close() {
    process.close();
  }
}
