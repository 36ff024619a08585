package berry.sandbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The Bot API without its transport: a token, a method, its parameters → an answer.
final class BotMethods {

  /// What goes back to the bot.
  ///
  /// @param type `application/json`, or `text/html` for an ordered fault
  record Answer(int status, String type, String body) {

    /// No answer: the connection is cut.
    static final Answer NONE = new Answer(0, "", "");
  }

  private final World world;
  private final Updates updates;
  private final Faults faults;
  private final FloodLimit flood;
  private final Map<String, Method> methods = new HashMap<>();

  BotMethods(World world, FileShelf shelf, Callbacks callbacks, Faults faults, FloodLimit flood) {
    this.world = world;
    this.faults = faults;
    this.flood = flood;
    this.updates = new Updates(world);
    Draft draft = new Draft(world);
    Media media = new Media(shelf);
    methods.putAll(new Sending(draft, media).methods());
    methods.putAll(new Editing(draft, media).methods());
    methods.putAll(new Topics(draft).methods());
    methods.putAll(new Profile(draft).methods());
    methods.putAll(new Members(draft).methods());
    methods.putAll(new Cards(draft).methods());
    methods.putAll(updates.methods());
    methods.put("getfile", media::file);
    methods.put("answercallbackquery", callbacks::answer);
  }

  /// Answers one call, with the fault that was ordered for it.
  ///
  /// @param token of a bot that was there when the call was let in
  Answer answer(String token, String name, Parameters parameters) throws InterruptedException {
    Optional<Bot> bot = world.bot(token);
    if (bot.isEmpty()) {
      return error(401, "Unauthorized", null);
    }
    Faults.@Nullable Fault fault =
        world.with(() -> Optional.ofNullable(faults.take(token, name))).orElse(null);
    if (fault == null) {
      return run(bot.get(), name, parameters);
    }
    @Nullable Answer real = fault.after() ? run(bot.get(), name, parameters) : null;
    world.await(Duration.ofMillis(fault.delayMillis()), () -> false);
    if (fault.drop()) {
      return Answer.NONE;
    }
    if (fault.errorCode() > 0) {
      return fail(fault);
    }
    return real != null ? real : run(bot.get(), name, parameters);
  }

  /// Carries out a call. Unknown methods are 404, as on Telegram.
  Answer run(Bot bot, String name, Parameters parameters) throws InterruptedException {
    String method = name.toLowerCase(Locale.ROOT);
    try {
      if (method.equals("getupdates")) {
        return good(updates.next(bot, parameters), null);
      }
      @Nullable Method known = methods.get(method);
      if (known == null) {
        return error(404, "Not Found", null);
      }
      JsonNode result =
          world.with(() -> {
            flood.count(bot, method, parameters, world.now());
            return known.call(bot, parameters);
          });
      return good(result, remark(method, parameters));
    } catch (Refused refused) {
      return error(refused.code(), refused.description(), refused.parameters());
    }
  }

  private static @Nullable String remark(String method, Parameters parameters) {
    return switch (method) {
      case "setwebhook" -> parameters.has("url") ? "Webhook was set" : "Webhook was deleted";
      case "deletewebhook" -> "Webhook was deleted";
      default -> null;
    };
  }

  private static Answer good(JsonNode result, @Nullable String remark) {
    ObjectNode body = Trees.object().put("ok", true);
    body.set("result", result);
    if (remark != null) {
      body.put("description", remark);
    }
    return json(200, body);
  }

  private static Answer error(int code, String description, @Nullable ObjectNode parameters) {
    ObjectNode body =
        Trees.object().put("ok", false).put("error_code", code).put("description", description);
    if (parameters != null) {
      body.set("parameters", parameters);
    }
    return json(code, body);
  }

  private static Answer fail(Faults.Fault fault) {
    if (fault.html()) {
      String page =
          "<html>\r\n<head><title>%1$d %2$s</title></head>\r\n<body><h1>%1$d %2$s</h1></body>\r\n</html>"
              .formatted(fault.errorCode(), fault.words());
      return new Answer(fault.errorCode(), "text/html", page);
    }
    return error(
        fault.errorCode(),
        fault.words(),
        fault.retryAfter() > 0 ? Trees.object().put("retry_after", fault.retryAfter()) : null);
  }

  private static Answer json(int status, ObjectNode body) {
    return new Answer(status, "application/json", Trees.MAPPER.writeValueAsString(body));
  }
}
