package berry.bot;

import berry.access.WebhookSecrets;
import berry.http.Admission;
import berry.http.AsyncHandler;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import berry.inbox.Receipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// `POST /telegram/webhook`: 200 only for what is committed; Telegram repeats everything else.
public final class Webhook implements AsyncHandler, Admission {

  public static final String PATH = "/telegram/webhook";

  /// Carries the secret.
  static final String HEADER = "X-Telegram-Bot-Api-Secret-Token";

  private static final int LARGEST = 4 << 20;

  private final WebhookSecrets secrets;
  private final Function<List<byte[]>, CompletableFuture<Receipt>> intake;
  private final ReceptionReporter reporter;

  /// @param intake the inbox's `take`
  /// @param reporter hears of each call that was accepted
  public Webhook(
      WebhookSecrets secrets,
      Function<List<byte[]>, CompletableFuture<Receipt>> intake,
      ReceptionReporter reporter) {
    this.secrets = secrets;
    this.intake = intake;
    this.reporter = reporter;
  }

  public Route route() {
    return Route.async(PATH, this)
        .admission(this)
        .bodyLimit(LARGEST)
        .summary("An update from Telegram, stored before it is acknowledged")
        .access("Telegram, by the secret given to setWebhook")
        .header(HEADER, "the secret given to setWebhook")
        .gives(200)
        .gives(401)
        .gives(413)
        .gives(503);
  }

  @Override
  public boolean knows(Exchange exchange) {
    return secrets.isOwn(exchange.header(HEADER));
  }

  /// Strangers must not cost us anything.
  @Override
  public void admit(Exchange exchange) {
    if (!secrets.accepts(exchange.header(HEADER))) {
      throw Problem.unauthorized("only Telegram may call this");
    }
  }

  @Override
  public CompletionStage<Integer> take(byte[] body) {
    return intake.apply(List.of(body)).thenApply(this::status);
  }

  private int status(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Stored stored -> {
        reporter.delivered();
        yield 200;
      }
      case Receipt.Unavailable unavailable ->
          throw Problem.unavailable(unavailable.reason(), unavailable.retryAfter());
      case Receipt.TooLarge tooLarge -> throw Problem.tooLarge(tooLarge.limit());
    };
  }
}
