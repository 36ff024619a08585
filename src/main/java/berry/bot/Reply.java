package berry.bot;

import berry.outbox.Outbox;
import berry.outbox.Outgoing;
import berry.settings.Texts;
import berry.telegram.Html;
import berry.telegram.Message;
import java.util.List;
import java.util.Map;

/// The answer to one update, in one language. For one thread.
final class Reply {

  /// A preview would fetch one-time links; it could not use them up, but there is nothing to see.
  private static final Map<String, Object> NO_PREVIEW = Map.of("is_disabled", true);

  private final Outbox outbox;
  private final Texts texts;
  private final Links links;
  private final CommandContext asked;
  private final String language;
  private int queued;

  Reply(Outbox outbox, Texts texts, Links links, CommandContext asked, String language) {
    this.outbox = outbox;
    this.texts = texts;
    this.links = links;
    this.asked = asked;
    this.language = language;
  }

  Reply in(String other) {
    return new Reply(outbox, texts, links, asked, other);
  }

  String language() {
    return language;
  }

  void say(String key) {
    html(texts.of(language, key));
  }

  /// With the button of the dashboard, where there is one.
  void sayWithApp(String key) {
    send(withAppButton(message(texts.of(language, key))));
    menuButton();
  }

  /// A text that names the bot.
  void sayWhere(String key) {
    html(texts.of(language, key).replace("{bot}", "@" + links.username()));
  }

  void html(String html) {
    send(message(html));
  }

  /// The last word: nobody waits for an answer any more.
  void close(String html) {
    send(message(html).closing());
  }

  void greet(String name) {
    Outgoing greeting =
        message(texts.of(language, "greeting").replace("{name}", Html.escape(name)));
    send(withAppButton(greeting));
    menuButton();
  }

  /// @param link one-time, for a plain browser; escaped
  void dashboard(String link) {
    if (links.app() == null) {
      html(texts.of(language, "dashboard.local").replace("{link}", link));
      return;
    }
    String html =
        texts.of(language, "dashboard.app") + "\n\n" + texts.of(language, "dashboard.link");
    send(withAppButton(message(html.replace("{link}", link))));
  }

  /// Without a one-time link, which everybody in the group could use.
  void groupDashboard() {
    if (links.app() == null) {
      sayWhere("dashboard.local.group");
      return;
    }
    Map<String, Object> button =
        Map.of("text", texts.of(language, "button.open"), "url", links.startApp());
    send(
        message(texts.of(language, "dashboard.app"))
            .with("reply_markup", keyboard(List.of(button))));
  }

  void chooseLanguage() {
    send(message(texts.of(language, "language.choose")).with("reply_markup", languages("")));
  }

  /// The message with the buttons says what was chosen.
  void showLanguage(long messageId) {
    Map<String, Object> body =
        Map.of("message_id", messageId, "text", texts.of(language, "language.changed"));
    queue(
        Outgoing.call(asked.chat().id(), "editMessageText", body)
            .with("reply_markup", languages(language)));
    menuButton();
  }

  /// Under the next key of this update.
  void queue(Outgoing message) {
    queued++;
    outbox.queue(message.once(asked.key(links.botId(), queued)));
  }

  /// In a group as a reply, in a forum within its topic.
  private void send(Outgoing answer) {
    Message question = asked.update().message();
    Outgoing placed = answer;
    if (question != null && !asked.chat().isPrivate()) {
      placed =
          placed.with(
              "reply_parameters",
              Map.of("message_id", question.id(), "allow_sending_without_reply", true));
    }
    if (question != null && question.threadId() != null) {
      placed = placed.with("message_thread_id", question.threadId());
    }
    queue(placed);
  }

  /// The bot's own menu button speaks one language; this gives a private chat that of the person.
  private void menuButton() {
    String app = links.app();
    if (app != null && asked.chat().isPrivate()) {
      Map<String, Object> button =
          Map.of(
              "type",
              "web_app",
              "text",
              texts.of(language, "button.menu"),
              "web_app",
              Map.of("url", app));
      Map<String, Object> body = Map.of("menu_button", button);
      queue(Outgoing.call(asked.chat().id(), "setChatMenuButton", body));
    }
  }

  private Outgoing message(String html) {
    return Outgoing.text(asked.chat().id(), html).with("link_preview_options", NO_PREVIEW);
  }

  private Outgoing withAppButton(Outgoing message) {
    String app = links.app();
    if (app == null) {
      return message;
    }
    Map<String, Object> button =
        Map.of("text", texts.of(language, "button.open"), "web_app", Map.of("url", app));
    return message.with("reply_markup", keyboard(List.of(button)));
  }

  private static Map<String, Object> languages(String chosen) {
    return keyboard(List.of(choice("ru", "Русский", chosen), choice("en", "English", chosen)));
  }

  private static Map<String, Object> choice(String language, String name, String chosen) {
    String text = language.equals(chosen) ? "✓ " + name : name;
    return Map.of("text", text, "callback_data", "language:" + language);
  }

  private static Map<String, Object> keyboard(List<Map<String, Object>> row) {
    return Map.of("inline_keyboard", List.of(row));
  }
}
