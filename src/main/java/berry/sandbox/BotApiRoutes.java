package berry.sandbox;

import berry.http.Exchange;
import berry.http.Part;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The Bot API over HTTP: `/bot<token>/<method>`, any of Telegram's ways to send parameters, and
/// file downloads.
final class BotApiRoutes {

  /// Telegram takes documents of 50 MB; the form around one needs a little more.
  private static final int UPLOAD = 51 << 20;

  private final BotMethods methods;
  private final World world;
  private final FileShelf shelf;

  BotApiRoutes(BotMethods methods, World world, FileShelf shelf) {
    this.methods = methods;
    this.world = world;
    this.shelf = shelf;
  }

  List<Route> at(String prefix) {
    String call = prefix + "/bot{token}/{method}";
    String test = prefix + "/bot{token}/test/{method}";
    return Stream.of(
            Route.get(call, this::call).admission(this::admit),
            Route.post(call, this::call).admission(this::admit).bodyLimit(UPLOAD),
            Route.get(test, this::call).admission(this::admit),
            Route.post(test, this::call).admission(this::admit).bodyLimit(UPLOAD),
            Route.get(prefix + "/file/bot{token}/<path>", this::file)
                .admission(LocalOnly::requireThisMachine))
        .map(route -> route.errors(new TelegramErrors()).access(LocalOnly.ACCESS))
        .toList();
  }

  /// The token comes before the body: who has none may not fill our memory with 50 MB.
  private void admit(Exchange exchange) {
    LocalOnly.requireThisMachine(exchange);
    String token = exchange.parameter("token");
    if (!token.matches("\\d{1,15}:[A-Za-z0-9_-]+")) {
      throw Problem.of(404, "Not Found", "no token looks like this");
    }
    if (world.bot(token).isEmpty()) {
      throw Problem.of(401, "Unauthorized", "no bot has this token");
    }
  }

  private void call(Exchange exchange) throws IOException, InterruptedException {
    Parameters parameters;
    try {
      parameters = read(exchange);
    } catch (Problem problem) {
      throw Problem.of(400, "Bad Request: " + problem.getMessage(), problem.detail());
    }
    if (parameters == null) {
      throw Problem.of(400, "Bad Request: can't parse JSON object", "the body is not an object");
    }
    send(
        exchange,
        methods.answer(exchange.parameter("token"), exchange.parameter("method"), parameters));
  }

  private static void send(Exchange exchange, BotMethods.Answer answer) {
    if (answer.equals(BotMethods.Answer.NONE)) {
      exchange.drop();
      return;
    }
    exchange
        .status(answer.status())
        .bytes(answer.type(), answer.body().getBytes(StandardCharsets.UTF_8));
  }

  /// Query first, body over it; null when the body is not what it says.
  private static @Nullable Parameters read(Exchange exchange) throws IOException {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    Map<String, Upload> files = new LinkedHashMap<>();
    exchange.queries().forEach((name, value) -> values.put(name, Parameters.value(value)));
    if (!exchange.method().equals("POST")) {
      return new Parameters(values, files);
    }
    switch (exchange.contentType()) {
      case "application/x-www-form-urlencoded" ->
          exchange.form().forEach((name, value) -> values.put(name, Parameters.value(value)));
      case "multipart/form-data" ->
          exchange.multipart().forEach((name, part) -> take(name, part, values, files));
      case "application/json" -> {
        if (!json(exchange.body(), values)) {
          return null;
        }
      }
      default -> {}
    }
    return new Parameters(values, files);
  }

  private static void take(
      String name, Part part, Map<String, JsonNode> values, Map<String, Upload> files) {
    String file = part.fileName();
    if (file == null) {
      values.put(name, Parameters.value(part.text()));
      return;
    }
    String type = part.contentType();
    files.put(
        name, new Upload(file, type == null ? "application/octet-stream" : type, part.content()));
  }

  private static boolean json(byte[] body, Map<String, JsonNode> values) {
    if (body.length == 0) {
      return true;
    }
    try {
      JsonNode object = Trees.MAPPER.readTree(body);
      object.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
      return object.isObject();
    } catch (JacksonException broken) {
      return false;
    }
  }

  /// What `getFile` points to.
  private void file(Exchange exchange) throws IOException {
    StoredFile file =
        world
            .bot(exchange.parameter("token"))
            .flatMap(_ -> shelf.at(path(exchange)))
            .filter(one -> !FileShelf.tooBigToDownload(one))
            .orElseThrow(() -> Problem.of(404, "Not Found", "no such file"));
    exchange
        .header("Content-Disposition", "attachment")
        .bytes("application/octet-stream", shelf.bytes(file));
  }

  /// Clients told of the test environment ask for `test/<path>`.
  private static String path(Exchange exchange) {
    String path = exchange.parameter("path");
    return path.startsWith("test/") ? path.substring("test/".length()) : path;
  }
}
