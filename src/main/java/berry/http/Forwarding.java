package berry.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands requests on to another server and its answers back, event streams included, so that a
/// browser needs no second origin.
///
/// Redirects go back to the caller. Nothing is tried twice: whether a call was carried out can't be
/// known here.
public final class Forwarding implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final int LARGEST = 1_000_000;
  private static final String VIA = "1.1 berry";

  /// Headers of one connection (RFC 9110, 7.6.1), and those that each sender writes anew.
  private static final Set<String> OWN =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "host",
          "content-length",
          "expect",
          "date",
          "server",
          "via",
          "x-forwarded-for",
          "x-request-id",
          // Our own word on what a browser may do with the answer.
          "content-security-policy",
          "x-content-type-options",
          "referrer-policy",
          "strict-transport-security",
          "set-cookie",
          "access-control-allow-origin",
          "access-control-allow-credentials");

  private final String base;
  private final String server;
  private final AtomicBoolean away = new AtomicBoolean();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /// @param base of the other server; a request's path is put behind it
  public Forwarding(URI base) {
    this.base = base.toString().replaceAll("/+$", "");
    this.server = base.getRawAuthority();
  }

  /// Everything under that path.
  ///
  /// @param path as `/api`
  public List<Route> routes(String path) {
    return Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
        .map(method ->
            Route.of(method, path + "/<rest>", this::forward)
                .bodyLimit(LARGEST)
                .access("whomever the server behind this one lets in"))
        .toList();
  }

  /// Whether the other server says that it is ready.
  ///
  /// @return why not; empty when it is
  public Optional<String> trouble() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/readyz")).timeout(PROBE).build();
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status == 200
          ? Optional.empty()
          : Optional.of("the server behind this one is not ready (" + status + ")");
    } catch (IOException _) {
      return Optional.of("the server behind this one can't be reached");
    }
  }

  private void forward(Exchange exchange) throws InterruptedException {
    String via = exchange.header("Via");
    if (via != null && via.contains(VIA)) {
      throw Problem.of(508, "Loop", "this server was told to hand requests on to itself");
    }
    HttpResponse<InputStream> answer = ask(request(exchange));
    exchange.status(answer.statusCode());
    passed(answer.headers().map()).forEach(exchange::header);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("text/event-stream")) {
      new Relay(answer.body(), exchange.stream()).start();
      return;
    }
    exchange.pass(answer.body());
  }

  private HttpRequest request(Exchange exchange) {
    byte[] body = exchange.body();
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + exchange.url()))
              .timeout(ANSWER)
              .method(
                  exchange.method(),
                  body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
      passed(exchange.headers()).forEach(request::setHeader);
      return request
          .setHeader("X-Forwarded-For", exchange.callers())
          .setHeader("X-Request-Id", exchange.requestId())
          .setHeader("Via", VIA)
          .build();
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest("the address or a header of the request is not well-formed");
    }
  }

  private HttpResponse<InputStream> ask(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      if (away.compareAndSet(true, false)) {
        LOG.info("{} answers again", server);
      }
      return answer;
    } catch (HttpConnectTimeoutException | ConnectException unreachable) {
      throw gone(502, "can't be reached", unreachable);
    } catch (HttpTimeoutException slow) {
      throw gone(504, "has not answered for " + ANSWER.toSeconds() + " s", slow);
    } catch (IOException broken) {
      throw gone(502, "broke the connection off", broken);
    }
  }

  /// Its address is for the log; the caller needs not know what stands behind us.
  private Problem gone(int status, String what, IOException cause) {
    if (away.compareAndSet(false, true)) {
      LOG.warn(
          "{} {}, so its part is answered with {}: {}", server, what, status, cause.toString());
    }
    String title = status == 504 ? "Gateway timeout" : "Bad gateway";
    return Problem.of(status, title, "the server behind this one " + what)
        .header("Retry-After", "5");
  }

  /// What goes through: all but the headers of the connection itself, which may name more of them.
  private static Map<String, String> passed(Map<String, List<String>> headers) {
    Set<String> named =
        headers.entrySet().stream()
            .filter(one -> one.getKey().equalsIgnoreCase("Connection"))
            .flatMap(one -> one.getValue().stream())
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Map<String, String> passed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      // Names that begin with a colon are HTTP/2's own.
      if (!OWN.contains(lower) && !named.contains(lower) && !lower.startsWith(":")) {
        passed.put(name, String.join(", ", values));
      }
    });
    return passed;
  }

  /// Ends the calls and streams under way.
  @Override
  public void close() {
    client.shutdownNow();
  }
}
