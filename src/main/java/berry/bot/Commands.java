package berry.bot;

import berry.audience.People;
import berry.inbox.BotCommands;
import berry.inbox.UpdateHandler;
import berry.outbox.Outbox;
import berry.outbox.Outgoing;
import berry.privacy.Policy;
import berry.settings.Texts;
import berry.telegram.Callback;
import berry.telegram.Chat;
import berry.telegram.Command;
import berry.telegram.Html;
import berry.telegram.Message;
import berry.telegram.Sender;
import berry.telegram.Update;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers commands and pressed buttons.
///
/// Everything goes through the outbox under keys made of the update's id, so an update that is
/// handed over again is answered once.
public final class Commands implements UpdateHandler {

  /// What [#inPrivate] and [#inGroup] know.
  public static final Set<String> NAMES =
      Set.of("start", "help", "dashboard", "privacy", "language");

  private static final String LANGUAGE = "language:";

  /// In a group, an admin who hides behind it writes as this bot of Telegram's.
  private static final long ANONYMOUS_ADMIN = 1087968824L;

  private final Outbox outbox;
  private final StartLinks startLinks;
  private final Texts texts;
  private final Policy policy;
  private final Links links;
  private final People people;
  private final List<Button> buttons;
  private final @Nullable IncidentCommands incidents;

  /// @param buttons what parts let people do by a button
  /// @param incidents null where nothing is escalated
  public Commands(
      Outbox outbox,
      StartLinks startLinks,
      Texts texts,
      Policy policy,
      Links links,
      People people,
      List<Button> buttons,
      @Nullable IncidentCommands incidents) {
    this.outbox = outbox;
    this.startLinks = startLinks;
    this.texts = texts;
    this.policy = policy;
    this.links = links;
    this.people = people;
    this.buttons = List.copyOf(buttons);
    this.incidents = incidents;
  }

  @Override
  public BotCommands vocabulary() {
    return new BotCommands(links.username(), NAMES);
  }

  @Override
  public void answer(Update update, Instant receivedAt) {
    Sender sender = update.sender();
    Chat chat = update.chat();
    if (sender == null || chat == null || (sender.bot() && sender.id() != ANONYMOUS_ADMIN)) {
      return;
    }
    String language =
        Texts.language(people.language(sender.id()).orElse(null), sender.languageCode());
    Reply reply =
        new Reply(outbox, texts, links, new CommandContext(update, chat, receivedAt), language);
    Message message = update.message();
    Callback callback = update.callback();
    if (message != null && update.kind().equals("message")) {
      if (message.text() != null && message.text().startsWith("/")) {
        command(message, sender, chat, reply);
      } else if (incidents != null && chat.isPrivate()) {
        incidents.replied(message, sender, language).map(Html::escape).ifPresent(reply::close);
      }
    } else if (callback != null) {
      button(callback, sender, reply);
    }
    // A change of membership needs no words: the intake has noted who blocked the bot.
  }

  private void command(Message message, Sender sender, Chat chat, Reply reply) {
    Command command = Command.in(message).orElse(new Command("", "", ""));
    if (!vocabulary().addressed(command, chat)) {
      return;
    }
    if (chat.isPrivate()) {
      if (!forTeam(command, sender, reply)) {
        inPrivate(command, sender, reply);
      }
    } else {
      inGroup(command, reply);
    }
  }

  private boolean forTeam(Command command, Sender sender, Reply reply) {
    if (incidents == null) {
      return false;
    }
    Optional<String> said =
        command.name().equals("start")
            ? incidents.started(command.argument(), sender, reply.language())
            : incidents.command(command, sender, reply.language());
    said.ifPresent(reply::html);
    return said.isPresent();
  }

  private void inPrivate(Command command, Sender sender, Reply reply) {
    switch (command.name()) {
      case "start" -> start(command.argument(), sender, reply);
      case "help" -> help(sender, reply);
      case "dashboard" -> {
        String link = Html.escape(links.browser(sender.id()));
        reply.dashboard(link);
      }
      case "privacy" -> reply.html(policy.text(reply.language()));
      case "language" -> reply.chooseLanguage();
      default -> reply.say("unknown");
    }
  }

  private void help(Sender sender, Reply reply) {
    Optional<String> team =
        incidents == null ? Optional.empty() : incidents.help(sender, reply.language());
    String usual = texts.of(reply.language(), "help");
    reply.html(team.map(more -> usual + "\n\n" + more).orElse(usual));
  }

  private void inGroup(Command command, Reply reply) {
    switch (command.name()) {
      case "start" -> reply.sayWhere("greeting.group");
      case "help" -> reply.say("help");
      case "dashboard" -> reply.groupDashboard();
      case "privacy" -> reply.html(policy.text(reply.language()));
      case "language" -> reply.chooseLanguage();
      default -> reply.say("unknown");
    }
  }

  private void start(String argument, Sender sender, Reply reply) {
    if (!startLinks.follow(argument, sender, reply)) {
      reply.greet(sender.firstName());
    }
  }

  private void button(Callback callback, Sender sender, Reply reply) {
    String data = callback.data() == null ? "" : callback.data();
    String chosen = data.startsWith(LANGUAGE) ? data.substring(LANGUAGE.length()) : "";
    for (Button button : buttons) {
      Optional<String> said = button.pressed(callback, sender, reply.language());
      if (said.isPresent()) {
        reply.queue(
            pressed(
                callback,
                said.get().isEmpty()
                    ? Map.of()
                    : Map.of("text", shortened(said.get()), "show_alert", true)));
        return;
      }
    }
    if (!Texts.LANGUAGES.contains(chosen)) {
      // An answer all the same, or the button spins on the person's screen.
      reply.queue(pressed(callback, Map.of()));
      return;
    }
    people.speak(sender.id(), chosen);
    Reply inChosen = reply.in(chosen);
    inChosen.queue(pressed(callback, Map.of("text", texts.of(chosen, "language.changed"))));
    if (callback.messageId() != null) {
      inChosen.showLanguage(callback.messageId());
    }
  }

  /// Telegram shows up to 200 characters.
  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= 200
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 199)) + "…";
  }

  private static Outgoing pressed(Callback callback, Map<String, Object> more) {
    return Outgoing.call("answerCallbackQuery", more).with("callback_query_id", callback.id());
  }
}
