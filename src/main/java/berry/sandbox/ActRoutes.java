package berry.sandbox;

import static berry.sandbox.ControlRequest.body;
import static berry.sandbox.ControlRequest.guarded;
import static berry.sandbox.ControlRequest.number;
import static berry.sandbox.ControlRequest.query;

import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The control routes for what people do: write, edit, press, block, send files.
final class ActRoutes {

  /// More than a bot may download, so that people meet that limit here, too.
  private static final int UPLOAD = 51 << 20;

  private final World world;
  private final PersonActions actions;
  private final FileShelf shelf;
  private final ControlRequest asked;

  ActRoutes(World world, PersonActions actions, FileShelf shelf) {
    this.world = world;
    this.actions = actions;
    this.shelf = shelf;
    this.asked = new ControlRequest(world);
  }

  List<Route> at(String prefix) {
    String control = prefix + "/control";
    return List.of(
        Route.post(control + "/messages", guarded(this::write)).bodyLimit(4 << 20),
        Route.post(control + "/edits", guarded(this::edit)),
        Route.post(control + "/callbacks", guarded(this::press)),
        Route.post(control + "/files", guarded(this::upload)).bodyLimit(UPLOAD),
        Route.post(control + "/people/{id}/block", guarded(one -> block(one, true))),
        Route.delete(control + "/people/{id}/block", guarded(one -> block(one, false))));
  }

  private void write(Exchange exchange) throws IOException {
    ObjectNode body = body(exchange);
    Bot bot = asked.bot(Trees.text(body, "token"));
    if (body.path("update") instanceof ObjectNode update) {
      if (update.isEmpty() || update.has("update_id")) {
        throw Problem.badRequest("update: one update without update_id");
      }
      ObjectNode answer = Trees.object();
      Long id = actions.raw(bot, update);
      exchange.json(id == null ? answer : answer.put("updateId", id));
      return;
    }
    answer(exchange, world.with(() -> write(bot, body)));
  }

  private PersonActions.Done write(Bot bot, ObjectNode body) {
    Person person = writer(body.path("person"));
    Chat room = room(bot, person, body);
    ObjectNode content = Trees.object();
    for (FileKind kind : FileKind.values()) {
      if (body.has(kind.field())) {
        StoredFile file =
            shelf
                .find(Trees.text(body, kind.field()))
                .orElseThrow(
                    () -> Problem.badRequest(kind.field() + ": a fileId that was uploaded before"));
        new Media(shelf).into(content, file, Parameters.of(body));
      }
    }
    boolean media = !content.isEmpty();
    Text text = new Text(Trees.text(body, "text"), List.of()).trimmed().found();
    if (!media && text.plain().isEmpty()) {
      throw Problem.badRequest("text: at least one character");
    }
    if (text.plain().length() > (media ? 1024 : 4096)) {
      throw Problem.badRequest("text: at most " + (media ? 1024 : 4096) + " characters");
    }
    text.into(content, media ? "caption" : "text");
    if (body.has("album")) {
      content.put("media_group_id", Trees.text(body, "album"));
    }
    if (body.has("threadId")) {
      content
          .put("message_thread_id", body.path("threadId").asLong(0))
          .put("is_topic_message", true);
    }
    @Nullable ObjectNode original = room.message(body.path("replyTo").asLong(0));
    if (original != null) {
      content.set("reply_to_message", original.deepCopy().without("reply_to_message"));
    }
    return actions.write(bot, person, room, content);
  }

  /// Somebody unknown is met by writing; somebody known may come with a new name.
  private Person writer(JsonNode given) {
    long id = given.path("id").asLong(0);
    if (id <= 0) {
      throw Problem.badRequest("person.id: a positive number");
    }
    @Nullable Person before = world.person(id);
    if (before == null && !given.has("firstName")) {
      throw Problem.badRequest("person.firstName: needed for somebody new");
    }
    return world.meet(ControlRoutes.named(given, id, before));
  }

  private Chat room(Bot bot, Person person, ObjectNode body) {
    long chat = body.path("chatId").asLong(person.id());
    @Nullable Chat room = chat == person.id() ? world.room(bot, person) : bot.rooms().get(chat);
    if (room == null) {
      throw Problem.notFound("no chat " + chat + " of this bot");
    }
    return room;
  }

  private void edit(Exchange exchange) throws IOException {
    ObjectNode body = body(exchange);
    Bot bot = asked.bot(Trees.text(body, "token"));
    Person person = asked.person(body.path("personId").asLong(0));
    Text text = new Text(Trees.text(body, "text"), List.of()).trimmed().found();
    PersonActions.Done done =
        world.with(() ->
            actions.edit(
                bot, person, room(bot, person, body), body.path("messageId").asLong(0), text));
    answer(exchange, done);
  }

  private void press(Exchange exchange) throws IOException {
    ObjectNode body = body(exchange);
    Bot bot = asked.bot(Trees.text(body, "token"));
    Person person = asked.person(body.path("personId").asLong(0));
    exchange.json(
        world.with(() ->
            actions.press(
                bot,
                person,
                room(bot, person, body),
                body.path("messageId").asLong(0),
                Trees.text(body, "data"))));
  }

  private void upload(Exchange exchange) throws IOException {
    if (!exchange.contentType().equals("application/octet-stream")) {
      throw Problem.unsupported("send the file as application/octet-stream");
    }
    String type = exchange.query("type");
    Upload upload =
        new Upload(
            query(exchange, "name"),
            type == null ? "application/octet-stream" : type,
            exchange.body());
    @Nullable String as = exchange.query("as");
    FileKind kind =
        Arrays.stream(FileKind.values())
            .filter(one -> one.field().equals(as))
            .findFirst()
            .orElse(FileKind.DOCUMENT);
    StoredFile file = world.with(() -> shelf.keep(kind, upload));
    exchange.status(201).json(Trees.object().put("fileId", file.id()));
  }

  private static void answer(Exchange exchange, PersonActions.Done done) throws IOException {
    ObjectNode answer = Trees.object();
    if (done.updateId() != null) {
      answer.put("updateId", done.updateId());
    }
    if (done.messageId() != 0) {
      answer.put("messageId", done.messageId());
    }
    exchange.json(answer);
  }

  private void block(Exchange exchange, boolean blocked) throws IOException {
    Bot bot = asked.bot(query(exchange, "token"));
    answer(exchange, actions.block(bot, asked.person(number(exchange.parameter("id"))), blocked));
  }
}
