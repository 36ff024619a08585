package berry.sandbox;

import tools.jackson.databind.JsonNode;

/// One method of the Bot API. Called under [World]'s lock; throws [Refused] for what Telegram turns
/// down.
@FunctionalInterface
interface Method {

  /// @return what stands under `result`
  JsonNode call(Bot bot, Parameters parameters);
}
