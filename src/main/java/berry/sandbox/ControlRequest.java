package berry.sandbox;

import berry.http.Exchange;
import berry.http.Handler;
import berry.http.Problem;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the control routes read from a request, with a plain answer for what is missing.
final class ControlRequest {

  private final World world;

  ControlRequest(World world) {
    this.world = world;
  }

  /// What is impossible in the sandbox is the caller's mistake, not ours.
  static Handler guarded(Handler handler) {
    return exchange -> {
      try {
        handler.handle(exchange);
      } catch (PersonActions.Impossible impossible) {
        throw Problem.of(
            409, "Not possible in the sandbox", String.valueOf(impossible.getMessage()));
      } catch (Refused refused) {
        throw Problem.badRequest(refused.description());
      }
    };
  }

  Bot bot(String token) {
    return world.bot(token).orElseThrow(() -> Problem.notFound("no bot with this token"));
  }

  Person person(long id) {
    return world
        .with(() -> Optional.ofNullable(world.person(id)))
        .orElseThrow(() -> Problem.notFound("no person " + id));
  }

  static ObjectNode body(Exchange exchange) throws IOException {
    return exchange.json(ObjectNode.class);
  }

  static String query(Exchange exchange, String name) {
    @Nullable String value = exchange.query(name);
    if (value == null) {
      throw Problem.badRequest(name + " is missing from the query");
    }
    return value;
  }

  static long number(String text) {
    if (!text.matches("-?\\d{1,18}")) {
      throw Problem.badRequest(text + " is not a number");
    }
    return Long.parseLong(text);
  }

  static ObjectNode list(ArrayNode items) {
    ObjectNode list = Trees.object();
    list.set("items", items);
    return list;
  }
}
