package berry.bot;

import berry.telegram.Answer;
import berry.telegram.BotApi;
import berry.telegram.Update;
import berry.telegram.WebhookInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells Telegram where to deliver, and watches whether it can. For one thread, one replica at a
/// time.
final class WebhookRegistration {

  /// How long deliveries may fail before another way is taken.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// Telegram repeats a failed delivery after 120 s at most, so an older error is over.
  private static final Duration FRESH = Duration.ofSeconds(150);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int CONNECTIONS = 40;

  private final BotApi api;
  private final Waiting waiting;
  private final String url;
  private final WebhookSecret secret;
  private final Clock clock;
  private final BackOff backOff = new BackOff();
  private Instant registeredAt = Instant.EPOCH;
  private @Nullable Instant failingSince;

  /// Parameters of `setWebhook`. `drop_pending_updates` is not among them, ever.
  record SetWebhook(
      String url, String secretToken, int maxConnections, List<String> allowedUpdates) {

    @Override
    public String toString() {
      return "SetWebhook[" + url + "]";
    }
  }

  /// @param base public address, without a slash at the end
  WebhookRegistration(BotApi api, Waiting waiting, URI base, WebhookSecret secret, Clock clock) {
    this.api = api;
    this.waiting = waiting;
    this.url = base + Webhook.PATH;
    this.secret = secret;
    this.clock = clock;
  }

  String url() {
    return url;
  }

  /// Sets the webhook. A trouble with no pause means that Telegram will never take this address.
  Turn register() {
    SetWebhook parameters = new SetWebhook(url, secret.reveal(), CONNECTIONS, Update.KINDS);
    Answer<Boolean> answer =
        waiting.interruptibly(
            () -> api.call("setWebhook", parameters, Boolean.class, BotApi.USUAL));
    failingSince = null;
    return switch (answer) {
      case Answer.Ok<Boolean> ok -> {
        registeredAt = clock.instant();
        backOff.reset();
        yield new Turn(MINUTE, null);
      }
      case Answer.Refused<Boolean> refused when refused.code() == 400 ->
          new Turn(
              Duration.ZERO,
              "Telegram does not take the address " + url + " (" + refused.why() + ")");
      case Answer<Boolean> failed ->
          new Turn(waitAfter(failed), "the webhook can't be set (" + failed.why() + ")");
    };
  }

  /// Asks how deliveries go. To be called once a minute.
  Turn check() {
    return switch (waiting.interruptibly(api::getWebhookInfo)) {
      case Answer.Ok<WebhookInfo> ok -> judge(ok.result());
      case Answer<WebhookInfo> failed ->
          new Turn(MINUTE, "Telegram can't be asked about the webhook (" + failed.why() + ")");
    };
  }

  /// Whether deliveries have failed for so long that another way must be taken.
  boolean broken() {
    Instant since = failingSince;
    return since != null && !clock.instant().isBefore(since.plus(PATIENCE));
  }

  private Turn judge(WebhookInfo info) {
    if (!url.equals(info.url())) {
      // Somebody else set another one or deleted ours (a second Berry, a tool, 410 for 23 hours).
      Turn again = register();
      return again.trouble() == null
          ? new Turn(MINUTE, "the webhook was gone and is set again")
          : again;
    }
    Instant error = Instant.ofEpochSecond(info.lastErrorDate());
    Instant now = clock.instant();
    boolean failing =
        info.pendingUpdateCount() > 0
            && !error.isBefore(now.minus(FRESH))
            && !error.isBefore(registeredAt.minusSeconds(1));
    if (!failing) {
      failingSince = null;
      return new Turn(MINUTE, null);
    }
    failingSince = failingSince == null ? error : failingSince;
    return new Turn(
        MINUTE,
        "Telegram can't deliver to "
            + url
            + ": "
            + info.lastErrorMessage()
            + "; "
            + info.pendingUpdateCount()
            + " updates wait");
  }

  private Duration waitAfter(Answer<Boolean> failed) {
    Duration asked =
        failed instanceof Answer.Refused<Boolean> refused ? refused.retryAfter() : null;
    return asked == null ? backOff.next() : asked;
  }
}
