package berry.alerts;

import berry.outbox.Kept;
import berry.outbox.Outgoing;
import berry.outbox.OutgoingFile;
import berry.outbox.OutgoingFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes messages of what is to be told.
final class Messages {

  private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

  /// What the button's data begin with; the rule's key follows.
  static final String SILENCE = "alert:silence:";

  private final OutgoingFiles files;
  private final Function<Rule, List<Chart.Point>> hour;
  private final Supplier<@Nullable URI> app;
  private final Clock clock;

  /// @param hour the last hour of a rule's figure
  /// @param app where Telegram opens the Mini App; null when there is none
  Messages(
      OutgoingFiles files,
      Function<Rule, List<Chart.Point>> hour,
      Supplier<@Nullable URI> app,
      Clock clock) {
    this.files = files;
    this.hour = hour;
    this.app = app;
    this.clock = clock;
  }

  /// A message for the outbox.
  record Ready(Notification telling, Outgoing message, boolean picture) {}

  List<Ready> of(List<Notification> notifications, Recipient to) {
    List<Ready> all = new ArrayList<>();
    for (Notification telling : notifications) {
      all.add(
          switch (telling) {
            case Notification.Announce one -> announce(one, to);
            case Notification.Change one ->
                new Ready(one, text(one.rule(), one.episode(), one.face(), to), false);
            case Notification.Flaps one ->
                new Ready(
                    one,
                    withButtons(
                        Outgoing.text(to.chatId(), Wording.in(to.language()).flaps(one)),
                        one.rule(),
                        true,
                        to),
                    false);
            case Notification.Sum one ->
                new Ready(
                    one, Outgoing.text(to.chatId(), Wording.in(to.language()).sum(one)), false);
          });
    }
    return all;
  }

  /// A test of a rule's message.
  Outgoing test(Rule rule, Episode episode, Recipient to) {
    return text(rule, episode, null, to);
  }

  /// The text alone, with its buttons.
  Outgoing text(Rule rule, Episode episode, @Nullable MessageState face, Recipient to) {
    String html =
        Wording.in(to.language()).message(rule, episode, face, clock.instant(), to.zone());
    return withButtons(
        Outgoing.text(to.chatId(), html), rule, face != null && episode.endedAt() == null, to);
  }

  /// The same as a change of the message that there is; null when there is none.
  @Nullable Outgoing change(Notification.Change telling, Episode known, Outgoing text) {
    Long chat = known.chatId();
    Long outgoing = known.outgoingId();
    Long message = known.messageId();
    if (chat == null || (outgoing == null && message == null)) {
      return null;
    }
    String html = String.valueOf(text.body().get("text"));
    Outgoing change =
        known.picture() ? Outgoing.editCaption(chat, html) : Outgoing.edit(chat, html);
    Object markup = text.body().get("reply_markup");
    Outgoing whole = markup == null ? change : change.with("reply_markup", markup);
    return outgoing != null ? whole.of(outgoing) : whole.message(message == null ? 0 : message);
  }

  private Ready announce(Notification.Announce one, Recipient to) {
    Outgoing text = text(one.rule(), one.episode(), one.face(), to);
    OutgoingFile picture = picture(one.rule(), to);
    if (picture == null) {
      return new Ready(one, text, false);
    }
    Outgoing photo = picture.captioned(String.valueOf(text.body().get("text"))).to(to.chatId());
    Object markup = text.body().get("reply_markup");
    return new Ready(one, markup == null ? photo : photo.with("reply_markup", markup), true);
  }

  /// Null where there is none to be had: the words say enough.
  private @Nullable OutgoingFile picture(Rule rule, Recipient to) {
    Wording words = Wording.in(to.language());
    byte[] png = Chart.png(rule, hour.apply(rule), clock.instant(), rule.metric().id(), words);
    if (png == null) {
      return null;
    }
    try {
      Kept kept =
          files.keep("photo", rule.key() + ".png", "image/png", new ByteArrayInputStream(png));
      return kept instanceof Kept.Ready ready ? ready.file() : null;
    } catch (IOException impossible) {
      LOG.debug("A picture in memory could not be read", impossible);
      return null;
    }
  }

  private Outgoing withButtons(Outgoing message, Rule rule, boolean silence, Recipient to) {
    Wording words = Wording.in(to.language());
    List<Map<String, Object>> row = new ArrayList<>();
    if (silence) {
      row.add(Map.of("text", words.of("button.silence"), "callback_data", SILENCE + rule.key()));
    }
    URI address = app.get();
    if (address != null) {
      String base = address.toString().replaceAll("/+$", "");
      row.add(opens(words.of("button.runbook"), base + "/?open=runbook_" + rule.key()));
      row.add(opens(words.of("button.open"), base + "/?open=alert_" + rule.key()));
    }
    return row.isEmpty()
        ? message
        : message.with("reply_markup", Map.of("inline_keyboard", List.of(row)));
  }

  private static Map<String, Object> opens(String text, String url) {
    return Map.of("text", text, "web_app", Map.of("url", url));
  }
}
