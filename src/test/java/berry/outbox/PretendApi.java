package berry.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Bot API that says what it is told to, and otherwise takes every message.
final class PretendApi implements AutoCloseable {

  record Call(String method, long chatId, String text, long atMillis, JsonNode body) {}

  record Reply(int status, String body) {}

  static final Reply HANG = new Reply(0, "");

  /// Answered as usual, after [#release()].
  static final Reply HOLD = new Reply(1, "");

  static final Reply BLOCKED = refusal(403, "Forbidden: bot was blocked by the user", "");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch held = new CountDownLatch(1);
  private final AtomicLong ids = new AtomicLong(100);
  private final Map<Long, Queue<Reply>> replies = new ConcurrentHashMap<>();
  final List<Call> calls = new CopyOnWriteArrayList<>();

  /// What every call is answered; null for as usual.
  volatile @Nullable Reply always;

  PretendApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// What the next calls for that chat are answered, 0 for calls without a chat.
  void next(long chatId, Reply... all) {
    replies.computeIfAbsent(chatId, fresh -> new ArrayDeque<>()).addAll(List.of(all));
  }

  static Reply refusal(int code, String description, String parameters) {
    return new Reply(
        code,
        """
        {"ok":false,"error_code":%d,"description":"%s"%s}\
        """
            .formatted(code, description, parameters));
  }

  static Reply slowDown(Duration wait) {
    return refusal(
        429, "Too Many Requests", ",\"parameters\":{\"retry_after\":" + wait.toSeconds() + "}");
  }

  List<String> textsTo(long chatId) {
    return calls.stream().filter(call -> call.chatId() == chatId).map(Call::text).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    String method = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
    long chatId = body.path("chat_id").asLong(0);
    calls.add(
        new Call(
            method, chatId, body.path("text").asString(""), System.nanoTime() / 1_000_000, body));
    Queue<Reply> told = replies.get(chatId);
    Reply next = told == null ? null : told.poll();
    Reply reply = next == null ? always : next;
    if (HANG.equals(reply)) {
      hang(end);
      return;
    }
    if (HOLD.equals(reply)) {
      hang(held);
      reply = null;
    }
    send(exchange, reply == null ? taken(body, chatId) : reply);
  }

  private Reply taken(JsonNode body, long chatId) {
    if (chatId == 0) {
      return new Reply(200, "{\"ok\":true,\"result\":true}");
    }
    return new Reply(
        200,
        """
        {"ok":true,"result":{"message_id":%d,"date":%d,"chat":{"id":%d,"type":"private"},
         "text":"%s"}}\
        """
            .formatted(
                ids.incrementAndGet(),
                System.currentTimeMillis() / 1_000,
                chatId,
                body.path("text").asString("")));
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// What is held is answered now.
  void release() {
    held.countDown();
  }

  private static void hang(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    held.countDown();
    server.stop(0);
    threads.close();
  }
}
