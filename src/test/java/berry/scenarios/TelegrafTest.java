package berry.scenarios;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/// The sandbox as Telegraf (npm) meets it.
@Tag("scenario")
final class TelegrafTest {

  @Nested
  final class ByPolling extends EchoBotStory {
    ByPolling() {
      super(TelegrafTest::bot, Mode.POLLING);
    }
  }

  @Nested
  final class ByWebhook extends EchoBotStory {
    ByWebhook() {
      super(TelegrafTest::bot, Mode.WEBHOOK);
    }
  }

  private static AutoCloseable bot(String address, String token, EchoBotStory.Mode mode)
      throws Exception {
    return NodeBot.start("telegraf.mjs", address, token, mode);
  }
}
