package berry.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A flood limit like Telegram's, off until somebody switches it on for a bot. Guarded by [World]'s
/// lock; not kept over a restart.
///
/// Telegram tells no exact figures. These are the ones its FAQ names: about 1 message/s in a chat,
/// short bursts allowed, 20 a minute in a group, 30/s over all chats.
final class FloodLimit {

  private static final Duration SECOND = Duration.ofSeconds(1), MINUTE = Duration.ofMinutes(1);

  /// Messages one chat may get at once before the rate counts.
  private static final int BURST = 3;

  private static final int GROUP = 20, ALL = 30;

  /// When a bot sent what, oldest first.
  private static final class Usage {
    private final Deque<Instant> all = new ArrayDeque<>();
    private final Map<String, Deque<Instant>> chats = new HashMap<>();
  }

  private final Map<Long, Usage> limited = new HashMap<>();

  void limit(Bot bot, boolean on) {
    if (on) {
      limited.putIfAbsent(bot.id(), new Usage());
    } else {
      limited.remove(bot.id());
    }
  }

  /// Counts a call.
  ///
  /// @throws Refused when it comes too soon; such a call does not count
  void count(Bot bot, String method, Parameters parameters, Instant now) {
    @Nullable Usage usage = limited.get(bot.id());
    String name = method.toLowerCase(Locale.ROOT);
    if (usage == null || !sends(name) || !parameters.has("chat_id")) {
      return;
    }
    String chat = parameters.text("chat_id");
    Deque<Instant> own = usage.chats.computeIfAbsent(chat, any -> new ArrayDeque<>());
    boolean group = chat.startsWith("-") || chat.startsWith("@");
    long wait =
        Math.max(
            untilFree(usage.all, ALL, SECOND, now),
            group
                ? untilFree(own, GROUP, MINUTE, now)
                : untilFree(own, BURST, SECOND.multipliedBy(BURST), now));
    if (wait > 0) {
      throw Refused.tooFast(wait);
    }
    usage.all.add(now);
    own.add(now);
  }

  private static boolean sends(String method) {
    return (method.startsWith("send") && !method.equals("sendchataction"))
        || method.startsWith("copymessage")
        || method.startsWith("forwardmessage")
        || method.startsWith("editmessage");
  }

  /// @return whole seconds, at least 1; 0 when there is room now
  private static long untilFree(Deque<Instant> sent, int most, Duration window, Instant now) {
    while (!sent.isEmpty() && !sent.peek().isAfter(now.minus(window))) {
      sent.poll();
    }
    if (sent.size() < most) {
      return 0;
    }
    Duration left = Duration.between(now, sent.getFirst().plus(window));
    return Math.max(1, (left.toMillis() + 999) / 1000);
  }
}
