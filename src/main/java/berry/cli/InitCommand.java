package berry.cli;

import berry.config.Configuration;
import berry.config.DotEnv;
import berry.config.Scope;
import berry.config.Variable;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import berry.telegram.Me;
import berry.telegram.Token;
import java.io.Console;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    header = {
      "Connects a real bot and writes .env.",
      "",
      "Examples:",
      "  berry init                  asks for what it needs",
      "  echo \"$TOKEN\" | berry init --webapp-url https://berry.example.com",
      ""
    },
    description = {
      "",
      "Connects a real bot: checks the token with Telegram, writes .env (readable by you alone, other",
      "lines stay) and sets the bot's menu button.",
      ""
    })
final class InitCommand implements Callable<Integer> {

  private final Context context;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "From @BotFather. Better typed in or piped: others may see arguments.")
  private @Nullable String token;

  @Option(
      names = "--webapp-url",
      paramLabel = "URL",
      description = "Public https address of the dashboard.")
  private @Nullable String webappUrl;

  @Option(names = "--owner-id", paramLabel = "ID", description = "Telegram id of the owner.")
  private @Nullable String ownerId;

  InitCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Console> console = Typed.console();
    Map<Variable, String> given = new EnumMap<>(Variable.class);
    given.put(Variable.BOT_TOKEN, Objects.requireNonNullElseGet(token, InitCommand::readToken));
    put(given, Variable.OWNER_ID, ownerId);
    put(given, Variable.WEBAPP_URL, webappUrl);
    if (token == null && webappUrl == null) {
      console.ifPresent(one -> put(given, Variable.WEBAPP_URL, askAddress(one)));
    }
    // Loaded with the answers as flags: whatever start would refuse is refused before it is
    // written.
    Configuration configuration = context.configuration(Scope.ALL, given);
    Token secret = new Token(Objects.requireNonNull(configuration.botToken()).reveal());
    try (BotApi api = new BotApi(configuration.telegram(), secret, context.clock())) {
      Me me = me(api.getMe(), configuration);
      write(given);
      context.terminal().print("@" + me.username() + " is connected; the token is in .env.");
      if (configuration.webappUrl() != null) {
        setMenuButton(api, configuration.webappUrl().toString());
      }
    }
    context.terminal().print(next(configuration));
    return ExitCode.OK;
  }

  private static Me me(Answer<Me> answer, Configuration configuration) {
    return switch (answer) {
      case Answer.Ok<Me> ok -> ok.result();
      case Answer.Refused<Me> refused ->
          throw new Stopped(
              ExitCode.CONFIGURATION,
              "Telegram does not accept this token ("
                  + answer.why()
                  + "). Take it from @BotFather again: /mybots, API Token. Nothing was written.");
      case Answer.Unreachable<Me> gone -> throw away(answer, configuration);
      case Answer.Unknown<Me> gone -> throw away(answer, configuration);
    };
  }

  private static Stopped away(Answer<Me> answer, Configuration configuration) {
    return new Stopped(
        ExitCode.UNREACHABLE,
        configuration.telegram()
            + " does not answer ("
            + answer.why()
            + "). Check this machine's way out. Nothing was written.");
  }

  private void write(Map<Variable, String> given) throws IOException {
    Map<String, String> lines = new LinkedHashMap<>();
    given.forEach((variable, text) -> lines.put(variable.name(), text.strip()));
    new DotEnv(context.environment().directory()).put(lines);
  }

  private void setMenuButton(BotApi api, String url) {
    Map<String, Object> button =
        Map.of("type", "web_app", "text", "Berry", "web_app", Map.of("url", url));
    Answer<Boolean> answer =
        api.call("setChatMenuButton", Map.of("menu_button", button), Boolean.class, BotApi.USUAL);
    if (answer instanceof Answer.Ok<Boolean>) {
      context.terminal().print("The menu button opens " + url);
    } else {
      context.terminal().say("The menu button was not set: " + answer.why());
    }
  }

  private static String next(Configuration configuration) {
    return configuration.ownerId() == null
        ? "Next: berry start. It prints the link that makes you the owner (berry owner link makes a"
            + " new one)."
        : "Next: berry start. " + configuration.ownerId() + " is the owner.";
  }

  private static String readToken() {
    return Typed.secret("Token from @BotFather (not shown): ", "give --token");
  }

  private static @Nullable String askAddress(Console console) {
    return console.readLine("Public https address of the dashboard (Enter: none yet): ");
  }

  private static void put(Map<Variable, String> given, Variable variable, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      given.put(variable, text);
    }
  }
}
