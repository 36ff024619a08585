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

/// Makes the messages that belong to no incident, and the pictures of those that do.
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

  /// A test of a rule's message.
  Outgoing test(Rule rule, Episode episode, Recipient to) {
    return text(rule, episode, null, to);
  }

  /// The text alone, for what goes past the outbox.
  Outgoing text(Rule rule, Episode episode, @Nullable MessageState face, Recipient to) {
    String html =
        Wording.in(to.language())
            .message(rule, episode, face, clock.instant(), to.zone(), app.get() == null);
    return withButtons(Outgoing.text(to.chatId(), html), rule, to);
  }

  /// Null where there is none to be had: the words say enough.
  @Nullable OutgoingFile picture(Rule rule, String language) {
    Wording words = Wording.in(language);
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

  private Outgoing withButtons(Outgoing message, Rule rule, Recipient to) {
    Wording words = Wording.in(to.language());
    List<Map<String, Object>> row = new ArrayList<>();
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
