package berry.scenarios;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A webhook of somebody's bot: hands on what comes with the right secret.
final class Hook implements AutoCloseable {

  static final String SECRET = "a-secret_of-the-test";

  private final HttpServer server;

  Hook(Consumer<String> updates) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/hook",
        exchange -> {
          try (exchange) {
            boolean ours =
                SECRET.equals(
                    exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token"));
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (ours) {
              updates.accept(new String(body, StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(ours ? 200 : 401, -1);
          }
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
