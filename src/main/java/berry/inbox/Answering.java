package berry.inbox;

import berry.telegram.Update;
import java.time.Instant;

/// Acts on updates that are owed an answer: commands, pressed buttons, changes of membership.
///
/// Called after the commit, by several threads, for one chat in order; at least once for each
/// update, so an answer must be queued under a key made of the update's id. One that throws is
/// called again a little later, three times in all.
public interface Answering {

  void answer(Update update, Instant receivedAt);

  /// Whether this text of a private chat is what one of the bot's own reply buttons sends. Such a
  /// text is owed an answer like a command, and is no question that a person waits with.
  ///
  /// Asked before the commit by every thread that takes in updates: must neither block nor throw.
  default boolean button(String text) {
    return false;
  }
}
