package berry.sandbox;

import berry.http.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A sandbox on a port of its own, and a client for it.
final class SandboxFixture implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final Sandbox sandbox;
  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  /// What came back: the status and the JSON of an answer.
  record Reply(int status, JsonNode json) {

    String description() {
      return json.path("description").asString("");
    }

    JsonNode result() {
      return json.path("result");
    }
  }

  SandboxFixture(Path folder, Clock clock) {
    sandbox = new Sandbox(folder, clock);
    server = new Server(Server.Options.on("127.0.0.1", 0)).add(sandbox.routes("/sandbox"));
    port = server.start();
  }

  /// With the real clock.
  SandboxFixture(Path folder) {
    this(folder, Clock.systemUTC());
  }

  int port() {
    return port;
  }

  /// A new bot's token.
  String bot() {
    return control("POST", "bots", "{\"name\":\"Test\"}").json().path("token").asString("");
  }

  /// The token of a new bot to which person 77 has written.
  String bot(String text) {
    String token = bot();
    write(token, text);
    return token;
  }

  /// Person 77 writes a text to the bot.
  long write(String token, String text) {
    String body =
        JSON.createObjectNode()
            .put("token", token)
            .put("text", text)
            .set(
                "person",
                JSON.readTree("{\"id\":77,\"firstName\":\"Anna\",\"languageCode\":\"ru\"}"))
            .toString();
    return control("POST", "messages", body).json().path("updateId").asLong(0);
  }

  Reply call(String token, String method, String json) {
    return send(
        request("/sandbox/bot" + token + "/" + method)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  Reply control(String verb, String path, String json) {
    HttpRequest.Builder request = request("/sandbox/control/" + path);
    if (verb.equals("GET") || verb.equals("DELETE")) {
      return send(request.method(verb, BodyPublishers.noBody()));
    }
    return send(
        request
            .header("Content-Type", "application/json")
            .method(verb, BodyPublishers.ofString(json)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  Reply send(HttpRequest.Builder request) {
    HttpResponse<String> answer = plain(request);
    String body = answer.body();
    return new Reply(
        answer.statusCode(),
        body.startsWith("{") ? JSON.readTree(body) : JSON.createObjectNode().put("body", body));
  }

  HttpResponse<String> plain(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  @Override
  public void close() {
    sandbox.close();
    server.close();
    client.close();
  }
}
