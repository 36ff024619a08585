package berry.inbox;

import berry.telegram.Chat;
import berry.telegram.Command;
import berry.telegram.Message;
import berry.telegram.Update;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which commands are this bot's. Without it any stranger could make up names to be counted for
/// ever, and every command to another bot of a group would be owed an answer.
///
/// @param username the bot's, without `@`; empty when not known
/// @param commands in lower case, without the slash
public record BotCommands(String username, Set<String> commands) {

  /// Of a bot that knows no command by name.
  static final BotCommands NONE = new BotCommands("", Set.of());

  private static final String OTHER = "other";

  /// What the bot was told to do.
  ///
  /// @param name one of the bot's commands, `other` for any else, empty for a slash before
  ///   something that is no name
  /// @param argument what follows it
  record ParsedCommand(String name, String argument) {}

  /// Null when the update is no command, or one for another bot.
  @Nullable ParsedCommand heard(Update update) {
    Message message = update.message();
    Chat chat = update.chat();
    if (message == null || chat == null || !typed(update)) {
      return null;
    }
    Command command = Command.in(message).orElse(new Command("", "", ""));
    if (!addressed(command, chat)) {
      return null;
    }
    boolean named = command.name().isEmpty() || commands.contains(command.name());
    return new ParsedCommand(named ? command.name() : OTHER, command.argument());
  }

  /// Whether a command is for this bot: in a group it must name it, for other bots listen too; in
  /// private it may still name another one.
  public boolean addressed(Command command, Chat chat) {
    return command.addressee().isEmpty() ? chat.isPrivate() : command.isFor(username);
  }

  /// Whether somebody typed a command, to whomever.
  static boolean typed(Update update) {
    Message message = update.message();
    if (message == null || !update.kind().equals("message")) {
      return false;
    }
    String text = message.text();
    return text != null && text.startsWith("/") && message.kind().equals("text");
  }
}
