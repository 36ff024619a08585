package berry.cli;

import berry.access.Audit;
import berry.access.Seal;
import berry.access.Sessions;
import berry.access.WebhookSecrets;
import berry.config.Configuration;
import berry.config.Origin;
import berry.config.Secret;
import berry.config.Variable;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Migrations;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import berry.telegram.Me;
import berry.telegram.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "token",
    header = {
      "Changes the bot's token and keeps its history.",
      "",
      "Examples:",
      "  berry token rotate                       asks for the new token (not shown)",
      "  berry token rotate --token-file new.txt",
      "  pass show bot | berry token rotate",
      "  berry token forget                       after a leak, once everything runs with the new one",
      ""
    },
    description = {
      "",
      "First get a new token: @BotFather, /mybots, API Token, Revoke current token.",
      ""
    },
    synopsisSubcommandLabel = "rotate|forget")
final class TokenCommand {

  private final Context context;

  TokenCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "rotate",
      header = {
        "Puts a new token where the old one stands.",
        "",
        "Examples:",
        "  berry token rotate                       asks for the new token (not shown)",
        "  berry token rotate --token-file new.txt",
        ""
      },
      description = {
        "",
        "Checks with Telegram that it is the same bot's, writes it where the old one stood (.env, or",
        "the file of BOT_TOKEN_FILE) and says what to restart. No update is lost: calls of the",
        "webhook with the former secret are accepted until Telegram uses the new one.",
        ""
      })
  int rotate(
      @Option(
              names = "--token-file",
              paramLabel = "FILE",
              description = "Holds the new token and nothing else.")
          @Nullable Path file)
      throws IOException {
    Configuration configuration = context.configuration();
    Token before = token(configuration);
    Token next = next(file);
    requireSameBot(before, next);
    if (next.equals(before)) {
      context.terminal().print("This token is in use already; nothing to do.");
      return ExitCode.OK;
    }
    String name = known(next, configuration);
    List<Origin> origins = origins();
    write(origins, next);
    report(origins, name);
    return ExitCode.OK;
  }

  @Command(
      name = "forget",
      header = {"Ends what a leaked token opened.", "", "Examples:", "  berry token forget", ""},
      description = {
        "",
        "Ends every session of the dashboard and the webhook's former secret at once: whoever had the",
        "old token could make both. Run it when every Berry runs with the new token. People open the",
        "Mini App again and go on.",
        ""
      })
  int forget() {
    Configuration configuration = context.configuration();
    Token token = token(configuration);
    try (Reach reach = Reach.open(configuration, context.terminal())) {
      if (!new Migrations(reach.direct()).pending().isEmpty()) {
        throw new Stopped(
            ExitCode.CHECK_FAILED,
            "the schema is not up to date; run berry migrate or berry start");
      }
      try (Database database = Database.open(reach.everyday(), 2);
          Changes changes = new Changes(database, reach.direct())) {
        Audit audit = new Audit(database);
        int sessions =
            new Sessions(database, changes, audit, new Seal(token), context.clock())
                .closeEverybody();
        int secrets = new WebhookSecrets(token, database).forgetOthers();
        audit.record(
            null,
            "token.forgotten",
            "bot " + token.id(),
            Map.of("sessions", sessions, "secrets", secrets));
        context
            .terminal()
            .print(sessions + " sessions and " + secrets + " former webhook secrets ended.");
      }
    }
    return ExitCode.OK;
  }

  private static Token token(Configuration configuration) {
    Secret token = configuration.botToken();
    if (token == null) {
      throw new Stopped(
          ExitCode.CONFIGURATION, "there is no BOT_TOKEN to change; berry init connects a bot");
    }
    return new Token(token.reveal());
  }

  private Token next(@Nullable Path file) throws IOException {
    String text =
        file == null
            ? Typed.secret("New token from @BotFather (not shown): ", "give --token-file")
            : content(context.environment().directory().resolve(file));
    try {
      return new Token(text);
    } catch (IllegalArgumentException wrong) {
      throw new Stopped(ExitCode.CONFIGURATION, wrong.getMessage() + ". Nothing was written.");
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new Stopped(ExitCode.USAGE, file + " can't be read");
    }
  }

  private static void requireSameBot(Token before, Token next) {
    if (before.id() != next.id()) {
      throw new Stopped(
          ExitCode.CONFIGURATION,
          "this is the token of bot "
              + next.id()
              + ", and everything kept here belongs to bot "
              + before.id()
              + ". Take that one's: @BotFather, /mybots, API Token. Another bot needs a folder and a"
              + " database of its own (berry init there). Nothing was written.");
    }
  }

  /// @return the bot's name with its @
  private String known(Token next, Configuration configuration) {
    try (BotApi api = new BotApi(configuration.telegram(), next, context.clock())) {
      Answer<Me> answer = api.getMe();
      return switch (answer) {
        case Answer.Ok<Me> ok -> "@" + ok.result().username();
        case Answer.Refused<Me> refused when refused.code() == 401 || refused.code() == 404 ->
            throw new Stopped(
                ExitCode.CONFIGURATION,
                "Telegram does not know this token ("
                    + answer.why()
                    + "). Take the present one from @BotFather: /mybots, API Token. Nothing was"
                    + " written.");
        default ->
            throw new Stopped(
                ExitCode.UNREACHABLE,
                configuration.telegram()
                    + " did not say whose token it is ("
                    + answer.why()
                    + "). Nothing was written.");
      };
    }
  }

  private List<Origin> origins() {
    return Stream.of(Variable.BOT_TOKEN, Variable.REACT_APP_BOT_TOKEN)
        .map(variable -> Origin.of(context.environment(), variable))
        .flatMap(Optional::stream)
        .toList();
  }

  private static void write(List<Origin> origins, Token next) {
    for (Origin origin : origins) {
      try {
        if (origin.writable()) {
          origin.put(next.value());
        }
      } catch (IOException refused) {
        throw new Stopped(
            ExitCode.CONFIGURATION,
            origin
                + " can't be written ("
                + refused.getClass().getSimpleName()
                + "). Put the new token there yourself, or run this as the user who may.");
      }
    }
  }

  private void report(List<Origin> origins, String name) {
    Terminal terminal = context.terminal();
    terminal.print("The token belongs to " + name + ".");
    for (Origin origin : origins) {
      terminal.print(
          origin.writable()
              ? "Written: " + origin
              : "To do:   "
                  + origin.variable()
                  + " comes from the environment of this process. Change it where it is set (the"
                  + " platform's variables, the unit file, compose.yaml).");
    }
    terminal.print(
        "Next:    restart every Berry of this bot. History stays; no update is lost meanwhile.");
    terminal.print("         If the old token leaked, run berry token forget after that.");
  }
}
