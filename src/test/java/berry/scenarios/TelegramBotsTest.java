package berry.scenarios;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/// The sandbox as TelegramBots (org.telegram) meets it.
@Tag("scenario")
final class TelegramBotsTest {

  @Nested
  final class ByPolling extends EchoBotStory {
    ByPolling() {
      super(TelegramBotsBot::new, Mode.POLLING);
    }
  }

  @Nested
  final class ByWebhook extends EchoBotStory {
    ByWebhook() {
      super(TelegramBotsBot::new, Mode.WEBHOOK);
    }
  }
}
