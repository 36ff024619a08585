package berry.bot;

import berry.escalation.Enrolment;
import berry.escalation.IncidentChat;
import berry.escalation.OnCallReply;
import berry.telegram.Callback;
import berry.telegram.Command;
import berry.telegram.Message;
import berry.telegram.Sender;
import java.util.Optional;

/// What the team says and presses about incidents, in private chats with the bot.
public final class IncidentCommands implements Button {

  private final IncidentChat incidents;
  private final OnCallReply onCall;

  public IncidentCommands(IncidentChat incidents, OnCallReply onCall) {
    this.incidents = incidents;
    this.onCall = onCall;
  }

  /// Somebody opened a link that makes them a contact.
  ///
  /// @param argument what stood behind `/start`
  /// @return what came of it, in Telegram's HTML; empty when it is no such link
  Optional<String> started(String argument, Sender sender, String language) {
    return argument.startsWith(Enrolment.PREFIX)
        ? Optional.of(
            onCall.follow(
                argument.substring(Enrolment.PREFIX.length()),
                sender.id(),
                sender.username(),
                language))
        : Optional.empty();
  }

  @Override
  public Optional<String> pressed(Callback callback, Sender sender, String language) {
    String data = callback.data();
    return data == null
        ? Optional.empty()
        : incidents.pressed(data, sender.id(), sender.firstName(), language, callback.messageId());
  }

  /// What the team may say, as a part of the help; empty for everybody else.
  Optional<String> help(Sender sender, String language) {
    return incidents.help(sender.id(), language);
  }

  /// @return the answer in Telegram's HTML; empty when it is none of its commands, or not for them
  Optional<String> command(Command command, Sender sender, String language) {
    return incidents.command(
        command.name(), command.argument(), sender.id(), sender.firstName(), language);
  }

  /// An answer to a message of the bot.
  ///
  /// @return what to say; empty when nothing was asked of them there
  Optional<String> replied(Message message, Sender sender, String language) {
    Long to = message.replyTo();
    String text = message.text();
    return to == null || text == null
        ? Optional.empty()
        : incidents.replied(sender.id(), to, text, language);
  }
}
