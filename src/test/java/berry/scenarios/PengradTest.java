package berry.scenarios;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/// The sandbox as pengrad's java-telegram-bot-api meets it.
@Tag("scenario")
final class PengradTest {

  @Nested
  final class ByPolling extends EchoBotStory {
    ByPolling() {
      super(PengradBot::new, Mode.POLLING);
    }
  }

  @Nested
  final class ByWebhook extends EchoBotStory {
    ByWebhook() {
      super(PengradBot::new, Mode.WEBHOOK);
    }
  }
}
