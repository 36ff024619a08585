package berry.bot;

import berry.access.WebhookSecrets;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import berry.inbox.Receipt;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/// `POST /telegram/webhook`: 200 only for what is committed; Telegram repeats everything else.
public final class Webhook {

  public static final String PATH = "/telegram/webhook";

  /// Carries the secret.
  static final String HEADER = "X-Telegram-Bot-Api-Secret-Token";

  private static final int LARGEST = 4 << 20;

  private final WebhookSecrets secrets;
  private final Function<List<byte[]>, Receipt> intake;
  private final Bulletin bulletin;

  /// @param intake the inbox's `acceptAll`
  /// @param bulletin hears of each call that was accepted
  public Webhook(
      WebhookSecrets secrets, Function<List<byte[]>, Receipt> intake, Bulletin bulletin) {
    this.secrets = secrets;
    this.intake = intake;
    this.bulletin = bulletin;
  }

  public Route route() {
    return Route.post(PATH, this::handle)
        .bodyLimit(LARGEST)
        .summary("An update from Telegram, stored before it is acknowledged")
        .access("Telegram, by the secret given to setWebhook")
        .header(HEADER, "the secret given to setWebhook")
        .gives(200)
        .gives(401)
        .gives(413)
        .gives(503);
  }

  private void handle(Exchange exchange) throws IOException {
    // Before a byte of the body is read: strangers must not cost us anything.
    if (!secrets.accepts(exchange.header(HEADER))) {
      throw Problem.unauthorized("only Telegram may call this");
    }
    switch (intake.apply(List.of(exchange.body()))) {
      case Receipt.Stored stored -> {
        bulletin.delivered();
        exchange.status(200).text("");
      }
      case Receipt.Unavailable unavailable ->
          throw Problem.unavailable(unavailable.reason(), unavailable.retryAfter());
      case Receipt.TooLarge tooLarge -> throw Problem.tooLarge(tooLarge.limit());
    }
  }
}
