package berry.bot;

import berry.outbox.Outgoing;
import berry.telegram.Chat;
import berry.telegram.Update;
import java.time.Instant;

/// An update that wants an answer, and where.
record CommandContext(Update update, Chat chat, Instant receivedAt) {

  /// The outbox's key of its n-th answer. With the time, because Telegram starts its ids anew after
  /// a quiet week: an answer of back then must not swallow today's. An update that is handed over
  /// again bears the time of its row.
  String key(long botId, int n) {
    return Outgoing.answerKey(botId, update.id(), receivedAt, n);
  }
}
