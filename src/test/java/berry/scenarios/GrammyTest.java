package berry.scenarios;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/// The sandbox as grammY (npm) meets it.
@Tag("scenario")
final class GrammyTest {

  @Nested
  final class ByPolling extends EchoBotStory {
    ByPolling() {
      super(GrammyTest::bot, Mode.POLLING);
    }
  }

  @Nested
  final class ByWebhook extends EchoBotStory {
    ByWebhook() {
      super(GrammyTest::bot, Mode.WEBHOOK);
    }
  }

  private static AutoCloseable bot(String address, String token, EchoBotStory.Mode mode)
      throws Exception {
    return NodeBot.start("grammy.mjs", address, token, mode);
  }
}
