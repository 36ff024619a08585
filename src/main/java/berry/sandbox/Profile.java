package berry.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a bot says about itself: commands, menu button, names.
final class Profile {

  private final Draft draft;

  Profile(Draft draft) {
    this.draft = draft;
  }

  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("getme", (bot, parameters) -> me(bot));
    methods.put("logout", (bot, parameters) -> Draft.yes());
    methods.put("close", (bot, parameters) -> Draft.yes());
    methods.put("setmycommands", this::setCommands);
    methods.put("getmycommands", this::commands);
    methods.put("deletemycommands", this::deleteCommands);
    methods.put("setchatmenubutton", this::setMenuButton);
    methods.put("getchatmenubutton", this::menuButton);
    text(methods, "name", 64);
    text(methods, "description", 512);
    text(methods, "shortdescription", 120);
    return methods;
  }

  private JsonNode me(Bot bot) {
    return bot.user()
        .put("can_join_groups", true)
        .put("can_read_all_group_messages", true)
        .put("supports_inline_queries", false)
        .put("can_connect_to_business", false)
        .put("has_main_web_app", false);
  }

  // -- commands

  private JsonNode setCommands(Bot bot, Parameters parameters) {
    @Nullable JsonNode commands = parameters.json("commands");
    if (commands == null || !commands.isArray()) {
      throw Refused.bad("can't parse commands: Expected an Array of BotCommand");
    }
    if (commands.size() > 100) {
      throw Refused.bad("BOT_COMMANDS_TOO_MUCH");
    }
    for (JsonNode one : commands) {
      if (!Trees.text(one, "command").matches("/?[a-z0-9_]{1,32}")) {
        throw Refused.bad("BOT_COMMAND_INVALID");
      }
      int length = Trees.text(one, "description").strip().length();
      if (length < 1 || length > 256) {
        throw Refused.bad("BOT_COMMAND_DESCRIPTION_INVALID");
      }
    }
    bot.commands().put(place(parameters), commands.deepCopy());
    draft.world().changed();
    return Draft.yes();
  }

  private JsonNode commands(Bot bot, Parameters parameters) {
    @Nullable JsonNode commands = bot.commands().get(place(parameters));
    return commands == null ? Trees.array() : commands.deepCopy();
  }

  private JsonNode deleteCommands(Bot bot, Parameters parameters) {
    bot.commands().remove(place(parameters));
    draft.world().changed();
    return Draft.yes();
  }

  private static String place(Parameters parameters) {
    @Nullable JsonNode scope = parameters.json("scope");
    String language = parameters.text("language_code");
    if (!language.isEmpty() && !language.matches("[a-z]{2}")) {
      throw Refused.bad("BOT_COMMAND_LANGUAGE_CODE_INVALID");
    }
    if (scope == null) {
      return "default|" + language;
    }
    String name = Trees.text(scope, "type");
    for (String id : List.of("chat_id", "user_id")) {
      if (scope.has(id)) {
        name += " " + scope.path(id).asString("");
      }
    }
    return name + "|" + language;
  }

  /// The commands a person sees in a chat, by Telegram's order of precedence.
  static JsonNode shown(Bot bot, Person person, long chat) {
    String language = person.languageCode().split("-", 2)[0];
    String all = chat == person.id() ? "all_private_chats" : "all_group_chats";
    for (String scope : List.of("chat " + chat, all, "default")) {
      for (String place : List.of(scope + "|" + language, scope + "|")) {
        @Nullable JsonNode commands = bot.commands().get(place);
        if (commands != null) {
          return commands;
        }
      }
    }
    return Trees.array();
  }

  // -- menu button

  private JsonNode setMenuButton(Bot bot, Parameters parameters) {
    @Nullable JsonNode button = parameters.json("menu_button");
    long chat = parameters.number("chat_id", 0);
    String type = button == null ? "default" : Trees.text(button, "type");
    if (type.equals("web_app")
        && (button == null
            || Trees.text(button, "text").isEmpty()
            || !Markup.isLink(Trees.text(button.path("web_app"), "url")))) {
      throw Refused.bad("MENU_BUTTON_URL_INVALID");
    }
    if (type.equals("default") || button == null) {
      bot.menuButtons().remove(chat);
    } else {
      bot.menuButtons().put(chat, button.deepCopy());
    }
    draft.world().changed();
    return Draft.yes();
  }

  private JsonNode menuButton(Bot bot, Parameters parameters) {
    return button(bot, parameters.number("chat_id", 0)).deepCopy();
  }

  /// The button of a chat, or else of all chats.
  static JsonNode button(Bot bot, long chat) {
    @Nullable JsonNode own = bot.menuButtons().get(chat);
    @Nullable JsonNode usual = bot.menuButtons().get(0L);
    return own != null ? own : usual != null ? usual : Trees.object().put("type", "default");
  }

  // -- names

  private void text(Map<String, Method> methods, String kind, int longest) {
    String field = kind.equals("shortdescription") ? "short_description" : kind;
    methods.put(
        "setmy" + kind,
        (bot, parameters) -> {
          String text = parameters.text(field);
          if (text.length() > longest) {
            throw Refused.bad(field + " is too long");
          }
          if (kind.equals("name") && !text.isEmpty() && !parameters.has("language_code")) {
            bot.name(text);
          }
          bot.texts().put(kind + "|" + parameters.text("language_code"), text);
          draft.world().changed();
          return Draft.yes();
        });
    methods.put(
        "getmy" + kind,
        (bot, parameters) -> {
          String own = bot.texts().getOrDefault(kind + "|" + parameters.text("language_code"), "");
          String usual =
              bot.texts().getOrDefault(kind + "|", kind.equals("name") ? bot.name() : "");
          return Trees.object().put(field, own.isEmpty() ? usual : own);
        });
  }
}
