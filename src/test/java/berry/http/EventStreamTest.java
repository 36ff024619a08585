package berry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
  void a_reader_who_is_behind_hears_one_event_in_the_place_of_all_that_wait() throws Exception {
    var stream = new EventStream(EventStream.Pace.USUAL);
    int queued = 0;
    while (stream.offer(String.valueOf(queued), "me", "{}")) {
      queued++;
    }
    assertThat(queued).isGreaterThan(100);
    assertThat(stream.replaced()).isFalse();

    assertThat(stream.replace("7", "reset", "{}")).isTrue();
    assertThat(stream.replace("8", "reset", "{}")).isTrue();
    assertThat(stream.replaced()).isTrue();
    assertThat(stream.closed()).isFalse();
    stream.close();
    var out = new ByteArrayOutputStream();

    assertThat(stream.pump(out, () -> {})).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("id: 8\nevent: reset\ndata: {}\n\n");
  }

  @Test
  void drops_a_reader_who_does_not_even_take_that() {
    var pace = new EventStream.Pace(Duration.ofSeconds(15), Duration.ofMinutes(14), Duration.ZERO);
    var stream = new EventStream(pace);
    stream.replace("1", "reset", "{}");

    assertThat(stream.replace("2", "reset", "{}")).isFalse();
    assertThat(stream.closed()).isTrue();
  }

  @Test
  void what_is_carried_on_waits_for_room() throws Exception {
    var stream = new EventStream(EventStream.Pace.USUAL);
    byte[] event = "event: me\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);
    var carried = new CompletableFuture<Integer>();
    Thread.startVirtualThread(() -> {
      try {
        int taken = 0;
        while (taken < 2_000 && stream.relay(event)) {
          taken++;
        }
        carried.complete(taken);
      } catch (InterruptedException e) {
        carried.completeExceptionally(e);
      }
    });
    var pumped = new CompletableFuture<Integer>();
    var out = new ByteArrayOutputStream();
    Thread.startVirtualThread(() -> {
      try {
        stream.pump(out, () -> {});
        pumped.complete(out.size());
      } catch (IOException | InterruptedException e) {
        pumped.completeExceptionally(e);
      }
    });

    assertThat(carried.get(10, TimeUnit.SECONDS)).isEqualTo(2_000);
    stream.close();
    assertThat(pumped.get(10, TimeUnit.SECONDS)).isEqualTo(2_000 * event.length);
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
