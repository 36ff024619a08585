package berry.sandbox;

import berry.telegram.InitData;
import berry.telegram.Token;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Signs launch data as Telegram does when a person opens a Mini App.
final class Launch {

  private final World world;

  Launch(World world) {
    this.world = world;
  }

  /// @param start the `startapp` parameter of the link; null for none
  /// @return a fresh `initData` string
  String initData(Bot bot, Person person, @Nullable String start) {
    ObjectNode user = person.user();
    user.remove("is_bot");
    user.put("allows_write_to_pm", true);
    Map<String, String> fields = new TreeMap<>();
    fields.put(
        "query_id", "AA" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    fields.put("user", Trees.MAPPER.writeValueAsString(user));
    fields.put("auth_date", String.valueOf(world.now().getEpochSecond()));
    if (start != null && !start.isEmpty()) {
      fields.put("start_param", start);
    }
    return InitData.sign(fields, new Token(bot.token()));
  }
}
