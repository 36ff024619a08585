package berry.diagnostics;

import berry.config.Configuration;
import berry.config.Secret;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import berry.telegram.Me;
import berry.telegram.Token;
import berry.telegram.WebhookInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the token is good, updates arrive, and Telegram's clock and ours agree.
final class TelegramCheck implements Check {

  private static final String WEBHOOK = "webhook";

  /// `last_error_date` never clears, so only a recent one says anything.
  private static final Duration RECENT = Duration.ofMinutes(10);

  private static final int MANY = 100;
  private static final Duration NOTICEABLE = Duration.ofSeconds(5);

  private final Configuration configuration;
  private final Clock clock;

  TelegramCheck(Configuration configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "telegram";
  }

  @Override
  public List<Finding> look() {
    Secret token = configuration.botToken();
    if (token == null) {
      return List.of(Finding.ok(name(), "sandbox: Berry plays Telegram itself"));
    }
    List<Finding> findings = new ArrayList<>();
    try (BotApi api = new BotApi(configuration.telegram(), new Token(token.reveal()), clock)) {
      Answer<Me> me = api.getMe();
      findings.add(bot(me));
      if (me instanceof Answer.Ok<Me>) {
        findings.add(webhook(api.getWebhookInfo()));
        api.clockDifference().ifPresent(apart -> findings.add(time(apart)));
      }
    }
    return findings;
  }

  private Finding bot(Answer<Me> answer) {
    return switch (answer) {
      case Answer.Ok<Me> ok ->
          Finding.ok(name(), "@" + ok.result().username() + " at " + configuration.telegram());
      case Answer.Refused<Me> refused when refused.code() == 401 || refused.code() == 404 ->
          Finding.fail(
              name(),
              "Telegram does not know this token (" + refused.code() + "): revoked or mistyped",
              "Take the present one from @BotFather and run berry token rotate.");
      case Answer.Refused<Me> refused ->
          Finding.fail(
              name(), answer.why(), "Try again shortly; Telegram itself may be in trouble.");
      case Answer.Unreachable<Me> unreachable -> away(answer);
      case Answer.Unknown<Me> unknown -> away(answer);
    };
  }

  private Finding away(Answer<Me> answer) {
    return Finding.fail(
        name(),
        configuration.telegram() + " does not answer: " + answer.why(),
        "Check this machine's way out (DNS, firewall, proxy) and TELEGRAM_API_URL.");
  }

  private Finding webhook(Answer<WebhookInfo> answer) {
    return answer instanceof Answer.Ok<WebhookInfo> ok
        ? webhook(ok.result())
        : Finding.warn(WEBHOOK, answer.why(), "Run berry doctor again.");
  }

  private Finding webhook(WebhookInfo info) {
    URI wanted = configuration.webhookUrl();
    String url = info.url() == null ? "" : info.url();
    if (wanted == null) {
      return url.isEmpty()
          ? Finding.ok(WEBHOOK, "none, long polling; " + waiting(info))
          : Finding.warn(
              WEBHOOK,
              "set to " + url + " though this configuration says long polling",
              "berry start removes it; if another program set it, that one needs its own bot.");
    }
    String right = wanted + "/telegram/webhook";
    if (!url.equals(right)) {
      return Finding.warn(
          WEBHOOK,
          (url.isEmpty() ? "not set" : "set to " + url) + " instead of " + right,
          "berry start sets it; check that no other program uses this bot.");
    }
    Duration since = Duration.between(Instant.ofEpochSecond(info.lastErrorDate()), clock.instant());
    if (info.lastErrorDate() > 0 && since.compareTo(RECENT) < 0) {
      return Finding.fail(
          WEBHOOK,
          "failed " + since.toSeconds() + " s ago: " + orUnknown(info.lastErrorMessage()),
          "Check that " + wanted + " is reachable by https from outside with a valid certificate.");
    }
    return info.pendingUpdateCount() > MANY
        ? Finding.warn(WEBHOOK, waiting(info), "Look at berry status: is the database slow?")
        : Finding.ok(WEBHOOK, url + ", " + waiting(info));
  }

  private static Finding time(Duration apart) {
    return apart.abs().compareTo(NOTICEABLE) <= 0
        ? Finding.ok("clock", "Telegram's and this machine's agree")
        : Finding.warn(
            "clock",
            "Telegram's and this machine's are " + apart.abs().toSeconds() + " s apart",
            "Let this machine take its time from NTP: launch data is refused when it is off.");
  }

  private static String waiting(WebhookInfo info) {
    return info.pendingUpdateCount() + " updates waiting";
  }

  private static String orUnknown(@Nullable String text) {
    return text == null ? "no reason given" : text;
  }
}
