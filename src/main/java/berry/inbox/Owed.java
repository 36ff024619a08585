package berry.inbox;

import berry.telegram.Update;
import java.time.Instant;

/// An update whose answer is due.
record Owed(Key key, Update update) {

  /// Which row of `incoming` it is.
  record Key(long updateId, Instant receivedAt) {}

  static Owed of(Update update, Instant receivedAt) {
    return new Owed(new Key(update.id(), receivedAt), update);
  }

  /// Updates of the same chat stay in the same lane.
  int lane(int lanes) {
    long chat = update.chat() == null ? update.id() : update.chat().id();
    return Math.floorMod(Long.hashCode(chat), lanes);
  }
}
