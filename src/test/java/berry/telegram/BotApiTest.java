package berry.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.telegram.Answer.Ok;
import berry.telegram.Answer.Refused;
import berry.telegram.Answer.Unknown;
import berry.telegram.Answer.Unreachable;
import berry.testing.HttpFake;
import berry.testing.Ports;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class BotApiTest {

  private static final Token TOKEN = new Token("7000000001:AAH-never_to_be_seen");
  private static final Duration SOON = Duration.ofMillis(300);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

  private final HttpFake server = new HttpFake(exchange -> this.telegram.handle(exchange));
  private final BotApi api = new BotApi(server.url().resolve("/base/"), TOKEN, CLOCK);
  private volatile HttpHandler telegram = HttpExchange::close;
  private volatile String path = "";
  private volatile String contentType = "";
  private volatile String body = "";

  @AfterEach
  void stop() {
    api.close();
    server.close();
  }

  @Test
  void obeys_the_time_limit_of_an_answer_that_never_begins() {
    telegram = exchange -> HttpFake.hang();

    assertThat(api.call("sendMessage", Map.of(), JsonNode.class, SOON))
        .isInstanceOfSatisfying(
            Unknown.class,
            unknown -> assertThat(unknown.reason()).isEqualTo("no answer within 300 ms"));
  }

  @Test
  void obeys_the_time_limit_of_an_answer_that_never_ends() {
    telegram =
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write("{\"ok\":true,".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          HttpFake.hang();
        };

    assertThat(api.call("sendMessage", Map.of(), JsonNode.class, SOON)).isInstanceOf(Unknown.class);
  }

  @Test
  void does_not_know_what_became_of_a_call_whose_connection_broke() {
    Answer<JsonNode> answer = call();

    assertThat(answer).isInstanceOf(Unknown.class);
    assertThat(answer.why()).startsWith("the connection broke");
  }

  @Test
  void knows_that_nothing_was_done_when_nobody_listens() {
    URI address = URI.create("http://127.0.0.1:" + Ports.free());
    try (BotApi nobody = new BotApi(address, TOKEN, CLOCK)) {
      Answer<Me> answer = nobody.getMe();

      assertThat(answer).isInstanceOf(Unreachable.class);
      assertThat(answer.why()).contains("ConnectException").doesNotContain("AAH");
    }
  }

  @Test
  void knows_that_nothing_was_done_when_the_name_is_unknown() {
    try (BotApi nobody = new BotApi(URI.create("http://telegram.invalid"), TOKEN, CLOCK)) {
      assertThat(nobody.getMe()).isInstanceOf(Unreachable.class);
    }
  }

  @Test
  void passes_on_how_long_to_wait() {
    answering(
        429,
        """
        {"ok":false,"error_code":429,"description":"Too Many Requests: retry after 30",
        "parameters":{"retry_after":30}}\
        """);

    assertThat(call())
        .isEqualTo(
            new Refused<>(429, "Too Many Requests: retry after 30", Duration.ofSeconds(30), null));
  }

  @Test
  void passes_on_where_a_group_has_gone() {
    answering(
        400,
        """
        {"ok":false,"error_code":400,
        "description":"Bad Request: group chat was upgraded to a supergroup chat",
        "parameters":{"migrate_to_chat_id":-1001234567890}}\
        """);

    assertThat(call())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.migratedTo()).isEqualTo(-1001234567890L));
  }

  @Test
  void tells_a_revoked_from_a_malformed_token() {
    answering(401, "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}");
    assertThat(call().why()).isEqualTo("401 Unauthorized");

    answering(404, "{\"ok\":false,\"error_code\":404,\"description\":\"Not Found\"}");
    assertThat(call().why()).isEqualTo("404 Not Found");
  }

  @Test
  void takes_an_error_of_telegram_itself_as_refused() {
    answering(500, "{\"ok\":false,\"error_code\":500,\"description\":\"Internal Server Error\"}");

    assertThat(call()).isEqualTo(new Refused<>(500, "Internal Server Error", null, null));
  }

  @Test
  void takes_a_page_of_a_server_in_between_as_refused() {
    answering(502, "<html><h1>502 Bad Gateway</h1></html>");

    assertThat(call())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(502));
  }

  @Test
  void does_not_know_what_became_of_a_call_that_a_gateway_gave_up() {
    answering(504, "<html>504 Gateway Time-out</html>");

    assertThat(call()).isInstanceOf(Unknown.class);
  }

  @Test
  void does_not_know_what_became_of_a_call_with_an_unreadable_answer() {
    for (String text :
        new String[] {"", "<html>", "[]", "{", "null", "{\"ok\":true}", "{\"ok\":1}"}) {
      answering(200, text);

      assertThat(api.call("sendMessage", Map.of(), SentMessage.class, BotApi.USUAL))
          .as(text)
          .isInstanceOf(Unknown.class);
    }
  }

  @Test
  void follows_no_redirect() {
    answering(302, "");

    assertThat(call()).isInstanceOf(Refused.class);
  }

  @Test
  void ends_a_call_whose_thread_is_interrupted() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    telegram =
        exchange -> {
          asked.countDown();
          HttpFake.hang();
        };
    Thread caller =
        Thread.ofVirtual().start(() -> api.getUpdates(null, 100, Duration.ofSeconds(50)));

    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();

    assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void never_shows_the_token_even_when_the_other_side_repeats_it() {
    answering(
        400,
        "{\"ok\":false,\"error_code\":400,\"description\":\"no /bot"
            + TOKEN.value()
            + "/x here\"}");

    assertThat(call().why()).isEqualTo("400 no /bot700…:•••/x here");
  }

  @Test
  void refuses_a_method_that_would_leave_its_place_in_the_address() {
    assertThatThrownBy(() -> api.call("../getMe", Map.of(), JsonNode.class, SOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("AAH");
  }

  @Test
  void reads_who_the_bot_is_whatever_fields_are_new() {
    answering(
        200,
        """
        {"ok":true,"result":{"id":7000000001,"is_bot":true,"first_name":"Berry","username":"b_bot",
        "can_fly":{"high":true}}}\
        """);

    assertThat(api.getMe()).isEqualTo(new Ok<>(new Me(7000000001L, true, "Berry", "b_bot")));
    assertThat(path).isEqualTo("/base/bot" + TOKEN.value() + "/getMe");
  }

  @Test
  void writes_parameters_as_json_without_absent_ones() {
    answering(200, "{\"ok\":true,\"result\":true}");
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("chat_id", 5);
    parameters.put("text", "ё<");

    record Typed(long chatId, String text) {}

    assertThat(api.call("sendMessage", parameters, Boolean.class, BotApi.USUAL))
        .isEqualTo(new Ok<>(true));
    assertThat(body).isEqualTo("{\"chat_id\":5,\"text\":\"ё<\"}");
    api.call("sendMessage", new Typed(5, "ё<"), Boolean.class, BotApi.USUAL);
    assertThat(body).isEqualTo("{\"chat_id\":5,\"text\":\"ё<\"}");
  }

  @Test
  void sends_a_file_under_any_name() {
    answering(
        200, "{\"ok\":true,\"result\":{\"message_id\":5,\"date\":1795435000,\"chat\":{\"id\":1}}}");
    Upload file =
        new Upload(
            "document", "a\"\r\nb.csv", "text/csv", "x;y\r\n".getBytes(StandardCharsets.UTF_8));

    Answer<SentMessage> answer =
        api.upload("sendDocument", Map.of("chat_id", 1), file, SentMessage.class, BotApi.USUAL);

    assertThat(answer)
        .isEqualTo(new Ok<>(new SentMessage(5, 1795435000, new SentMessage.SentTo(1, null))));
    assertThat(contentType).startsWith("multipart/form-data; boundary=berry-");
    String boundary = contentType.substring(contentType.indexOf('=') + 1);
    assertThat(body)
        .isEqualTo(
            """
            --B
            Content-Disposition: form-data; name="chat_id"

            1
            --B
            Content-Disposition: form-data; name="document"; filename="a%22%0D%0Ab.csv"
            Content-Type: text/csv

            x;y

            --B--
            """
                .replace("B\n", boundary + "\n")
                .replace("--B--", "--" + boundary + "--")
                .replace("\n", "\r\n"));
  }

  @Test
  void leaves_the_offset_out_unless_there_is_something_to_confirm() {
    answering(200, "{\"ok\":true,\"result\":[{\"update_id\":5}]}");

    assertThat(api.getUpdates(null, 100, Duration.ofSeconds(50)))
        .isInstanceOfSatisfying(Ok.class, ok -> assertThat((Iterable<?>) ok.result()).hasSize(1));
    assertThat(body).contains("\"timeout\":50", "\"chat_member\"").doesNotContain("offset");

    api.getUpdates(6L, 100, Duration.ZERO);
    assertThat(body).contains("\"offset\":6,", "\"timeout\":0");
  }

  @Test
  void measures_how_far_the_clocks_are_apart() {
    answering(500, "");
    Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-90));
    try (BotApi ours = new BotApi(server.url(), TOKEN, slow)) {
      assertThat(ours.clockDifference()).isEmpty();

      ours.getMe();

      assertThat(ours.clockDifference().orElseThrow())
          .isBetween(Duration.ofSeconds(85), Duration.ofSeconds(95));
    }
  }

  private Answer<JsonNode> call() {
    return api.call("sendMessage", Map.of("chat_id", 1), JsonNode.class, BotApi.USUAL);
  }

  private void answering(int status, String text) {
    telegram =
        exchange -> {
          path = exchange.getRequestURI().getPath();
          contentType = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
          body = HttpFake.body(exchange);
          HttpFake.answer(exchange, status, text);
        };
  }
}
