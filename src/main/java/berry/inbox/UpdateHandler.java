package berry.inbox;

import berry.telegram.Update;
import java.time.Instant;

/// Acts on updates that are owed an answer: commands, pressed buttons, changes of membership.
///
/// Called after the commit, by several threads, for one chat in order; at least once for each
/// update, so an answer must be queued under a key made of the update's id. One that throws is
/// called again a little later, three times in all.
public interface UpdateHandler {

  void answer(Update update, Instant receivedAt);

  /// Which commands it answers; asked once.
  default BotCommands vocabulary() {
    return BotCommands.NONE;
  }
}
