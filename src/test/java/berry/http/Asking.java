package berry.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// A server on a free port and someone who asks it; each test closes both.
final class Asking implements AutoCloseable {

  final Server server;
  final int port;
  final HttpClient client = HttpClient.newHttpClient();

  Asking(Route... routes) {
    this(new Server.Options("127.0.0.1", 0, List.of()), EventStream.Pace.USUAL, routes);
  }

  Asking(Server.Options options, EventStream.Pace pace, Route... routes) {
    this(new Server(options, (_, _, _) -> {}, TransientFailure.Known.NONE, pace), routes);
  }

  Asking(TransientFailure.Known troubles, Route... routes) {
    this(new Server(Server.Options.on("127.0.0.1", 0), (_, _, _) -> {}, troubles), routes);
  }

  private Asking(Server server, Route... routes) {
    this.server = server.add(List.of(routes));
    this.port = server.start();
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(10));
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(to(path));
  }

  HttpResponse<String> post(String path, String type, String body) throws Exception {
    return send(
        to(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /// Bytes as they are, for what no polite client sends; answers all that came until the end.
  String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }
}
