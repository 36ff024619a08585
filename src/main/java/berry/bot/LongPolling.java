package berry.bot;

import berry.database.BackOff;
import berry.inbox.Receipt;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import berry.telegram.UnreadableUpdate;
import berry.telegram.Update;
import berry.telegram.WebhookInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Asks Telegram for updates. For one thread, and one replica at a time.
///
/// The `offset` confirms the answer before and is then left out. A stored one would make the bot
/// deaf when Telegram starts its ids anew after a quiet week. For the same reason a replica that
/// was frozen must not send one from before: it might confirm what nobody stored. So the right to
/// poll is asked of the database before updates are stored and before they are confirmed.
final class LongPolling {

  private static final Logger LOG = LoggerFactory.getLogger(LongPolling.class);
  private static final int MOST = 100;
  private static final Duration WAIT = Duration.ofSeconds(50);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /// Somebody else has the right: nothing of this turn counts.
  private static final Turn LOST = Turn.open(Duration.ZERO);

  private final BotApi api;
  private final Function<List<byte[]>, Receipt> intake;
  private final Waiting waiting;
  private final Right right;
  private final Clock clock;
  private final Conflicts conflicts;
  private final BackOff backOff = Turn.pauses();
  private final BackOff quiet = Turn.pauses();
  private @Nullable Long confirm;

  LongPolling(
      BotApi api,
      Function<List<byte[]>, Receipt> intake,
      Waiting waiting,
      Right right,
      Clock clock) {
    this.api = api;
    this.intake = intake;
    this.waiting = waiting;
    this.right = right;
    this.clock = clock;
    this.conflicts = new Conflicts(clock);
  }

  /// Takes away a webhook, because Telegram allows only one way. What it still holds is kept.
  Turn begin() {
    confirm = null;
    conflicts.forget();
    return withoutWebhook();
  }

  private Turn withoutWebhook() {
    confirm = null;
    return switch (waiting.interruptibly(api::getWebhookInfo)) {
      case Answer.Ok<WebhookInfo> ok when !ok.result().set() -> good();
      case Answer.Ok<WebhookInfo> ok -> removeWebhook(host(ok.result()));
      case Answer<WebhookInfo> failed -> away("Telegram can't be asked about its webhook", failed);
    };
  }

  private Turn removeWebhook(String host) {
    if (!right.confirmed()) {
      return LOST;
    }
    Answer<Boolean> answer =
        waiting.interruptibly(
            () -> api.call("deleteWebhook", Map.of(), Boolean.class, BotApi.USUAL));
    if (answer instanceof Answer.Ok<Boolean>) {
      LOG.warn(
          "Webhook at {} removed, because updates are polled now. If another program received them"
              + " there, stop it or give it a bot of its own.",
          host);
      return good();
    }
    return away("the webhook at " + host + " can't be removed", answer);
  }

  /// Waits for updates and stores them.
  Turn next() {
    if (confirm != null && !right.confirmed()) {
      confirm = null;
      return LOST;
    }
    Instant asked = clock.instant();
    Answer<List<byte[]>> answer = waiting.interruptibly(() -> api.getUpdates(confirm, MOST, WAIT));
    return switch (answer) {
      case Answer.Ok<List<byte[]>> ok when ok.result().isEmpty() -> nothing(asked);
      case Answer.Ok<List<byte[]>> ok -> store(ok.result());
      case Answer.Refused<List<byte[]>> refused -> refused(refused);
      case Answer<List<byte[]>> failed -> away("Telegram can't be reached", failed);
    };
  }

  private Turn nothing(Instant asked) {
    confirm = null;
    backOff.reset();
    // An empty answer comes after the wait; one that comes at once would make a busy loop.
    boolean atOnce = Duration.between(asked, clock.instant()).compareTo(AT_ONCE) < 0;
    if (!atOnce) {
      quiet.reset();
    }
    return good(atOnce ? quiet.next() : Duration.ZERO);
  }

  private Turn store(List<byte[]> updates) {
    confirm = null;
    quiet.reset();
    if (!right.confirmed()) {
      return LOST;
    }
    return switch (intake.apply(updates)) {
      case Receipt.Stored stored -> confirm(updates);
      case Receipt.Unavailable full ->
          Turn.bad(
              full.retryAfter(),
              Cause.NOT_STORED,
              updates.size() + " updates wait at Telegram, not stored: " + full.reason());
      case Receipt.TooLarge tooLarge -> storeOneByOne(updates);
    };
  }

  /// One is too large to be kept at all. Telegram cuts its answers at 4 MiB, so this is some other
  /// server; it must not stop the ones beside it.
  private Turn storeOneByOne(List<byte[]> updates) {
    for (byte[] update : updates) {
      switch (intake.apply(List.of(update))) {
        case Receipt.Stored stored -> {}
        case Receipt.Unavailable full -> {
          return Turn.bad(
              full.retryAfter(), Cause.NOT_STORED, "updates wait at Telegram: " + full.reason());
        }
        case Receipt.TooLarge tooLarge -> {
          try (var _ = MDC.putCloseable("update", String.valueOf(id(update)))) {
            LOG.error(
                "Update {} dropped: {} bytes, and at most {} are kept",
                id(update),
                tooLarge.bytes(),
                tooLarge.limit());
          }
        }
      }
    }
    return confirm(updates);
  }

  private Turn confirm(List<byte[]> updates) {
    long highest = Long.MIN_VALUE;
    for (byte[] update : updates) {
      Long id = id(update);
      highest = id == null ? highest : Math.max(highest, id);
    }
    if (highest == Long.MIN_VALUE) {
      String trouble = "Telegram's " + updates.size() + " updates have no readable update_id";
      return Turn.bad(
          backOff.next(), Cause.NOT_STORED, trouble + "; they are kept raw and can't be confirmed");
    }
    confirm = highest + 1;
    return good();
  }

  private static @Nullable Long id(byte[] update) {
    try {
      return Update.read(update).id();
    } catch (UnreadableUpdate e) {
      return e.updateId();
    }
  }

  private Turn refused(Answer.Refused<List<byte[]>> refused) {
    Duration asked = refused.retryAfter();
    if (asked != null) {
      return Turn.bad(
          asked,
          Cause.SLOWED_DOWN,
          "Telegram asks to be left alone for " + asked.toSeconds() + " s");
    }
    return switch (refused.code()) {
      case 401 ->
          bad(
              Cause.TOKEN_REFUSED,
              "Telegram refuses the token: it was revoked. Give Berry the new one of @BotFather by berry"
                  + " token rotate (it stands in BOT_TOKEN), and restart",
              refused);
      case 404 -> bad(Cause.TOKEN_REFUSED, "Telegram knows no such bot. Check BOT_TOKEN", refused);
      case 409 -> conflict(refused);
      default -> bad(Cause.TELEGRAM_REFUSES, "Telegram refuses", refused);
    };
  }

  private Turn conflict(Answer.Refused<List<byte[]>> refused) {
    if (refused.description().contains("ebhook")) {
      return withoutWebhook();
    }
    conflicts.add();
    if (!right.confirmed()) {
      return LOST;
    }
    return conflicts.foreign() ? Conflicts.told(backOff.next(), false) : Turn.open(AT_ONCE);
  }

  private Turn good() {
    return good(Duration.ZERO);
  }

  /// Between two conflicts a call may well succeed; the other program is still there.
  private Turn good(Duration pause) {
    backOff.reset();
    return conflicts.foreign() ? Conflicts.told(pause, true) : Turn.good(pause);
  }

  private Turn bad(Cause cause, String what, Answer<?> answer) {
    return Turn.bad(backOff.next(), cause, what + " (" + answer.why() + ")");
  }

  private Turn away(String what, Answer<?> answer) {
    boolean refused = answer instanceof Answer.Refused<?>;
    return bad(refused ? Cause.TELEGRAM_REFUSES : Cause.TELEGRAM_AWAY, what, answer);
  }

  /// Its path may hold a secret of somebody else.
  private static String host(WebhookInfo info) {
    try {
      return String.valueOf(URI.create(String.valueOf(info.url())).getHost());
    } catch (IllegalArgumentException e) {
      return "an unreadable address";
    }
  }
}
