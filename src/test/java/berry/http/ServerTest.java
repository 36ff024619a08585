package berry.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerTest {

  record Note(String text, Integer stars, List<Note> replies) {}

  @Test
  void says_which_port_is_in_use() {
    try (var asking = new Asking()) {
      var second = new Server(Server.Options.on("127.0.0.1", asking.port));

      assertThatThrownBy(second::start)
          .isInstanceOf(PortInUse.class)
          .hasMessageContaining(String.valueOf(asking.port));
    }
  }

  @Test
  void answers_an_unknown_path_with_a_problem() throws Exception {
    try (var asking = new Asking(Route.get("/a", exchange -> exchange.text("a")))) {
      var answer = asking.get("/b");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertProblem(answer, 404);
    }
  }

  @Test
  void names_the_methods_it_allows() throws Exception {
    try (var asking = new Asking(Route.get("/a", exchange -> exchange.text("a")))) {
      var answer = asking.post("/a", "text/plain", "x");

      assertProblem(answer, 405);
      assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET", "HEAD");
    }
  }

  @Test
  void hides_what_went_wrong_inside() throws Exception {
    try (var asking =
        new Asking(
            Route.get(
                "/a",
                _ -> {
                  throw new IllegalStateException("password=secret");
                }))) {
      var answer = asking.get("/a");

      assertProblem(answer, 500);
      assertThat(answer.body()).doesNotContain("secret");
    }
  }

  @Test
  void says_of_a_trouble_that_passes_when_to_come_back() throws Exception {
    try (var asking =
        new Asking(
            _ -> new TransientFailure("gone fishing", Duration.ofSeconds(7), false),
            Route.get(
                "/a",
                _ -> {
                  throw new IllegalStateException("password=secret");
                }))) {
      var answer = asking.get("/a");

      assertProblem(answer, 503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("7");
      assertThat(answer.body()).contains("gone fishing").doesNotContain("secret");
    }
  }

  @Test
  void tries_a_read_once_more_and_a_write_never() throws Exception {
    var attempts = new AtomicInteger();
    Handler failsFirst =
        exchange -> {
          if (attempts.incrementAndGet() == 1) {
            throw new IllegalStateException("broken");
          }
          exchange.text("there");
        };
    try (var asking =
        new Asking(
            _ -> new TransientFailure("broken", Duration.ofSeconds(1), true),
            Route.get("/a", failsFirst),
            Route.post("/a", failsFirst))) {
      assertThat(asking.get("/a").body()).isEqualTo("there");
      assertThat(attempts).hasValue(2);

      attempts.set(0);
      assertProblem(asking.post("/a", "text/plain", ""), 503);
      assertThat(attempts).hasValue(1);
    }
  }

  @Test
  void refuses_a_body_over_the_limit_of_its_route() throws Exception {
    try (var asking =
        new Asking(
            Route.post("/a", exchange -> exchange.text("" + exchange.body().length))
                .bodyLimit(10))) {
      assertThat(asking.post("/a", "text/plain", "0123456789").body()).isEqualTo("10");
      assertProblem(asking.post("/a", "text/plain", "0123456789x"), 413);
      var unknownLength =
          asking.send(
              asking
                  .to("/a")
                  .POST(
                      HttpRequest.BodyPublishers.ofByteArrays(
                          List.of(
                              "0123456789x".getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
      assertProblem(unknownLength, 413);
    }
  }

  @Test
  void names_the_field_that_does_not_fit() throws Exception {
    try (var asking = new Asking(Route.post("/a", e -> e.json(e.json(Note.class))))) {
      var wrong = asking.post("/a", "application/json", "{\"replies\":[{\"stars\":\"many\"}]}");

      assertProblem(wrong, 400);
      assertThat(wrong.body()).contains("replies[0].stars");
      assertProblem(asking.post("/a", "application/json", "{\"text\":"), 400);
      assertProblem(asking.post("/a", "application/json", "null"), 400);
      assertProblem(asking.post("/a", "application/json", ""), 400);
      assertProblem(asking.post("/a", "application/json", "{\"text\":\"a\",\"text\":\"b\"}"), 400);
      assertProblem(asking.post("/a", "application/json", "[".repeat(1000)), 400);
      assertProblem(asking.post("/a", "text/plain", "{}"), 415);
      assertThat(asking.post("/a", "application/json", "{\"text\":\"x\",\"new\":1}").body())
          .isEqualTo("{\"text\":\"x\"}");
    }
  }

  @Test
  void refuses_unreadable_requests_without_a_page_of_its_own() throws Exception {
    try (var asking = new Asking(Route.get("/a", exchange -> exchange.text("a")))) {
      assertThat(asking.raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .contains("400", "problem+json")
          .doesNotContain("<html", "Jetty");
      String headers = "X-Big: " + "x".repeat(20_000) + "\r\n";
      assertThat(asking.raw("GET /a HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n"))
          .contains("431", "problem+json")
          .doesNotContain("Jetty");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%00",
        "/%",
        "/%ff",
        "/%zz",
        "/%u0041",
        "/%2e%2e/x",
        "/../x",
        "/..",
        "/.;/x",
        "/a%2fb",
        "/a%5cb",
        "/a%25b",
        "//",
        "//a",
        "/a;b=c",
        "/a\\b",
        "/b?%00",
        "/b?%ff=%",
        "/b\u00e9",
        "b",
        "*"
      })
  void answers_every_path_however_odd_with_a_problem(String path) throws Exception {
    try (var asking = new Asking(Route.get("/x", exchange -> exchange.text("x")))) {
      String answer =
          asking.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
      assertThat(answer)
          .matches("(?s)HTTP/1\\.1 40[04] .*")
          .contains("Content-Type: application/problem+json\r\n")
          .contains("X-Content-Type-Options: nosniff\r\n", Headers.STRICTEST)
          .contains("X-Request-Id: " + Json.mapper().readTree(body).get("requestId").asString());
    }
  }

  @Test
  void says_that_it_hangs_up_on_a_path_that_cannot_be_decoded() throws Exception {
    try (var asking = new Asking()) {
      assertThat(asking.raw("GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n"))
          .contains("Connection: close\r\n");
    }
  }

  @Test
  void gives_each_answer_an_id_and_the_security_headers() throws Exception {
    try (var asking = new Asking(Route.get("/a", exchange -> exchange.text("a")))) {
      var answer = asking.get("/a").headers();
      var named = asking.send(asking.to("/a").header("X-Request-Id", "abc-12345")).headers();
      var forged = asking.send(asking.to("/a").header("X-Request-Id", "a b\tc")).headers();
      var secure = asking.send(asking.to("/a").header("X-Forwarded-Proto", "https")).headers();

      assertThat(answer.firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
      assertThat(named.firstValue("X-Request-Id")).contains("abc-12345");
      assertThat(forged.firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
      assertThat(answer.firstValue("Content-Security-Policy")).contains(Headers.STRICTEST);
      assertThat(answer.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(answer.firstValue("Strict-Transport-Security")).isEmpty();
      assertThat(secure.firstValue("Strict-Transport-Security")).isPresent();
      assertThat(answer.firstValue("Server")).isEmpty();
    }
  }

  @Test
  void reads_forms_of_both_kinds() throws Exception {
    try (var asking =
        new Asking(
            Route.post("/form", e -> e.text(e.form().toString())),
            Route.post(
                "/parts",
                e -> {
                  var file = requireNonNull(e.multipart().get("file"));
                  var field = requireNonNull(e.multipart().get("a"));
                  e.text(file.fileName() + " " + file.text() + field.text());
                }))) {
      assertThat(asking.post("/form", "application/x-www-form-urlencoded", "a=1%202&b=&a=3").body())
          .isEqualTo("{a=1 2, b=}");
      String parts =
          "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nplain\r\n"
              + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"n.txt\"\r\n"
              + "Content-Type: text/plain\r\n\r\ncontent\r\n--x--\r\n";
      assertThat(asking.post("/parts", "multipart/form-data; boundary=x", parts).body())
          .isEqualTo("n.txt contentplain");
      assertProblem(
          asking.post("/parts", "multipart/form-data; boundary=x", "--x\r\nnothing"), 400);
    }
  }

  @Test
  void lets_a_long_answer_outlive_the_idle_time() throws Exception {
    var options = Server.Options.on("127.0.0.1", 0).idle(Duration.ofMillis(200));
    var never = new CountDownLatch(1);
    try (var asking =
        new Asking(
            options,
            EventStream.Pace.USUAL,
            Route.get("/a", e -> e.text("" + never.await(700, TimeUnit.MILLISECONDS))))) {
      assertThat(asking.get("/a").body()).isEqualTo("false");
    }
  }

  @Test
  void cuts_a_caller_who_never_finishes_the_body() throws Exception {
    var options = Server.Options.on("127.0.0.1", 0).idle(Duration.ofMillis(200));
    try (var asking =
        new Asking(
            options, EventStream.Pace.USUAL, Route.post("/a", e -> e.text("" + e.body().length)))) {
      assertThat(asking.raw("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n123"))
          .contains("408");
    }
  }

  @Test
  void finishes_what_runs_before_it_ends() throws Exception {
    var running = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var asking =
        new Asking(
            Route.get(
                "/a",
                exchange -> {
                  running.countDown();
                  exchange.text("" + go.await(10, TimeUnit.SECONDS));
                }))) {
      var answer =
          asking.client.sendAsync(asking.to("/a").build(), HttpResponse.BodyHandlers.ofString());
      assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
      var draining = Thread.ofVirtual().start(() -> asking.server.drain(Duration.ofSeconds(10)));
      until(asking.server::draining);
      until(() -> refused(asking.port));
      go.countDown();

      assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("true");
      assertThat(draining.join(Duration.ofSeconds(10))).isTrue();
      assertThat(asking.server.draining()).isTrue();
    }
  }

  @Test
  void knows_who_is_on_this_machine() throws Exception {
    try (var asking =
        new Asking(Route.get("/a", e -> e.text(e.thisMachine() + " " + e.subscriber())))) {
      assertThat(asking.get("/a").body()).isEqualTo("true 127.0.0.1");
      for (String header :
          List.of(
              "X-Forwarded-For",
              "Forwarded",
              "Via",
              "X-Real-IP",
              "CF-Ray",
              "X-Envoy-Peer",
              "CDN-Loop",
              "X-Azure-ClientIP",
              "X-Scheme",
              "X-Host",
              "X-Remote-Addr")) {
        assertThat(asking.send(asking.to("/a").header(header, "1.2.3.4")).body())
            .as(header)
            .isEqualTo("false 127.0.0.1");
      }
      for (String host : List.of("berry.example", "localhost.example", "127.0.0.1.example")) {
        assertThat(asking.raw("GET /a HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
            .as(host)
            .contains("false 127.0.0.1");
      }
      // As nginx calls that was told no more than where to hand requests on to.
      assertThat(asking.raw("GET /a HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
          .contains("false 127.0.0.1");
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static boolean refused(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  private static void until(Condition condition) throws Exception {
    long end = System.nanoTime() + 10_000_000_000L;
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited 10 s").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    var body = Json.mapper().readTree(answer.body());
    assertThat(body.get("status").asInt()).isEqualTo(status);
    assertThat(body.get("title").asString()).isNotBlank();
    assertThat(body.get("requestId").asString())
        .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
  }
}
