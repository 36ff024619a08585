package berry.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Slow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What somebody without a login can do to the server, and what it costs the others: nothing.
@Slow("thousands of connections, and waits for deadlines")
final class StrangersTest {

  private static final int MEGABYTE = 1_000_000;

  private final List<Socket> open = new ArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private final Semaphore begun = new Semaphore(0);

  private final Route page = Route.get("/page", exchange -> exchange.text("page"));
  private final Route alive = Route.get("/livez", exchange -> exchange.text("alive")).probe();
  private final Route take =
      Route.post("/take", exchange -> exchange.text("" + exchange.body().length))
          .bodyLimit(MEGABYTE);
  private final Route wait =
      Route.get(
          "/wait",
          exchange -> {
            begun.release();
            go.await();
            exchange.text("done");
          });
  private final Route in =
      Route.async("/in", _ -> CompletableFuture.completedFuture(200))
          .admission(exchange -> {
            if (exchange.header("X-Secret") == null) {
              throw Problem.unauthorized("who are you?");
            }
          })
          .bodyLimit(MEGABYTE);

  @AfterEach
  void leave() throws IOException {
    go.countDown();
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Test
  void take_no_memory_by_announcing_a_body() throws Exception {
    try (var asking = new Asking(take)) {
      long before = used();
      for (int n = 0; n < 400; n++) {
        send(asking, n % 10, "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
      }
      assertThat(asking.post("/take", "text/plain", "still there").body()).isEqualTo("11");

      assertThat(used() - before).isLessThan(100L * MEGABYTE);
    }
  }

  @Test
  void keep_nobody_waiting_by_sending_slowly() throws Exception {
    try (var asking = new Asking(take, page, alive, in)) {
      for (int n = 0; n < 1_005; n++) {
        send(asking, n % 10, "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx");
      }

      assertThat(asking.get("/livez").body()).isEqualTo("alive");
      assertThat(asking.get("/page").body()).isEqualTo("page");
      assertThat(asking.post("/take", "text/plain", "quick").body()).isEqualTo("5");
      assertThat(admitted(asking)).isEqualTo(200);
    }
  }

  @Test
  void have_a_number_of_requests_at_once_and_the_others_theirs() throws Exception {
    try (var asking = new Asking(wait, page, alive, in)) {
      for (int n = 0; n < 128; n++) {
        send(asking, 0, "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
      }
      begun.acquire(128);

      assertThat(first(send(asking, 0, "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")))
          .isEqualTo("HTTP/1.1 429 Too Many Requests");
      assertThat(asking.get("/page").body()).isEqualTo("page");
      go.countDown();
    }
  }

  @Test
  void fill_all_places_but_those_of_watchers_and_of_telegram() throws Exception {
    try (var asking = new Asking(wait, page, alive, in)) {
      for (int n = 0; n < 1_000; n++) {
        send(asking, n % 10, "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
      }
      begun.acquire(1_000);

      assertThat(first(send(asking, 11, "GET /page HTTP/1.1\r\nHost: x\r\n\r\n"))).contains("503");
      assertThat(asking.get("/livez").body()).isEqualTo("alive");
      assertThat(admitted(asking)).isEqualTo(200);
      go.countDown();
    }
  }

  @Test
  void keep_nobody_at_their_own_address_waiting_by_sending_slowly() throws Exception {
    try (var asking = new Asking(take, page, alive)) {
      for (int n = 0; n < 130; n++) {
        send(asking, 0, "GET /page HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx");
        send(asking, 0, "GET /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx");
      }

      for (String request :
          List.of(
              "GET /page HTTP/1.1\r\nHost: x\r\n\r\n",
              "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n",
              "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nquick")) {
        assertThat(first(send(asking, 0, request))).as(request).isEqualTo("HTTP/1.1 200 OK");
      }
    }
  }

  @Test
  void keep_nobody_at_their_own_address_waiting_by_bodies_that_are_refused() throws Exception {
    try (var asking = new Asking(take, page)) {
      for (int n = 0; n < 130; n++) {
        send(asking, 0, "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000\r\n\r\nx");
      }

      assertThat(first(send(asking, 0, "GET /page HTTP/1.1\r\nHost: x\r\n\r\n")))
          .isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void keep_out_no_small_body_by_many_that_never_end() throws Exception {
    try (var asking = new Asking(take)) {
      long room = Runtime.getRuntime().maxMemory() / 8;
      int sent = 0;
      // Ever smaller ones, until not a byte is left.
      for (int size : List.of(900_000, 60_000, 4_000, 250, 15, 1)) {
        long many = size == 900_000 ? room / size + 1 : 20;
        for (int n = 0; n < many; n++) {
          String head = "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: " + (size + 1);
          send(asking, sent++ % 100, head + "\r\n\r\n" + "x".repeat(size));
        }
      }

      assertThat(asking.post("/take", "text/plain", "quick").body()).isEqualTo("5");
    }
  }

  @Test
  void keep_nobody_from_being_worked_for_by_reading_slowly() throws Exception {
    byte[] content = new byte[20 << 20];
    Route large = Route.get("/large", exchange -> exchange.bytes("text/plain", content));
    try (var asking = new Asking(large, page)) {
      for (int n = 0; n < 1_010; n++) {
        assertThat(first(send(asking, n % 10, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n")))
            .as("reader " + n)
            .isEqualTo("HTTP/1.1 200 OK");
      }

      assertThat(asking.get("/page").body()).isEqualTo("page");
    }
  }

  @Test
  void can_not_hold_a_connection_by_a_head_that_never_ends() throws Exception {
    try (var asking = impatient(page)) {
      Socket socket = send(asking, 0, "GET /page HTTP/1.1\r\nHost: x\r\n");

      assertThat(drips(socket, "X: y\r\n")).isTrue();
    }
  }

  @Test
  void can_not_hold_a_connection_by_a_body_that_never_ends() throws Exception {
    try (var asking = impatient(take)) {
      Socket socket =
          send(asking, 0, "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");

      drips(socket, "x");

      assertThat(text(socket)).startsWith("HTTP/1.1 408 ").contains("Connection: close");
    }
  }

  @Test
  void can_not_hold_a_place_by_not_reading() throws Exception {
    try (var asking =
        impatient(
            Route.get("/large", exchange -> exchange.bytes("text/plain", new byte[20 << 20])))) {
      send(asking, 0, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n");

      asking.server.drain(Duration.ofSeconds(20));

      assertThat(asking.server.draining()).isTrue();
    }
  }

  @Test
  void are_not_waited_for_when_what_is_passed_on_never_ends() throws Exception {
    var closed = new CountDownLatch(1);
    InputStream stuck =
        new InputStream() {
          @Override
          public int read() throws IOException {
            try {
              closed.await();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
            throw new IOException("closed");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    try (var asking = impatient(Route.get("/passed", exchange -> exchange.pass(stuck)))) {
      send(asking, 0, "GET /passed HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
      asking.server.drain(Duration.ofSeconds(20));
    }
  }

  @Test
  void hear_that_a_body_is_too_large_also_while_they_send_it() throws Exception {
    try (var asking = new Asking(take.bodyLimit(1_000))) {
      for (String length : List.of("Content-Length: 3000000", "Transfer-Encoding: chunked")) {
        String body = "x".repeat(3_000_000);
        String sent = length.endsWith("chunked") ? "2dc6c0\r\n" + body + "\r\n0\r\n\r\n" : body;
        Socket socket =
            send(
                asking,
                0,
                "POST /take HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n\r\n%s"
                    .formatted(length, sent));

        assertThat(text(socket)).as(length).startsWith("HTTP/1.1 413 ").contains("at most 1000");
      }
    }
  }

  @Test
  void hear_why_a_body_is_not_wanted_at_all() throws Exception {
    try (var asking = new Asking(in, page)) {
      String body = "Connection: close\r\nContent-Length: 9000000\r\n\r\n" + "x".repeat(9_000_000);

      assertThat(text(send(asking, 0, "POST /in HTTP/1.1\r\nHost: x\r\n" + body)))
          .startsWith("HTTP/1.1 401 ");
      assertThat(text(send(asking, 0, "POST /nowhere HTTP/1.1\r\nHost: x\r\n" + body)))
          .startsWith("HTTP/1.1 404 ");
      assertThat(text(send(asking, 0, "POST /page HTTP/1.1\r\nHost: x\r\n" + body)))
          .startsWith("HTTP/1.1 405 ");
    }
  }

  @Test
  void may_go_on_over_the_same_connection_when_their_small_body_was_not_wanted() throws Exception {
    try (var asking = new Asking(in, page)) {
      String refused = "POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
      Socket socket =
          send(asking, 0, refused + "GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(text(socket)).contains("HTTP/1.1 401 ", "HTTP/1.1 200 OK", "page");
    }
  }

  @Test
  void smuggle_no_second_request_by_a_line_end_of_their_own() throws Exception {
    try (var asking = new Asking(page, take)) {
      for (String odd :
          List.of(
              "GET /page HTTP/1.1\nHost: x\n\n",
              "GET /page HTTP/1.1\r\nHost: x\n\r\n",
              "GET /page HTTP/1.1\r\nHost: x\r\nA: b\nC: d\r\n\r\n",
              "POST /take HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n",
              "GET /page HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
              "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
              "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n"
                  + "\r\n0\r\n\r\n",
              "POST /take HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na",
              "GET /page HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
              "GET /page HTTP/1.1\r\n\r\n")) {
        assertThat(asking.raw(odd))
            .as(odd)
            .matches("(?s)HTTP/1\\.1 40[08] .*")
            .contains("Connection: close");
      }
    }
  }

  private Asking impatient(Route... routes) {
    return new Asking(
        Server.Options.on("127.0.0.1", 0).idle(Duration.ofMillis(300)),
        EventStream.Pace.USUAL,
        routes);
  }

  private static int admitted(Asking asking) throws Exception {
    return asking
        .send(asking.to("/in").header("X-Secret", "yes").POST(BodyPublishers.ofString("update")))
        .statusCode();
  }

  /// From an address of its own: all of 127.0.0.0/8 is this machine.
  private Socket send(Asking asking, int address, String request) throws IOException {
    Socket socket = new Socket();
    open.add(socket);
    socket.setReceiveBufferSize(4_096);
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + (address + 1)), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), asking.port));
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  /// Sends a little now and then, so that the connection is never silent.
  ///
  /// @return whether the other side hung up
  private static boolean drips(Socket socket, String drop) throws Exception {
    for (int n = 0; n < 200; n++) {
      try {
        socket.getOutputStream().write(drop.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        if (socket.getInputStream().available() > 0) {
          return true;
        }
      } catch (SocketException _) {
        return true;
      }
      new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }
    return false;
  }

  private static String text(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String first(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
