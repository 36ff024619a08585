package berry.bot;

import berry.telegram.BotApi;
import berry.telegram.Token;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A Bot API that gives the answers it was told to give, one after the other, the last for ever.
final class FakeTelegram implements AutoCloseable {

  static final Token TOKEN = new Token("7000000001:AAH-of_these_tests");
  static final String HANG = "hang";

  private final HttpServer server;
  private final Map<String, Queue<String>> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  FakeTelegram() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
    answer("getWebhookInfo", ok("{\"url\":\"\",\"pending_update_count\":0}"));
  }

  BotApi api(Clock clock) {
    return new BotApi(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), TOKEN, clock);
  }

  /// From now on; forgets what was set before.
  void answer(String method, String... bodies) {
    answers.put(method, new ArrayDeque<>(List.of(bodies)));
  }

  static String ok(String result) {
    return "{\"ok\":true,\"result\":" + result + "}";
  }

  static String refused(int code, String description) {
    return "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"}";
  }

  /// What was called, as `method {parameters}`, oldest first.
  List<String> asked() {
    return asked;
  }

  List<String> asked(String method) {
    return asked.stream().filter(one -> one.startsWith(method + " ")).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = path.substring(path.lastIndexOf('/') + 1);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String answer = next(method);
    asked.add(method + " " + body);
    if (answer.equals(HANG)) {
      hang();
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.startsWith("{\"ok\":false") ? 400 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String next(String method) {
    Queue<String> left = answers.getOrDefault(method, new ArrayDeque<>(List.of(ok("true"))));
    synchronized (left) {
      String first = left.size() > 1 ? left.poll() : left.peek();
      return first == null ? ok("true") : first;
    }
  }

  private void hang() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
  }
}
