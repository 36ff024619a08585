package berry.bot;

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

/// Asks Telegram for updates. For one thread, and one replica at a time.
///
/// The `offset` confirms the answer before and is then left out. A stored one would make the bot
/// deaf when Telegram starts its ids anew after a quiet week.
final class LongPolling {

  private static final Logger LOG = LoggerFactory.getLogger(LongPolling.class);
  private static final int MOST = 100;
  private static final Duration WAIT = Duration.ofSeconds(50);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final BotApi api;
  private final Function<List<byte[]>, Receipt> intake;
  private final Waiting waiting;
  private final Clock clock;
  private final BackOff backOff = new BackOff();
  private final BackOff quiet = new BackOff();
  private @Nullable Long confirm;

  LongPolling(BotApi api, Function<List<byte[]>, Receipt> intake, Waiting waiting, Clock clock) {
    this.api = api;
    this.intake = intake;
    this.waiting = waiting;
    this.clock = clock;
  }

  /// Takes away a webhook, because Telegram allows only one way. What it still holds is kept.
  Turn begin() {
    confirm = null;
    return switch (waiting.interruptibly(api::getWebhookInfo)) {
      case Answer.Ok<WebhookInfo> ok when !ok.result().set() -> good();
      case Answer.Ok<WebhookInfo> ok -> removeWebhook(host(ok.result()));
      case Answer<WebhookInfo> failed -> bad("Telegram can't be asked about its webhook", failed);
    };
  }

  private Turn removeWebhook(String host) {
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
    return bad("the webhook at " + host + " can't be removed", answer);
  }

  /// Waits for updates and stores them.
  Turn next() {
    Instant asked = clock.instant();
    Answer<List<byte[]>> answer = waiting.interruptibly(() -> api.getUpdates(confirm, MOST, WAIT));
    return switch (answer) {
      case Answer.Ok<List<byte[]>> ok when ok.result().isEmpty() -> nothing(asked);
      case Answer.Ok<List<byte[]>> ok -> store(ok.result());
      case Answer.Refused<List<byte[]>> refused -> refused(refused);
      case Answer<List<byte[]>> failed -> bad("Telegram can't be reached", failed);
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
    return new Turn(atOnce ? quiet.next() : Duration.ZERO, null);
  }

  private Turn store(List<byte[]> updates) {
    confirm = null;
    quiet.reset();
    return switch (intake.apply(updates)) {
      case Receipt.Stored stored -> confirm(updates);
      case Receipt.Unavailable full ->
          new Turn(
              full.retryAfter(),
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
          return new Turn(full.retryAfter(), "updates wait at Telegram: " + full.reason());
        }
        case Receipt.TooLarge tooLarge ->
            LOG.error(
                "Update {} dropped: {} bytes, and at most {} are kept",
                id(update),
                tooLarge.bytes(),
                tooLarge.limit());
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
      return new Turn(backOff.next(), trouble + "; they are kept raw and can't be confirmed");
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
      return new Turn(asked, "Telegram asks to be left alone for " + asked.toSeconds() + " s");
    }
    if (refused.code() == 409 && refused.description().contains("webhook is active")) {
      return begin();
    }
    return switch (refused.code()) {
      case 401 ->
          bad(
              "Telegram refuses the token: it was revoked. Get the new one from @BotFather, put it"
                  + " into BOT_TOKEN and restart",
              refused);
      case 404 -> bad("Telegram knows no such bot. Check BOT_TOKEN", refused);
      case 409 ->
          bad(
              "another program polls with the token of this bot, and each ends the other's call."
                  + " Stop it, or revoke the token in @BotFather",
              refused);
      default -> bad("Telegram refuses", refused);
    };
  }

  private Turn good() {
    backOff.reset();
    return Turn.GOOD;
  }

  private Turn bad(String what, Answer<?> answer) {
    return new Turn(backOff.next(), what + " (" + answer.why() + ")");
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
