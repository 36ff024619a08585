package berry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AsyncRouteTest implements AsyncHandler, Admission {

  /// Known by the headers alone.
  private static final String AT_ONCE = "at once";

  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final LinkedBlockingQueue<CompletableFuture<Integer>> open = new LinkedBlockingQueue<>();
  private @Nullable Problem refusal;
  private boolean waits;
  private boolean hurries;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AutoClose
  private final Asking asking =
      new Asking(
          Route.async("/in", this).admission(this).bodyLimit(1_000),
          Route.get(
              "/slow",
              exchange -> {
                begun.countDown();
                goOn.await();
                exchange.text("at last");
              }));

  @Override
  public boolean knows(Exchange exchange) {
    return AT_ONCE.equals(exchange.header("X-Let-Me-In"));
  }

  @Override
  public void admit(Exchange exchange) {
    String word = exchange.header("X-Let-Me-In");
    if (!"yes".equals(word) && !AT_ONCE.equals(word)) {
      throw Problem.unauthorized("who are you?");
    }
  }

  @Override
  public CompletionStage<Integer> take(byte[] body) {
    bodies.add(new String(body, UTF_8));
    if (refusal != null) {
      throw refusal;
    }
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    if (hurries) {
      Thread.ofVirtual().start(() -> answer.complete(200));
    } else if (waits) {
      open.add(answer);
    } else {
      answer.complete(200);
    }
    return answer;
  }

  @Test
  void refuses_by_the_headers_alone() throws Exception {
    assertThat(send("no", "x".repeat(5_000)).statusCode()).isEqualTo(401);
    assertThat(bodies).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", AT_ONCE})
  void hands_over_the_body_and_answers_with_the_status(String let) throws Exception {
    HttpResponse<String> answer = send(let, "hello");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(bodies).containsExactly("hello");
  }

  @Test
  void bears_the_headers_of_every_answer() throws Exception {
    HttpResponse<String> answer = send("yes", "hello");

    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", AT_ONCE})
  void refuses_a_body_that_is_told_to_be_over_the_limit_before_it_comes(String let)
      throws Exception {
    assertThat(asking.raw(head(let, "Content-Length: 1001"))).startsWith("HTTP/1.1 413 ");
    assertThat(bodies).isEmpty();
  }

  /// The rest never comes: a caller who went on writing might find the connection closed before it
  /// reads the answer.
  @ParameterizedTest
  @ValueSource(strings = {"yes", AT_ONCE})
  void refuses_a_body_whose_length_is_not_told_once_it_is_over_the_limit(String let)
      throws Exception {
    String begun = head(let, "Transfer-Encoding: chunked") + "3e9\r\n" + "x".repeat(0x3e9) + "\r\n";

    assertThat(asking.raw(begun)).startsWith("HTTP/1.1 413 ");
    assertThat(bodies).isEmpty();
  }

  @Test
  void takes_a_body_whose_length_is_not_told() throws Exception {
    HttpResponse<String> chunked =
        asking.send(
            asking
                .to("/in")
                .header("X-Let-Me-In", "yes")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream("in pieces".getBytes(UTF_8)))));

    assertThat(chunked.statusCode()).isEqualTo(200);
    assertThat(bodies).containsExactly("in pieces");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", AT_ONCE})
  void tells_a_problem_as_every_route_does(String let) throws Exception {
    refusal = Problem.unavailable("no commit", Duration.ofSeconds(2));

    HttpResponse<String> answer = send(let, "hello");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("no commit").contains("requestId");
  }

  @Test
  void names_the_method_it_takes() throws Exception {
    HttpResponse<String> answer = asking.get("/in");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("POST");
  }

  @Test
  void answers_when_it_is_told_to_and_other_requests_go_on() throws Exception {
    waits = true;
    CompletableFuture<HttpResponse<String>> first =
        CompletableFuture.supplyAsync(() -> unchecked(() -> send("yes", "first")));
    CompletableFuture<Integer> answer = open.take();

    assertThat(asking.get("/nothing").statusCode()).isEqualTo(404);
    assertThat(first).isNotDone();
    answer.completeExceptionally(Problem.tooLarge(7));

    assertThat(first.join().statusCode()).isEqualTo(413);
  }

  @Test
  void takes_what_one_connection_sends_without_waiting_for_answers_in_its_order() throws Exception {
    waits = true;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), asking.port)) {
      socket.getOutputStream().write((raw("first", 5) + raw("other", 5)).getBytes(UTF_8));
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

      open.take().complete(200);
      assertThat(answers.readLine()).contains(" 200 ");
      open.take().complete(204);
      assertThat(answers.lines().filter(line -> line.startsWith("HTTP/")).findFirst())
          .hasValueSatisfying(line -> assertThat(line).contains(" 204 "));
    }
    assertThat(bodies).containsExactly("first", "other");
  }

  @Test
  void answers_all_when_the_answer_comes_while_the_call_is_still_being_handed_over()
      throws Exception {
    hurries = true;
    List<CompletableFuture<Long>> callers = new ArrayList<>();
    for (int n = 0; n < 16; n++) {
      callers.add(CompletableFuture.supplyAsync(() -> unchecked(() -> answered(1_000))));
    }

    assertThat(callers.stream().mapToLong(CompletableFuture::join).sum()).isEqualTo(16_000);
  }

  private long answered(int calls) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), asking.port)) {
      socket.setSoTimeout(10_000);
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      long good = 0;
      for (int n = 0; n < calls; n++) {
        socket.getOutputStream().write(raw("x", 1).getBytes(UTF_8));
        good += answers.readLine().equals("HTTP/1.1 200 OK") ? 1 : 0;
        while (!answers.readLine().isEmpty()) {}
      }
      return good;
    }
  }

  @Test
  void lets_other_requests_wait_without_keeping_these_waiting() throws Exception {
    CompletableFuture<HttpResponse<String>> slow =
        CompletableFuture.supplyAsync(() -> unchecked(() -> asking.get("/slow")));
    begun.await();

    assertThat(send(AT_ONCE, "quick").statusCode()).isEqualTo(200);
    assertThat(slow).isNotDone();
    goOn.countDown();

    assertThat(slow.join().statusCode()).isEqualTo(200);
  }

  @Test
  void frees_the_place_of_a_caller_who_left_in_the_middle() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), asking.port)) {
      OutputStream out = socket.getOutputStream();
      out.write(raw("only a part", 500).getBytes(UTF_8));
      out.flush();
    }

    assertThat(send("yes", "the next").statusCode()).isEqualTo(200);
    asking.server.drain(Duration.ofSeconds(20));
    assertThat(bodies).containsExactly("the next");
  }

  private static String raw(String body, int length) {
    return head(AT_ONCE, "Content-Length: " + length) + body;
  }

  private static String head(String let, String length) {
    return "POST /in HTTP/1.1\r\nHost: x\r\nX-Let-Me-In: %s\r\n%s\r\n\r\n".formatted(let, length);
  }

  private static <T> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(String let, String body) throws Exception {
    return asking.send(
        asking.to("/in").header("X-Let-Me-In", let).POST(BodyPublishers.ofString(body)));
  }
}
