package berry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EventStreamTest {

  private final CompletableFuture<EventStream> opened = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private final Route live =
      Route.get(
          "/live",
          exchange -> {
            var stream = exchange.stream();
            stream.onClose(ended::countDown);
            stream.send(null, "hello", "{}");
            opened.complete(stream);
          });

  @Test
  void drops_a_reader_who_never_reads() throws Exception {
    try (var asking = new Asking(live);
        var _ = open(asking)) {
      var stream = opened.get(10, TimeUnit.SECONDS);
      String big = "x".repeat(100_000);

      boolean taken = true;
      for (int i = 0; taken && i < 100_000; i++) {
        taken = stream.send(String.valueOf(i), "me", big);
      }

      assertThat(taken).isFalse();
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void notices_who_has_left() throws Exception {
    var pace = new EventStream.Pace(Duration.ofMillis(20), Duration.ofMinutes(1));
    try (var asking = new Asking(Server.Options.on("127.0.0.1", 0), pace, live)) {
      try (var _ = open(asking)) {
        opened.get(10, TimeUnit.SECONDS);
      }

      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void sends_lines_with_ids_and_comments_in_silence() throws Exception {
    var pace = new EventStream.Pace(Duration.ofMillis(50), Duration.ofMinutes(1));
    try (var asking = new Asking(Server.Options.on("127.0.0.1", 0), pace, live)) {
      var answer =
          asking.client.send(asking.to("/live").build(), HttpResponse.BodyHandlers.ofInputStream());
      try (var in =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        opened.get(10, TimeUnit.SECONDS).send("7", "me", "one\ntwo");

        assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
            .startsWith("text/event-stream");
        var lines = in.lines().limit(9).toList();
        assertThat(lines)
            .startsWith(
                "event: hello", "data: {}", "", "id: 7", "event: me", "data: one", "data: two", "")
            .last()
            .isEqualTo(": still here");
      }
    }
  }

  @Test
  void ends_after_its_lifetime_and_when_the_server_drains() throws Exception {
    var pace = new EventStream.Pace(Duration.ofSeconds(15), Duration.ofMillis(100));
    try (var asking = new Asking(Server.Options.on("127.0.0.1", 0), pace, live)) {
      assertThat(asking.get("/live").body()).startsWith("event: hello");
    }
    try (var asking = new Asking(live)) {
      var body =
          asking.client.sendAsync(asking.to("/live").build(), HttpResponse.BodyHandlers.ofString());
      opened.get(10, TimeUnit.SECONDS);
      assertThat(
              asking
                  .client
                  .sendAsync(asking.to("/live").build(), HttpResponse.BodyHandlers.ofInputStream())
                  .get(10, TimeUnit.SECONDS)
                  .statusCode())
          .isEqualTo(200);
      asking.server.drain(Duration.ofSeconds(10));

      assertThat(body.get(10, TimeUnit.SECONDS).body()).startsWith("event: hello");
    }
  }

  private static Socket open(Asking asking) throws Exception {
    var socket = new Socket(InetAddress.getLoopbackAddress(), asking.port);
    socket
        .getOutputStream()
        .write("GET /live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }
}
