package berry.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Secret;
import berry.escalation.FallbackChannel.Call;
import berry.escalation.FallbackChannel.Sent;
import berry.testing.HttpFake;
import berry.testing.MovableClock;
import berry.testing.Ports;
import berry.testing.SelfSigned;
import berry.testing.Slow;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Slow("makes a certificate, and runs openssl and python")
final class SignedWebhookTest {

  private static final Secret SECRET = new Secret("a long and random word");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration USUAL = WebCall.PATIENCE;
  private static final Call CALL =
      new Call(
          "incident-12-1-0",
          12,
          1,
          "open",
          "Диск заполнен",
          "Занято 91 %\n\"größer\"",
          URI.create("https://berry.example.org/#/incidents/12"),
          NOON);

  private final MovableClock clock = new MovableClock("2026-03-02T12:00:30Z");
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

  @TempDir private Path folder;

  private record Received(
      String method, String path, String body, String type, String signature, String key) {}

  @Test
  void tells_what_there_is_to_know_as_json() throws Exception {
    try (HttpFake server = new HttpFake(this::take)) {
      assertThat(webhook(server, USUAL).send(CALL)).isEqualTo(new Sent.Ok());
    }

    Received one = received.take();
    JsonNode body = JsonMapper.shared().readTree(one.body());
    assertThat(one.method()).isEqualTo("POST");
    assertThat(one.path()).isEqualTo("/hook?who=berry");
    assertThat(one.type()).isEqualTo("application/json");
    assertThat(one.key()).isEqualTo("incident-12-1-0");
    assertThat(body.propertyNames())
        .containsExactly("id", "incident", "severity", "state", "title", "text", "open", "at");
    assertThat(body.get("title").asString()).isEqualTo(CALL.title());
    assertThat(body.get("text").asString()).isEqualTo(CALL.text());
    assertThat(body.get("incident").asInt()).isEqualTo(12);
    assertThat(body.get("open").asString()).isEqualTo(String.valueOf(CALL.open()));
    assertThat(body.get("at").asString()).isEqualTo("2026-03-02T12:00:00Z");
  }

  @Test
  void is_signed_as_openssl_would_sign_it() throws Exception {
    try (HttpFake server = new HttpFake(this::take)) {
      webhook(server, USUAL).send(CALL);
    }

    Received one = received.take();
    assertThat(one.signature()).isEqualTo("t=1772452830,v1=" + openssl("1772452830", one.body()));
  }

  @Test
  void passes_the_check_that_the_documentation_shows() throws Exception {
    try (HttpFake server = new HttpFake(this::take)) {
      webhook(server, USUAL).send(CALL);
    }

    Received one = received.take();
    assertThat(documented(one.body(), one.signature(), 1_772_452_900)).isEqualTo("True");
    assertThat(documented(one.body(), one.signature(), 1_772_453_200)).isEqualTo("False");
    String changed = one.body().replace("\"severity\":1", "\"severity\":3");
    assertThat(changed).isNotEqualTo(one.body());
    assertThat(documented(changed, one.signature(), 1_772_452_900)).isEqualTo("False");
  }

  @ParameterizedTest
  @CsvSource({
    "400,false",
    "401,false",
    "404,false",
    "410,false",
    "408,true",
    "429,true",
    "302,true",
    "500,true",
    "503,true"
  })
  void comes_again_unless_it_is_refused_for_good(int status, boolean again) {
    try (HttpFake server = new HttpFake(exchange -> HttpFake.answer(exchange, status, ""))) {
      Sent sent = webhook(server, USUAL).send(CALL);

      assertThat(sent).isInstanceOf(Sent.Failed.class);
      assertThat(((Sent.Failed) sent).why()).contains(Integer.toString(status));
      assertThat(((Sent.Failed) sent).again()).isEqualTo(again);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void follows_no_redirect(int status) {
    AtomicInteger elsewhere = new AtomicInteger();
    try (HttpFake other =
            new HttpFake(exchange -> {
              elsewhere.incrementAndGet();
              HttpFake.answer(exchange, 200, "");
            });
        HttpFake server =
            new HttpFake(exchange -> {
              exchange.getResponseHeaders().set("Location", other.url() + "/");
              HttpFake.answer(exchange, status, "");
            })) {
      assertThat(failed(webhook(server, USUAL)).why()).contains("redirects are not followed");
      assertThat(elsewhere).hasValue(0);
    }
  }

  @Test
  void does_not_wait_for_ever_for_an_answer() {
    try (HttpFake server = new HttpFake(exchange -> HttpFake.hang())) {
      Sent.Failed failed = failed(webhook(server, SHORT));

      assertThat(failed.why()).contains("no answer within 400 ms");
      assertThat(failed.again()).isTrue();
    }
  }

  @Test
  void does_not_read_an_answer_that_never_ends() {
    HttpHandler endless =
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            byte[] much = new byte[1 << 20];
            while (true) {
              out.write(much);
            }
          } catch (IOException gone) {
            received.add(received(exchange, ""));
          }
        };
    try (HttpFake server = new HttpFake(endless)) {
      assertThat(webhook(server, USUAL).send(CALL)).isEqualTo(new Sent.Ok());
      // The server notices that nobody reads on.
      assertThat(CompletableFuture.supplyAsync(this::next).join()).isNotNull();
    }
  }

  @Test
  void comes_again_when_the_connection_breaks() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> broken = CompletableFuture.runAsync(() -> reset(server));
      Sent.Failed failed = failed(to(URI.create("http://127.0.0.1:" + server.getLocalPort())));

      assertThat(failed).isEqualTo(new Sent.Failed("the connection broke", true));
      broken.join();
    }
  }

  @Test
  void comes_again_when_nobody_listens() {
    Sent.Failed failed = failed(to(URI.create("http://127.0.0.1:" + Ports.free())));

    assertThat(failed.why()).contains("nobody listens");
    assertThat(failed.again()).isTrue();
  }

  @Test
  void says_nothing_to_whom_no_certificate_vouches_for() throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(new SelfSigned(folder).context()));
    server.createContext("/", this::take);
    server.start();
    try {
      var webhook = to(URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/key"));
      Sent.Failed failed = failed(webhook);

      assertThat(failed.why()).contains("TLS").doesNotContain("/key");
      assertThat(received).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void does_not_turn_to_where_clouds_tell_their_secrets() {
    assertThat(failed(to(URI.create("http://169.254.169.254/latest"))).why())
        .contains("169.254.169.254");
  }

  @Test
  void stays_below_64_kb_whatever_is_told() throws Exception {
    Call long0 =
        new Call("k", 1, 1, "open", "\0".repeat(90_000), "😀\1".repeat(90_000), null, NOON);
    try (HttpFake server = new HttpFake(this::take)) {
      assertThat(webhook(server, USUAL).send(long0)).isEqualTo(new Sent.Ok());
    }

    String body = received.take().body();
    assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(64 << 10);
    assertThat(JsonMapper.shared().readTree(body).get("text").asString())
        .startsWith("😀\1😀")
        .endsWith("…");
  }

  @Test
  void shows_its_host_and_not_its_secret_path() {
    assertThat(to(URI.create("https://hooks.example.org/T0/secret?x=y")).shown())
        .isEqualTo("hooks.example.org");
  }

  private SignedWebhook webhook(HttpFake server, Duration patience) {
    return new SignedWebhook(URI.create(server.url() + "/hook?who=berry"), SECRET, clock, patience);
  }

  private SignedWebhook to(URI target) {
    return new SignedWebhook(target, SECRET, clock);
  }

  private static Sent.Failed failed(SignedWebhook webhook) {
    Sent sent = webhook.send(CALL);
    assertThat(sent).isInstanceOf(Sent.Failed.class);
    return (Sent.Failed) sent;
  }

  private void take(HttpExchange exchange) throws IOException {
    received.add(received(exchange, HttpFake.body(exchange)));
    HttpFake.answer(exchange, 200, "taken");
  }

  private static Received received(HttpExchange exchange, String body) {
    var headers = exchange.getRequestHeaders();
    return new Received(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        body,
        headers.getFirst("Content-Type"),
        headers.getFirst("Berry-Signature"),
        headers.getFirst("Idempotency-Key"));
  }

  private Received next() {
    try {
      return received.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void reset(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().read();
      socket.setSoLinger(true, 0);
    } catch (SocketException closed) {
      // as wanted
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String openssl(String seconds, String body) throws Exception {
    List<String> command = List.of("openssl", "dgst", "-sha256", "-hmac", SECRET.reveal());
    return said(command, seconds + "." + body).replaceFirst(".*= ?", "");
  }

  /// Runs the snippet of the page as it stands there.
  private static String documented(String body, String signature, long now) throws Exception {
    String page = Files.readString(Path.of("docs/en/escalation.md"));
    String snippet = page.replaceFirst("(?s).*?```python\n(.*?)```.*", "$1");
    String call =
        "\nimport sys\nprint(genuine(sys.stdin.buffer.read(), %s, %s, %d))\n"
            .formatted(quoted(signature), quoted(SECRET.reveal()), now);
    return said(List.of("python3", "-c", snippet + call), body);
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  private static String said(List<String> command, String input) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }
}
