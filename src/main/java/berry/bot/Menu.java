package berry.bot;

import berry.settings.Settings;
import berry.settings.Texts;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What Telegram shows beside the text field: the list of commands and the button of the Mini App.
public final class Menu {

  /// What was told to Telegram last; the bot is part of it, for a new one has been told nothing.
  private static final String TOLD = "menu";

  private static final List<String> COMMANDS = List.of("dashboard", "language", "privacy", "help");

  /// Keys in order: equal contents must look equal.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private record Call(String method, Map<String, Object> parameters) {}

  private final BotApi api;
  private final Settings settings;
  private final Texts texts;
  private final Links links;

  public Menu(BotApi api, Settings settings, Texts texts, Links links) {
    this.api = api;
    this.settings = settings;
    this.texts = texts;
    this.links = links;
  }

  /// Tells Telegram, if anything changed since it was told last.
  ///
  /// @return why it could not be told; empty when all is as it should be
  public Optional<String> publish() {
    List<Call> calls = calls();
    String told = links.botId() + " " + JSON.writeValueAsString(calls);
    if (settings.get(TOLD, String.class).filter(told::equals).isPresent()) {
      return Optional.empty();
    }
    for (Call call : calls) {
      Answer<JsonNode> answer =
          api.call(call.method(), call.parameters(), JsonNode.class, BotApi.USUAL);
      if (!(answer instanceof Answer.Ok<JsonNode>)) {
        return Optional.of(call.method() + ": " + answer.why());
      }
    }
    settings.put(TOLD, told, null);
    return Optional.empty();
  }

  private List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    calls.add(new Call("setMyCommands", Map.of("commands", commands("en"))));
    for (String language : Texts.LANGUAGES) {
      calls.add(
          new Call(
              "setMyCommands", Map.of("commands", commands(language), "language_code", language)));
    }
    calls.add(new Call("setChatMenuButton", Map.of("menu_button", button(links.app()))));
    return calls;
  }

  private List<Map<String, String>> commands(String language) {
    return COMMANDS.stream()
        .map(name -> Map.of("command", name, "description", texts.of(language, "command." + name)))
        .toList();
  }

  private Map<String, Object> button(@Nullable String app) {
    return app == null
        ? Map.of("type", "commands")
        : Map.of(
            "type",
            "web_app",
            "text",
            texts.of("en", "button.menu"),
            "web_app",
            Map.of("url", app));
  }
}
