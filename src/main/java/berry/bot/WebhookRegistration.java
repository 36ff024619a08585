package berry.bot;

import berry.access.WebhookSecrets;
import berry.database.BackOff;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import berry.telegram.Update;
import berry.telegram.WebhookInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells Telegram where to deliver, and watches whether it can. For one thread, one replica at a
/// time.
final class WebhookRegistration {

  /// How long deliveries may fail before another way is taken.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// The same for a webhook that failed before and is tried again: nothing comes while it is tried.
  private static final Duration PROBATION = Duration.ofMinutes(1);

  /// Telegram repeats a failed delivery after 120 s at most, so an older error is over.
  private static final Duration FRESH = Duration.ofSeconds(150);

  /// Telegram waits 60 s for an answer, so after this no call with the former secret is under way.
  private static final Duration SETTLED = Duration.ofMinutes(2);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
  private static final int CONNECTIONS = 40;
  private static final Turn LOST = Turn.open(Duration.ZERO);

  private final BotApi api;
  private final Waiting waiting;
  private final String url;
  private final WebhookSecrets secrets;
  private final Right right;
  private final Clock clock;
  private final BackOff backOff = Turn.pauses();
  private Instant registeredAt = Instant.EPOCH;
  private @Nullable Instant failingSince;
  private Duration patience = PATIENCE;
  private String unlike = "";
  private boolean set;
  private volatile @Nullable Integer pending;

  /// Parameters of `setWebhook`. `drop_pending_updates` is not among them, ever.
  record SetWebhook(
      String url, String secretToken, int maxConnections, List<String> allowedUpdates) {

    @Override
    public String toString() {
      return "SetWebhook[" + url + "]";
    }
  }

  /// @param base public address, without a slash at the end
  WebhookRegistration(
      BotApi api, Waiting waiting, URI base, WebhookSecrets secrets, Right right, Clock clock) {
    this.api = api;
    this.waiting = waiting;
    this.url = base + Webhook.PATH;
    this.secrets = secrets;
    this.right = right;
    this.clock = clock;
  }

  String url() {
    return url;
  }

  /// From now on less patient, until deliveries were seen to work.
  void onProbation() {
    patience = PROBATION;
  }

  /// Whether Telegram has taken the address since it was set for the last time.
  boolean isSet() {
    return set;
  }

  /// Sets the webhook. A trouble with no pause means that Telegram will never take this address.
  Turn register() {
    set = false;
    failingSince = null;
    return set();
  }

  /// Telegram takes one call a second; whoever comes here again waited longer.
  private Turn set() {
    Duration unknown = secrets.unknownFor();
    if (unknown.isPositive()) {
      return Turn.open(unknown);
    }
    if (!right.confirmed()) {
      return LOST;
    }
    SetWebhook parameters = new SetWebhook(url, secrets.reveal(), CONNECTIONS, Update.KINDS);
    Answer<Boolean> answer =
        waiting.interruptibly(
            () -> api.call("setWebhook", parameters, Boolean.class, BotApi.USUAL));
    return switch (answer) {
      case Answer.Ok<Boolean> ok -> {
        set = true;
        registeredAt = clock.instant();
        backOff.reset();
        secrets.retireEarlier();
        yield Turn.open(FIRST_LOOK);
      }
      case Answer.Refused<Boolean> refused when refused.code() == 400 ->
          Turn.bad(
              Duration.ZERO,
              Cause.WEBHOOK_FAILS,
              "Telegram does not take the address " + url + " (" + refused.why() + ")");
      case Answer<Boolean> failed ->
          Turn.bad(
              waitAfter(failed), cause(failed), "the webhook can't be set (" + failed.why() + ")");
    };
  }

  /// Asks how deliveries go. To be called once a minute.
  Turn check() {
    return switch (waiting.interruptibly(api::getWebhookInfo)) {
      case Answer.Ok<WebhookInfo> ok -> judge(ok.result());
      case Answer<WebhookInfo> failed ->
          Turn.bad(
              MINUTE,
              cause(failed),
              "Telegram can't be asked about the webhook (" + failed.why() + ")");
    };
  }

  /// Whether deliveries have failed for so long that another way must be taken.
  boolean broken() {
    Instant since = failingSince;
    return since != null && !clock.instant().isBefore(since.plus(patience));
  }

  /// What Telegram held for us when it was last asked; null before that.
  @Nullable Integer pending() {
    return pending;
  }

  private Turn judge(WebhookInfo info) {
    pending = info.pendingUpdateCount();
    if (!url.equals(info.url())) {
      // Somebody else set another one or deleted ours (a second Berry, a tool, 410 for 23 hours).
      return again(
          "the webhook was gone and is set again; if that repeats, another program uses"
              + " this bot's token");
    }
    String difference = difference(info);
    if (!difference.isEmpty() && !difference.equals(unlike)) {
      // Once: an older Bot API server may never say what we asked for.
      unlike = difference;
      return again("the webhook was changed (" + difference + ") and is set again");
    }
    return deliveries(info);
  }

  private Turn deliveries(WebhookInfo info) {
    Instant error = Instant.ofEpochSecond(info.lastErrorDate());
    Instant now = clock.instant();
    boolean failing =
        info.pendingUpdateCount() > 0
            && !error.isBefore(now.minus(FRESH))
            && !error.isBefore(registeredAt.minusSeconds(1));
    if (!failing) {
      return works(info, now);
    }
    failingSince = failingSince == null ? error : failingSince;
    String message = String.valueOf(info.lastErrorMessage());
    if (message.contains("401")) {
      return again("deliveries carried another secret (" + message + "); the webhook is set again");
    }
    return Turn.bad(
        SOON,
        Cause.WEBHOOK_FAILS,
        "Telegram can't deliver to "
            + url
            + ": "
            + message
            + "; "
            + info.pendingUpdateCount()
            + " updates wait");
  }

  private Turn works(WebhookInfo info, Instant now) {
    failingSince = null;
    patience = PATIENCE;
    if (info.pendingUpdateCount() == 0 && now.isAfter(registeredAt.plus(SETTLED))) {
      secrets.forgetRetired();
    }
    return Turn.good(MINUTE);
  }

  private Turn again(String why) {
    Turn again = set();
    return again.trouble() == null ? Turn.bad(SOON, Cause.WEBHOOK_CHANGED, why) : again;
  }

  /// What stands at Telegram and is not as we set it; empty when nothing.
  private static String difference(WebhookInfo info) {
    List<String> kinds = info.allowedUpdates();
    if (kinds == null || !Set.copyOf(kinds).equals(Set.copyOf(Update.KINDS))) {
      return "allowed_updates: " + (kinds == null ? "Telegram's usual ones" : kinds.toString());
    }
    return info.maxConnections() == CONNECTIONS ? "" : "max_connections: " + info.maxConnections();
  }

  private Duration waitAfter(Answer<Boolean> failed) {
    Duration asked =
        failed instanceof Answer.Refused<Boolean> refused ? refused.retryAfter() : null;
    return asked == null ? backOff.next() : asked;
  }

  private static Cause cause(Answer<?> failed) {
    return switch (failed) {
      case Answer.Refused<?> refused when refused.code() == 401 || refused.code() == 404 ->
          Cause.TOKEN_REFUSED;
      case Answer.Refused<?> refused when refused.retryAfter() != null -> Cause.SLOWED_DOWN;
      case Answer.Refused<?> refused -> Cause.TELEGRAM_REFUSES;
      default -> Cause.TELEGRAM_AWAY;
    };
  }
}
