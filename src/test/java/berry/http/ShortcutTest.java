package berry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ShortcutTest implements BodyHandler {

  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final LinkedBlockingQueue<CompletableFuture<Integer>> open = new LinkedBlockingQueue<>();
  private @Nullable Problem refusal;
  private boolean waits;
  @AutoClose private final Asking asking = new Asking(Route.post("/in", this).bodyLimit(1_000));

  @Override
  public void admit(Function<String, @Nullable String> header) {
    if (!"yes".equals(header.apply("X-Let-Me-In"))) {
      throw Problem.unauthorized("who are you?");
    }
  }

  @Override
  public CompletionStage<Integer> take(byte[] body) {
    bodies.add(new String(body, StandardCharsets.UTF_8));
    if (refusal != null) {
      throw refusal;
    }
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    if (waits) {
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

  @Test
  void hands_over_the_body_and_answers_with_the_status() throws Exception {
    HttpResponse<String> answer = send("yes", "hello");

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

  @Test
  void refuses_a_body_over_the_limit_whether_its_length_is_told_or_not() throws Exception {
    assertThat(send("yes", "x".repeat(1_001)).statusCode()).isEqualTo(413);
    HttpResponse<String> chunked =
        asking.send(
            asking
                .to("/in")
                .header("X-Let-Me-In", "yes")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[200_000]))));

    assertThat(chunked.statusCode()).isEqualTo(413);
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
                    BodyPublishers.ofInputStream(() ->
                        new ByteArrayInputStream("in pieces".getBytes(StandardCharsets.UTF_8)))));

    assertThat(chunked.statusCode()).isEqualTo(200);
    assertThat(bodies).containsExactly("in pieces");
  }

  @Test
  void tells_a_problem_as_every_route_does() throws Exception {
    refusal = Problem.unavailable("no commit", Duration.ofSeconds(2));

    HttpResponse<String> answer = send("yes", "hello");

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
        CompletableFuture.supplyAsync(() -> sendUnchecked("first"));
    CompletableFuture<Integer> answer = open.take();

    assertThat(asking.get("/nothing").statusCode()).isEqualTo(404);
    assertThat(first).isNotDone();
    answer.completeExceptionally(Problem.tooLarge(7));

    assertThat(first.join().statusCode()).isEqualTo(413);
  }

  @Test
  void frees_the_place_of_a_caller_who_left_in_the_middle() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), asking.port)) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /in HTTP/1.1\r\nHost: x\r\nX-Let-Me-In: yes\r\nContent-Length: 500\r\n\r\n";
      out.write((head + "only a part").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    assertThat(send("yes", "the next").statusCode()).isEqualTo(200);
    asking.server.drain(Duration.ofSeconds(20));
    assertThat(bodies).containsExactly("the next");
  }

  private HttpResponse<String> sendUnchecked(String body) {
    try {
      return send("yes", body);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(String let, String body) throws Exception {
    return asking.send(
        asking.to("/in").header("X-Let-Me-In", let).POST(BodyPublishers.ofString(body)));
  }
}
