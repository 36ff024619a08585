package berry.sandbox;

import static berry.sandbox.ControlRequest.body;
import static berry.sandbox.ControlRequest.guarded;
import static berry.sandbox.ControlRequest.list;
import static berry.sandbox.ControlRequest.number;
import static berry.sandbox.ControlRequest.query;

import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The control routes for chats: what a bot sent, groups and their migration.
final class ChatRoutes {

  private final World world;
  private final PersonActions actions;
  private final ControlRequest asked;

  ChatRoutes(World world, PersonActions actions) {
    this.world = world;
    this.actions = actions;
    this.asked = new ControlRequest(world);
  }

  List<Route> at(String prefix) {
    String control = prefix + "/control";
    return List.of(
        Route.get(control + "/chats/{id}/messages", guarded(this::sent)),
        Route.post(control + "/chats", guarded(this::newGroup)),
        Route.post(control + "/chats/{id}/migrate", guarded(this::migrate)),
        Route.post(control + "/chats/{id}/kick", guarded(one -> kick(one, true))),
        Route.delete(control + "/chats/{id}/kick", guarded(one -> kick(one, false))));
  }

  private void sent(Exchange exchange) throws IOException {
    Bot bot = asked.bot(query(exchange, "token"));
    long chat = number(exchange.parameter("id"));
    ArrayNode items = Trees.array();
    world.with(() -> {
      @Nullable Chat room = bot.rooms().get(chat);
      if (room != null) {
        room.messages().stream()
            .filter(one -> one.path("from").path("id").asLong(0) == bot.id())
            .forEach(one -> items.add(one.deepCopy()));
      }
      return true;
    });
    exchange.json(list(items));
  }

  private void newGroup(Exchange exchange) throws IOException {
    ObjectNode body = body(exchange);
    Bot bot = asked.bot(Trees.text(body, "token"));
    String type = body.path("type").asString("group");
    if (!List.of("group", "supergroup").contains(type)) {
      throw Problem.badRequest("type: group or supergroup");
    }
    String title = body.path("title").asString("Group").strip();
    if (title.isEmpty() || title.length() > 128) {
      throw Problem.badRequest("title: 1 to 128 characters");
    }
    Person maker = asked.person(body.path("personId").asLong(world.owner().id()));
    List<Long> members =
        body.path("members").valueStream().map(one -> asked.person(one.asLong(0)).id()).toList();
    long number = world.with(world::newPersonId);
    long id = type.equals("group") ? -number : superId(number);
    Chat room = new Chat(id, type, title, null, body.path("forum").asBoolean(false));
    room.members().addAll(members);
    actions.group(bot, maker, room);
    exchange.status(201).json(world.with(() -> world.chat(room)));
  }

  private void migrate(Exchange exchange) throws IOException {
    Bot bot = asked.bot(query(exchange, "token"));
    long chat = number(exchange.parameter("id"));
    Chat next =
        world.with(() -> {
          @Nullable Chat room = bot.rooms().get(chat);
          if (room == null || !room.type().equals("group") || room.migratedTo() != null) {
            throw Problem.notFound("no group " + chat + " of this bot");
          }
          @Nullable Person maker = world.person(room.maker());
          return actions.migrate(
              bot, maker == null ? world.owner() : maker, room, superId(world.newPersonId()));
        });
    exchange.json(world.with(() -> world.chat(next)));
  }

  private void kick(Exchange exchange, boolean kicked) throws IOException {
    Bot bot = asked.bot(query(exchange, "token"));
    long chat = number(exchange.parameter("id"));
    PersonActions.Done done =
        world.with(() -> {
          @Nullable Chat room = bot.rooms().get(chat);
          if (room == null || room.isPrivate()) {
            throw Problem.notFound("no group " + chat + " of this bot");
          }
          return actions.kick(bot, world.owner(), room, kicked);
        });
    ObjectNode answer = Trees.object();
    Long update = done.updateId();
    exchange.json(update == null ? answer : answer.put("updateId", update));
  }

  /// Bots tell supergroups by the prefix -100.
  private static long superId(long number) {
    return -1_000_000_000_000L - number;
  }
}
