package berry.testing;

import berry.telegram.BotApi;
import berry.telegram.Token;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Bot API that answers what it is told to, and otherwise takes every message and says yes.
///
/// What is told for a chat goes before what is told for all, and that before what is told for a
/// method.
public final class FakeBotApi implements AutoCloseable {

  public static final Token TOKEN = new Token("7000000001:AAH-of_these_tests");

  public record Reply(int status, String body) {}

  /// Never answered.
  public static final Reply HANG = new Reply(0, "");

  /// Answered as usual, after [#release()].
  public static final Reply HOLD = new Reply(1, "");

  public static final Reply BLOCKED = refused(403, "Forbidden: bot was blocked by the user");

  /// @param body as it was sent
  public record Call(String method, String body, long atMillis) {

    public JsonNode json() {
      boolean json = body.startsWith("{");
      return JsonMapper.shared().readTree(json ? body : "{}");
    }

    /// 0 when it belongs to no chat.
    public long chatId() {
      return json().path("chat_id").asLong(0);
    }

    public String text() {
      return json().path("text").asString("");
    }

    @Override
    public String toString() {
      return method + " " + body;
    }
  }

  private final Map<Long, Queue<Reply>> ofChats = new ConcurrentHashMap<>();
  private final Map<String, Queue<Reply>> ofMethods = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong(100);
  private final CountDownLatch held = new CountDownLatch(1);
  private volatile @Nullable Reply ofAll;
  private volatile @Nullable String known;
  private final HttpFake http = new HttpFake(this::handle);

  public FakeBotApi() {
    answer("getWebhookInfo", ok("{\"url\":\"\",\"pending_update_count\":0}"));
  }

  public URI url() {
    return http.url();
  }

  public BotApi api(Clock clock) {
    return new BotApi(url(), TOKEN, clock);
  }

  public static Reply ok(String result) {
    return new Reply(200, "{\"ok\":true,\"result\":" + result + "}");
  }

  public static Reply refused(int code, String description) {
    return refused(code, description, "");
  }

  /// @param more further fields of the answer, each with a comma before it
  public static Reply refused(int code, String description, String more) {
    return new Reply(
        code,
        "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\"%s}"
            .formatted(code, description, more));
  }

  public static Reply slowDown(Duration wait) {
    String parameters = ",\"parameters\":{\"retry_after\":" + wait.toSeconds() + "}";
    return refused(429, "Too Many Requests", parameters);
  }

  /// What calls of that method are answered from now on, one after the other, the last for ever;
  /// forgets what was set before.
  public FakeBotApi answer(String method, Reply... replies) {
    ofMethods.put(method, new ArrayDeque<>(List.of(replies)));
    return this;
  }

  /// What the next calls for that chat are answered, 0 for calls without a chat.
  public void next(long chatId, Reply... replies) {
    Queue<Reply> queue = ofChats.computeIfAbsent(chatId, fresh -> new ArrayDeque<>());
    synchronized (queue) {
      queue.addAll(List.of(replies));
    }
  }

  /// @param reply null for as usual
  public void answerAll(@Nullable Reply reply) {
    ofAll = reply;
  }

  /// From now on every other token is refused.
  public void knowOnly(String token) {
    known = token;
  }

  /// What is held is answered now.
  public void release() {
    held.countDown();
  }

  /// What was called, oldest first.
  public List<Call> calls() {
    return calls;
  }

  /// The same as `method {parameters}`.
  public List<String> asked() {
    return calls.stream().map(Call::toString).toList();
  }

  public List<String> asked(String method) {
    return calls.stream().filter(one -> one.method().equals(method)).map(Call::toString).toList();
  }

  public List<String> textsTo(long chatId) {
    return calls.stream().filter(one -> one.chatId() == chatId).map(Call::text).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = path.substring(path.lastIndexOf('/') + 1);
    Call call = new Call(method, HttpFake.body(exchange), System.nanoTime() / 1_000_000);
    boolean stranger = known != null && !path.equals("/bot" + known + "/" + method);
    Reply reply = stranger ? refused(401, "Unauthorized") : reply(call);
    calls.add(call);
    if (reply.equals(HANG)) {
      HttpFake.hang();
      return;
    }
    if (reply.equals(HOLD)) {
      HttpFake.await(held);
      reply = taken(call);
    }
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    HttpFake.answer(exchange, reply.status(), reply.body());
  }

  private Reply reply(Call call) {
    Reply told = poll(ofChats.get(call.chatId()), false);
    if (told == null) {
      told = ofAll;
    }
    if (told == null) {
      told = poll(ofMethods.get(call.method()), true);
    }
    return told == null ? taken(call) : told;
  }

  private static @Nullable Reply poll(@Nullable Queue<Reply> queue, boolean keepLast) {
    if (queue == null) {
      return null;
    }
    synchronized (queue) {
      return keepLast && queue.size() == 1 ? queue.peek() : queue.poll();
    }
  }

  private Reply taken(Call call) {
    return call.chatId() == 0
        ? ok("true")
        : ok(
            """
            {"message_id":%d,"date":%d,"chat":{"id":%d,"type":"private"},"text":"%s"}\
            """
                .formatted(
                    ids.incrementAndGet(),
                    System.currentTimeMillis() / 1_000,
                    call.chatId(),
                    call.text()));
  }

  @Override
  public void close() {
    http.close();
  }
}
