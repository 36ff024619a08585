package berry.escalation;

import berry.config.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Tells somebody's own address of an incident, as JSON by POST.
///
/// The header `Berry-Signature` is `t=<seconds>,v1=<hex>`: HMAC-SHA256 by `ESCALATION_SECRET` over
/// the seconds, a full stop and the body as it was sent. The time is signed with it so that whoever
/// recorded a call can't play it again later; the receiver refuses one older than five minutes.
/// `Idempotency-Key` is the same for each try of a call.
final class SignedWebhook implements FallbackChannel {

  static final String ID = "webhook";

  /// Even if each character needs the six bytes of an escape, both together stay below 64 KB.
  private static final int LONGEST_TEXT = 8_000;

  private static final int LONGEST_TITLE = 500;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI target;
  private final Secret secret;
  private final Clock clock;
  private final WebCall web;

  SignedWebhook(URI target, Secret secret, Clock clock) {
    this(target, secret, clock, WebCall.PATIENCE);
  }

  SignedWebhook(URI target, Secret secret, Clock clock, Duration patience) {
    this.target = target;
    this.secret = secret;
    this.clock = clock;
    this.web = new WebCall(patience);
  }

  /// The body.
  ///
  /// @param id the call's key
  private record Body(
      String id,
      long incident,
      int severity,
      String state,
      String title,
      String text,
      @Nullable String open,
      String at) {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String shown() {
    return target.getHost();
  }

  @Override
  public Sent send(Call call) {
    byte[] body = JSON.writeValueAsBytes(body(call));
    long seconds = clock.instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Berry")
            .header("Berry-Signature", "t=" + seconds + ",v1=" + signature(seconds, body))
            .header("Idempotency-Key", call.key())
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return switch (web.ask(request)) {
      case WebCall.Heard.Answered answer when answer.good() -> new Sent.Ok();
      case WebCall.Heard.Answered answer ->
          new Sent.Failed(refusal(answer.status()), again(answer.status()));
      case WebCall.Heard.Nothing nothing -> new Sent.Failed(nothing.why(), true);
    };
  }

  private static Body body(Call call) {
    return new Body(
        call.key(),
        call.incident(),
        call.severity(),
        call.state(),
        Shortened.to(LONGEST_TITLE, call.title()),
        Shortened.to(LONGEST_TEXT, call.text()),
        call.open() == null ? null : call.open().toString(),
        call.at().toString());
  }

  private String signature(long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String refusal(int status) {
    return status / 100 == 3
        ? "it answers " + status + ", and redirects are not followed: name the last address"
        : "it answers " + status;
  }

  /// What is refused as it is will be refused the next time, too.
  private static boolean again(int status) {
    return status / 100 != 4 || status == 408 || status == 429;
  }
}
