package berry.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The webhook of somebody's bot.
public final class FakeWebhook implements AutoCloseable {

  public static final String SECRET = "a-secret_of-the-test";

  /// @param retryAfter the header's value; empty for none
  public record Reply(int status, String body, String retryAfter) {}

  /// @param secret `null`, the word, when none was sent
  public record Call(String body, String secret, long atNanos) {}

  private final @Nullable String secret;
  private final Consumer<String> updates;
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final HttpFake http;

  /// Takes whatever comes.
  public FakeWebhook() {
    this(null, update -> {});
  }

  /// Hands on what comes with the [#SECRET], before it answers, and refuses the rest.
  public FakeWebhook(Consumer<String> updates) {
    this(SECRET, updates);
  }

  private FakeWebhook(@Nullable String secret, Consumer<String> updates) {
    this.secret = secret;
    this.updates = updates;
    this.http = new HttpFake(this::handle);
  }

  public URI url() {
    return http.url().resolve("/hook");
  }

  /// What the next call is answered instead of 200, one after the other.
  public void next(Reply reply) {
    replies.add(reply);
  }

  /// What came, until it is taken out.
  public BlockingQueue<Call> calls() {
    return calls;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = HttpFake.body(exchange);
    String given =
        String.valueOf(exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token"));
    calls.add(new Call(body, given, System.nanoTime()));
    if (secret != null && !secret.equals(given)) {
      HttpFake.answer(exchange, 401, "");
      return;
    }
    updates.accept(body);
    Reply reply = replies.poll();
    if (reply == null) {
      HttpFake.answer(exchange, 200, "");
      return;
    }
    if (!reply.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", reply.retryAfter());
    }
    HttpFake.answer(exchange, reply.status(), reply.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
