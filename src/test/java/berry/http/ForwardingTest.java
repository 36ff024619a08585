package berry.http;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ForwardingTest {

  private final BlockingQueue<EventStream> streams = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private final Route echo = Route.post("/api/echo", ForwardingTest::echo);
  private final Route live =
      Route.get(
          "/api/live",
          exchange -> {
            var stream = exchange.stream();
            stream.onClose(ended::countDown);
            stream.send("5", "hello", String.valueOf(exchange.header("Last-Event-ID")));
            streams.add(stream);
          });

  @Test
  void says_when_the_other_server_is_away() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:" + Ports.free());
    try (var forwarding = new Forwarding(nobody);
        var asking = new Asking(forwarding.routes("/api").toArray(Route[]::new))) {
      var answer = asking.get("/api/me");

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("requestId").doesNotContain(nobody.getAuthority());
      assertThat(forwarding.trouble()).isPresent();
    }
  }

  @Test
  void refuses_to_hand_on_to_itself() throws Exception {
    int port = Ports.free();
    try (var forwarding = new Forwarding(URI.create("http://127.0.0.1:" + port));
        var server = new Server(Server.Options.on("127.0.0.1", port));
        var asking = new Asking()) {
      server.add(forwarding.routes("/api")).start();

      var request =
          java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/me"));
      assertThat(asking.send(request).statusCode()).isEqualTo(508);
    }
  }

  @Test
  void carries_method_address_headers_and_body() throws Exception {
    try (var behind = new Asking(echo);
        var forwarding = new Forwarding(URI.create("http://127.0.0.1:" + behind.port + "/"));
        var front = new Asking(forwarding.routes("/api").toArray(Route[]::new))) {
      var answer =
          front.send(
              front
                  .to("/api/echo?q=%D1%8F+1&q=2")
                  .header("Authorization", "Bearer abc")
                  .header("Idempotency-Key", "key-1")
                  .header("X-Forwarded-For", "203.0.113.9")
                  .header("X-Request-Id", "abc-12345")
                  .header("TE", "trailers")
                  .POST(BodyPublishers.ofString("Привет")));

      assertThat(answer.statusCode()).isEqualTo(202);
      Map<?, ?> seen = Json.mapper().readValue(answer.body(), Map.class);
      assertThat(seen.get("url")).isEqualTo("/api/echo?q=%D1%8F+1&q=2");
      assertThat(seen.get("body")).isEqualTo("Привет");
      assertThat(seen.get("Authorization")).isEqualTo("Bearer abc");
      assertThat(seen.get("Idempotency-Key")).isEqualTo("key-1");
      assertThat(seen.get("X-Forwarded-For")).isEqualTo("203.0.113.9, 127.0.0.1");
      assertThat(seen.get("X-Request-Id")).isEqualTo("abc-12345");
      assertThat(seen.get("TE")).isEqualTo("null");
      assertThat(answer.headers().firstValue("X-Kept")).contains("yes");
      assertThat(answer.headers().firstValue("X-Of-The-Connection")).isEmpty();
      assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("abc-12345");
    }
  }

  @Test
  void leads_nowhere_but_under_its_path() throws Exception {
    try (var behind =
            new Asking(
                Route.get("/api/me", exchange -> exchange.text("me")),
                Route.get("/inside", exchange -> exchange.text("inside")));
        var forwarding = new Forwarding(URI.create("http://127.0.0.1:" + behind.port));
        var front = new Asking(forwarding.routes("/api").toArray(Route[]::new))) {
      assertThat(front.get("/api/me").body()).isEqualTo("me");
      for (String path :
          new String[] {
            "/api/../inside", "/api/%2e%2e/inside", "/api/.%2E/inside", "/api/x/../../inside",
            "/api//../inside", "/api/..;/inside", "/api/..%2finside", "/api/%2e%2e%2finside",
            "/api/..\\inside", "/api/%252e%252e/inside", "/api/./me", "/api/me;x"
          }) {
        assertThat(front.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
            .as(path)
            .matches("(?s)HTTP/1\\.1 40[04] .*");
      }
    }
  }

  @Test
  void keeps_its_own_word_on_what_a_browser_may_do() throws Exception {
    Route lax =
        Route.get(
                "/api/lax",
                exchange ->
                    exchange
                        .header("X-Content-Type-Options", "sniff")
                        .header("Referrer-Policy", "unsafe-url")
                        .header("Set-Cookie", "a=b")
                        .header("Access-Control-Allow-Origin", "*")
                        .text("x"))
            .contentPolicy("default-src *");
    try (var behind = new Asking(lax);
        var forwarding = new Forwarding(URI.create("http://127.0.0.1:" + behind.port));
        var front = new Asking(forwarding.routes("/api").toArray(Route[]::new))) {
      var headers = front.get("/api/lax").headers();

      assertThat(headers.allValues("Content-Security-Policy")).containsExactly(Headers.STRICTEST);
      assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
      assertThat(headers.firstValue("Set-Cookie")).isEmpty();
      assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void carries_problems_of_the_other_server() throws Exception {
    try (var behind = new Asking(echo);
        var forwarding = new Forwarding(URI.create("http://127.0.0.1:" + behind.port));
        var front = new Asking(forwarding.routes("/api").toArray(Route[]::new))) {
      var answer = front.get("/api/nothing");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).contains("nothing at /api/nothing");
    }
  }

  @Test
  void carries_a_stream_as_it_comes_and_its_end() throws Exception {
    try (var behind = new Asking(live);
        var forwarding = new Forwarding(URI.create("http://127.0.0.1:" + behind.port));
        var front = new Asking(forwarding.routes("/api").toArray(Route[]::new));
        var lines = lines(open(front))) {
      assertThat(lines.readLine()).isEqualTo("id: 5");
      assertThat(lines.readLine()).isEqualTo("event: hello");
      assertThat(lines.readLine()).isEqualTo("data: 4");
      assertThat(lines.readLine()).isEmpty();
      EventStream stream = streams.poll(10, TimeUnit.SECONDS);

      stream.send(null, "me", "one\ntwo Ё");

      assertThat(lines.readLine()).isEqualTo("event: me");
      assertThat(lines.readLine()).isEqualTo("data: one");
      assertThat(lines.readLine()).isEqualTo("data: two Ё");
      assertThat(lines.readLine()).isEmpty();
      stream.close();
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void ends_the_other_servers_stream_when_the_reader_has_left() throws Exception {
    var pace =
        new EventStream.Pace(java.time.Duration.ofMillis(20), java.time.Duration.ofMinutes(1));
    try (var behind = new Asking(Server.Options.on("127.0.0.1", 0), pace, live);
        var forwarding = new Forwarding(URI.create("http://127.0.0.1:" + behind.port));
        var front = new Asking(forwarding.routes("/api").toArray(Route[]::new))) {
      try (var lines = lines(open(front))) {
        assertThat(lines.readLine()).isEqualTo("id: 5");
      }

      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static InputStream open(Asking front) throws Exception {
    return front
        .client
        .send(
            front.to("/api/live").header("Last-Event-ID", "4").build(),
            HttpResponse.BodyHandlers.ofInputStream())
        .body();
  }

  private static BufferedReader lines(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static void echo(Exchange exchange) throws IOException {
    Map<String, String> seen = new TreeMap<>();
    seen.put("url", exchange.url());
    seen.put("body", new String(exchange.body(), StandardCharsets.UTF_8));
    for (String name :
        new String[] {
          "Authorization", "Idempotency-Key", "X-Forwarded-For", "X-Request-Id", "TE"
        }) {
      seen.put(name, String.valueOf(exchange.header(name)));
    }
    exchange
        .status(202)
        .header("X-Kept", "yes")
        .header("X-Of-The-Connection", "gone")
        .header("Connection", "X-Of-The-Connection")
        .json(Collections.unmodifiableMap(seen));
  }
}
