package berry.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that come in: never whole in memory, a few at once, nothing left behind.
final class UploadsTest {

  private static final String BEGIN =
      "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n"
          + "Content-Type: application/x-thing\r\n\r\n";
  private static final String END = "\r\n--line--\r\n";
  private static final String HEAD =
      "POST /files HTTP/1.1\r\nHost: x\r\nX-Secret: y\r\nConnection: close\r\n"
          + "Content-Type: multipart/form-data; boundary=line\r\n";

  @TempDir Path folder;
  private final List<Socket> open = new ArrayList<>();
  private final AtomicInteger handled = new AtomicInteger();

  @AfterEach
  void leave() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Test
  void take_the_largest_file_and_little_memory() throws Exception {
    var held = new AtomicInteger();
    Route route =
        route(
            new Uploads(folder),
            exchange -> {
              held.set((int) (used() >> 20));
              exchange.text(exchange.upload().size() + " " + digest(exchange.upload().content()));
            });
    try (var asking = new Asking(route)) {
      long before = used() >> 20;
      Socket socket = send(asking, head(Uploads.MOST) + BEGIN);
      String sent = write(socket, Uploads.MOST);
      socket.getOutputStream().write(END.getBytes(ISO_8859_1));

      assertThat(text(socket)).endsWith(Uploads.MOST + " " + sent);
      assertThat(held.get() - before).isLessThan(20);
      assertThat(left()).isEmpty();
    }
  }

  @Test
  void give_the_file_its_name_its_type_and_the_fields() throws Exception {
    Route route =
        route(
            new Uploads(folder),
            exchange -> {
              Upload upload = exchange.upload();
              exchange.text(
                  String.join(
                      "|",
                      upload.name(),
                      upload.contentType(),
                      upload.field("kind"),
                      new String(upload.start(3), UTF_8),
                      new String(upload.content().readAllBytes(), UTF_8)));
            });
    try (var asking = new Asking(route)) {
      String form =
          "--line\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nphoto\r\n"
              + BEGIN.replace("a.bin", "отчёт «1».bin")
              + "content"
              + END;

      assertThat(post(asking, form).body())
          .isEqualTo("отчёт «1».bin|application/x-thing|photo|con|content");
    }
  }

  @Test
  void ask_who_it_is_before_a_byte_is_read() throws Exception {
    try (var asking = new Asking(route(new Uploads(folder)))) {
      String stranger = head(1_000_000).replace("X-Secret: y\r\n", "");

      assertThat(first(send(asking, stranger))).isEqualTo("HTTP/1.1 401 Unauthorized");
    }
  }

  @Test
  void say_that_a_file_is_too_large_before_a_byte_is_read() throws Exception {
    try (var asking = new Asking(route(new Uploads(folder)))) {
      assertThat(text(send(asking, head(60L << 20))))
          .startsWith("HTTP/1.1 413 ")
          .contains("a file may have at most 50 MB");
      assertThat(handled).hasValue(0);
    }
  }

  @Test
  void find_out_that_a_file_of_unknown_length_is_too_large() throws Exception {
    try (var asking = new Asking(route(new Uploads(folder)))) {
      Socket socket = send(asking, HEAD + "Transfer-Encoding: chunked\r\n\r\n");
      String piece = "x".repeat(1 << 20);
      chunk(socket, BEGIN);
      for (int n = 0; n < 51; n++) {
        chunk(socket, piece);
      }

      assertThat(first(socket)).startsWith("HTTP/1.1 413 ");
      assertThat(handled).hasValue(0);
    }
  }

  @Test
  void take_a_few_at_once_and_let_the_others_come_again() throws Exception {
    Route page = Route.get("/page", exchange -> exchange.text("page"));
    try (var asking = new Asking(route(new Uploads(folder, 2, () -> Long.MAX_VALUE)), page)) {
      Socket one = send(asking, head(1_000) + BEGIN);
      send(asking, head(1_000) + BEGIN);
      Await.until(Duration.ofSeconds(10), () -> full(asking));

      assertThat(text(send(asking, head(10))))
          .startsWith("HTTP/1.1 503 ")
          .contains("Retry-After: 5", "other files are being uploaded");
      assertThat(asking.get("/page").body()).isEqualTo("page");

      one.close();
      Await.until(Duration.ofSeconds(10), () -> !full(asking));
    }
  }

  @Test
  void leave_nothing_of_one_that_is_cut() throws Exception {
    try (var asking = new Asking(route(new Uploads(folder, 1, () -> Long.MAX_VALUE)))) {
      Socket socket = send(asking, head(1_000_000) + BEGIN + "x".repeat(500_000));
      Await.until(Duration.ofSeconds(10), () -> full(asking));
      socket.close();

      Await.until(Duration.ofSeconds(10), () -> !full(asking));
      assertThat(left()).isEmpty();
    }
  }

  @Test
  void end_one_that_comes_byte_by_byte() throws Exception {
    var options = new Server.Options("127.0.0.1", 0, List.of()).idle(Duration.ofMillis(500));
    var uploads = new Uploads(folder, 1, () -> Long.MAX_VALUE);
    try (var asking = new Asking(options, EventStream.Pace.USUAL, route(uploads))) {
      Socket socket = send(asking, head(1_000_000) + BEGIN);
      drip(socket);

      assertThat(text(socket)).startsWith("HTTP/1.1 408 ").contains("Connection: close");
      assertThat(post(asking, BEGIN + "x" + END).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void keep_nothing_when_the_disk_is_nearly_full() throws Exception {
    try (var asking = new Asking(route(new Uploads(folder, 8, () -> 201L << 20)))) {
      assertThat(text(send(asking, head(2 << 20))))
          .startsWith("HTTP/1.1 507 ")
          .contains("the disk of this server is nearly full");
      assertThat(post(asking, BEGIN + "x" + END).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void say_that_there_is_no_place_for_them() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "");
    var uploads = new Uploads(file, 1, () -> Long.MAX_VALUE);
    try (var asking = new Asking(route(uploads))) {
      for (int n = 0; n < 2; n++) {
        assertThat(post(asking, BEGIN + "x" + END).statusCode()).isEqualTo(507);
      }
    }
  }

  @Test
  void say_what_is_wrong_with_a_form() throws Exception {
    try (var asking = new Asking(route(new Uploads(folder, 1, () -> Long.MAX_VALUE)))) {
      assertThat(post(asking, "").body()).contains("the multipart form");
      assertThat(post(asking, BEGIN + "x").body()).contains("the multipart form");
      assertThat(post(asking, "nonsense\r\n\r\n").statusCode()).isEqualTo(400);
      assertThat(
              post(asking, "--line\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb" + END)
                  .body())
          .contains("the form has no file");
      assertThat(post(asking, BEGIN + "x\r\n" + BEGIN + "y" + END).body())
          .contains("one file at a time");
      assertThat(
              post(
                      asking,
                      "--line\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
                          + "b".repeat(20_000)
                          + END)
                  .body())
          .contains("the fields of the form are too long");
      assertThat(
              asking
                  .send(
                      asking
                          .to("/files")
                          .header("X-Secret", "y")
                          .header("Content-Type", "application/json")
                          .POST(BodyPublishers.ofString("{}")))
                  .statusCode())
          .isEqualTo(415);
      assertThat(handled).hasValue(0);
      assertThat(left()).isEmpty();
    }
  }

  /// The parser keeps them in memory, of a form of 50 MB as well.
  @Test
  void take_no_part_whose_head_does_not_end() throws Exception {
    try (var asking = new Asking(route(new Uploads(folder, 1, () -> Long.MAX_VALUE)))) {
      String begin = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n";
      String form = begin + "X-Much: " + "y".repeat(200_000) + "\r\n\r\nx" + END;

      assertThat(post(asking, form).statusCode()).isEqualTo(400);
      assertThat(post(asking, begin + "X-Many: y\r\n".repeat(20_000) + "\r\nx" + END).statusCode())
          .isEqualTo(400);
      assertThat(handled).hasValue(0);
      assertThat(post(asking, BEGIN + "x" + END).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void answer_a_type_that_is_not_well_formed_and_lose_no_place() throws Exception {
    try (var asking = new Asking(route(new Uploads(folder, 1, () -> Long.MAX_VALUE)))) {
      for (String type : List.of("; boundary=\"line", "\"; boundary=line", "; =;;boundary")) {
        String head = head(1).replace("; boundary=line", type);

        assertThat(text(send(asking, head + BEGIN + "x" + END))).startsWith("HTTP/1.1 400 ");
      }
      assertThat(post(asking, BEGIN + "x" + END).statusCode()).isEqualTo(200);
    }
  }

  /// What is announced comes later; by then the disk would be full.
  @Test
  void count_what_others_have_announced() {
    var uploads = new Uploads(folder, 8, () -> 240L << 20);
    Uploads.Place one = uploads.enter(30 << 20, "one");

    assertThatThrownBy(() -> uploads.enter(20 << 20, "other"))
        .isInstanceOfSatisfying(Problem.class, full -> assertThat(full.status()).isEqualTo(507));
    uploads.enter(5 << 20, "other").close();

    one.close();
    one.close();
    uploads.enter(30 << 20, "other").close();
  }

  @Test
  void let_no_sender_take_all_places() throws Exception {
    var uploads = new Uploads(folder, 4, () -> Long.MAX_VALUE, 2);
    Route route =
        Route.post("/files", exchange -> exchange.text("" + exchange.upload().size()))
            .uploads(
                uploads, exchange -> exchange.sender(String.valueOf(exchange.header("X-Secret"))));
    try (var asking = new Asking(route)) {
      Socket one = send(asking, head(1_000) + BEGIN);
      send(asking, head(1_000) + BEGIN);
      Await.until(Duration.ofSeconds(10), () -> full(asking));

      assertThat(text(send(asking, head(10))))
          .startsWith("HTTP/1.1 503 ")
          .contains("Retry-After: 5", "files of yours are being uploaded");
      String other = head(1).replace("X-Secret: y", "X-Secret: z") + BEGIN + "x" + END;
      assertThat(first(send(asking, other))).isEqualTo("HTTP/1.1 200 OK");

      one.close();
      Await.until(Duration.ofSeconds(10), () -> !full(asking));
    }
  }

  private Route route(Uploads uploads) {
    return route(uploads, exchange -> exchange.text("" + exchange.upload().size()));
  }

  private Route route(Uploads uploads, Handler handler) {
    return Route.post(
            "/files",
            exchange -> {
              handled.incrementAndGet();
              handler.handle(exchange);
            })
        .uploads(
            uploads,
            exchange -> {
              if (exchange.header("X-Secret") == null) {
                throw Problem.unauthorized("who are you?");
              }
            });
  }

  /// Whether there is no place for one more.
  private static boolean full(Asking asking) {
    try {
      return post(asking, BEGIN + "x" + END).statusCode() == 503;
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static HttpResponse<String> post(Asking asking, String form) throws Exception {
    return asking.send(
        asking
            .to("/files")
            .header("X-Secret", "y")
            .header("Content-Type", "multipart/form-data; boundary=line")
            .POST(BodyPublishers.ofString(form)));
  }

  /// @param content bytes of the file
  private static String head(long content) {
    return HEAD + "Content-Length: " + (content + BEGIN.length() + END.length()) + "\r\n\r\n";
  }

  private Socket send(Asking asking, String text) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), asking.port);
    socket.setSoTimeout(20_000);
    open.add(socket);
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  private static void chunk(Socket socket, String text) throws IOException {
    String size = Integer.toHexString(text.length());
    try {
      socket.getOutputStream().write((size + "\r\n" + text + "\r\n").getBytes(ISO_8859_1));
    } catch (IOException _) {
      // it may have been refused by now
    }
  }

  /// @return the digest of what was written
  private static String write(Socket socket, int bytes) throws Exception {
    OutputStream out = socket.getOutputStream();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] piece = new byte[1 << 16];
    for (int sent = 0; sent < bytes; sent += piece.length) {
      // Line ends and hyphens, as in the boundary, all the way.
      for (int n = 0; n < piece.length; n++) {
        piece[n] = (byte) "\r\n--lin".charAt((n * 31 + sent / piece.length) % 7);
      }
      out.write(piece);
      digest.update(piece);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String digest(InputStream content) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] piece = new byte[1 << 16];
    for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
      digest.update(piece, 0, count);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// A byte now and then, until nobody takes it.
  private static void drip(Socket socket) {
    Await.until(
        Duration.ofSeconds(20),
        () -> {
          try {
            socket.getOutputStream().write('x');
            return socket.getInputStream().available() > 0;
          } catch (IOException _) {
            return true;
          }
        });
  }

  private static String text(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  private static String first(Socket socket) throws IOException {
    var line = new StringBuilder();
    for (int one = socket.getInputStream().read();
        one >= 0 && one != '\r';
        one = socket.getInputStream().read()) {
      line.append((char) one);
    }
    return line.toString();
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
