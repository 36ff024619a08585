package berry.sandbox;

import static berry.sandbox.ControlRequest.body;
import static berry.sandbox.ControlRequest.guarded;

import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The control routes for what goes wrong on Telegram: faults, flood limits, restarted ids.
final class FaultRoutes {

  private final World world;
  private final Faults faults;
  private final FloodLimit flood;
  private final ControlRequest asked;

  FaultRoutes(World world, Faults faults, FloodLimit flood) {
    this.world = world;
    this.faults = faults;
    this.flood = flood;
    this.asked = new ControlRequest(world);
  }

  List<Route> at(String prefix) {
    String control = prefix + "/control";
    return List.of(
        Route.post(control + "/faults", guarded(this::fault)),
        Route.delete(control + "/faults", guarded(this::clearFaults)),
        Route.post(control + "/limits", guarded(this::limit)),
        Route.post(control + "/update-ids", guarded(this::updateIds)));
  }

  private void fault(Exchange exchange) throws IOException {
    ObjectNode body = body(exchange);
    String when = body.path("when").asString("before");
    if (!List.of("before", "after").contains(when)) {
      throw Problem.badRequest("when: before or after");
    }
    long code = body.path("errorCode").asLong(0);
    if (code != 0 && (code < 400 || code > 599)) {
      throw Problem.badRequest("errorCode: 400 to 599, or none for a slow or no answer");
    }
    @Nullable String token = body.path("token").stringValue(null);
    if (token != null) {
      asked.bot(token);
    }
    Faults.Fault fault =
        new Faults.Fault(
            token,
            body.path("method").asString("*").toLowerCase(Locale.ROOT),
            (int) code,
            body.path("retryAfter").asLong(0),
            body.path("delayMs").asLong(0),
            when.equals("after"),
            body.path("drop").asBoolean(false),
            body.path("html").asBoolean(false),
            body.path("description").stringValue(null));
    world.with(() -> {
      faults.order(fault, Math.max(1, body.path("times").asLong(1)));
      return true;
    });
    exchange.json(Trees.object());
  }

  private void clearFaults(Exchange exchange) throws IOException {
    world.with(() -> {
      faults.clear();
      return true;
    });
    exchange.json(Trees.object());
  }

  private void limit(Exchange exchange) throws IOException {
    ObjectNode body = body(exchange);
    Bot bot = asked.bot(Trees.text(body, "token"));
    if (!body.path("on").isBoolean()) {
      throw Problem.badRequest("on: true or false");
    }
    world.with(() -> {
      flood.limit(bot, body.path("on").asBoolean(false));
      return true;
    });
    exchange.json(Trees.object());
  }

  private void updateIds(Exchange exchange) throws IOException {
    ObjectNode body = body(exchange);
    Bot bot = asked.bot(Trees.text(body, "token"));
    long next = body.path("next").asLong(0);
    if (next <= 0) {
      throw Problem.badRequest("next: a positive number");
    }
    world.with(() -> {
      bot.updates().next(next);
      world.changed();
      return true;
    });
    exchange.json(Trees.object());
  }
}
