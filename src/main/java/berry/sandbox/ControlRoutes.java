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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The control routes for what is there: bots, people, launch data.
final class ControlRoutes {

  private final World world;
  private final Launch launch;
  private final ControlRequest asked;

  ControlRoutes(World world, Launch launch) {
    this.world = world;
    this.launch = launch;
    this.asked = new ControlRequest(world);
  }

  List<Route> at(String prefix) {
    String control = prefix + "/control";
    return List.of(
        Route.get(control + "/berry", guarded(this::berry)),
        Route.post(control + "/bots", guarded(this::newBot)),
        Route.get(control + "/people", guarded(this::people)),
        Route.post(control + "/people", guarded(this::newPerson)),
        Route.put(control + "/people/{id}", guarded(this::renamePerson)),
        Route.get(control + "/init-data", guarded(this::initData)));
  }

  // -- bots and people

  private void berry(Exchange exchange) throws IOException {
    Long id = world.with(() -> Optional.ofNullable(world.state().berry)).orElse(null);
    if (id == null) {
      throw Problem.notFound("this sandbox runs alone, without a bot of Berry's");
    }
    Bot bot = world.berry();
    ObjectNode answer = identity(bot);
    answer.putObject("owner").put("id", world.owner().id());
    exchange.json(answer);
  }

  private void newBot(Exchange exchange) throws IOException {
    String name = Trees.text(body(exchange), "name").strip();
    if (name.isEmpty() || name.length() > 64) {
      throw Problem.badRequest("name: 1 to 64 characters");
    }
    exchange.status(201).json(identity(world.newBot(name)));
  }

  static ObjectNode identity(Bot bot) {
    return Trees.object()
        .put("id", bot.id())
        .put("username", bot.username())
        .put("token", bot.token());
  }

  private void people(Exchange exchange) throws IOException {
    ArrayNode items = Trees.array();
    world.with(() -> {
      items.add(shape(world.owner()));
      world.state().people.values().stream()
          .filter(person -> person.id() != world.owner().id())
          .forEach(person -> items.add(shape(person)));
      return true;
    });
    exchange.json(list(items));
  }

  private void newPerson(Exchange exchange) throws IOException {
    ObjectNode body = body(exchange);
    Person person =
        world.with(() ->
            keep(
                named(
                    body,
                    body.path("id").asLong(0) > 0 ? body.path("id").asLong(0) : world.newPersonId(),
                    null)));
    exchange.status(201).json(shape(person));
  }

  private void renamePerson(Exchange exchange) throws IOException {
    Person before = asked.person(number(exchange.parameter("id")));
    ObjectNode body = body(exchange);
    exchange.json(shape(world.with(() -> keep(named(body, before.id(), before)))));
  }

  private Person keep(Person person) {
    world.meet(person);
    world.changed();
    return person;
  }

  static Person named(JsonNode body, long id, @Nullable Person before) {
    String firstName = body.path("firstName").asString(before == null ? "" : before.firstName());
    if (firstName.isBlank() || firstName.length() > 64) {
      throw Problem.badRequest("firstName: 1 to 64 characters");
    }
    String language =
        body.path("languageCode").asString(before == null ? "en" : before.languageCode());
    if (!language.matches("[a-z]{2}(-[a-z]{2,4})?")) {
      throw Problem.badRequest("languageCode: such as ru, en, pt-br");
    }
    @Nullable String lastName = before == null ? null : before.lastName();
    @Nullable String username = before == null ? null : before.username();
    return new Person(
        id,
        firstName.strip(),
        body.path("lastName").stringValue(lastName),
        body.path("username").stringValue(username),
        language);
  }

  static ObjectNode shape(Person person) {
    ObjectNode shape = Trees.object().put("id", person.id()).put("firstName", person.firstName());
    if (person.lastName() != null) {
      shape.put("lastName", person.lastName());
    }
    if (person.username() != null) {
      shape.put("username", person.username());
    }
    return shape.put("languageCode", person.languageCode());
  }

  private void initData(Exchange exchange) throws IOException {
    Bot bot = asked.bot(query(exchange, "token"));
    Person person = asked.person(number(query(exchange, "person")));
    exchange.json(
        Trees.object().put("initData", launch.initData(bot, person, exchange.query("start"))));
  }
}
