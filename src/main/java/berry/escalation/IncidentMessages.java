package berry.escalation;

import berry.alerts.Report;
import berry.outbox.Outgoing;
import berry.outbox.OutgoingFile;
import berry.telegram.Html;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the messages about incidents. Each fits under a photo, whatever it holds.
final class IncidentMessages {

  /// What the data of a button begin with; a verb and the incident's id follow.
  static final String BUTTON = "incident:";

  /// How many alerts are named beside the one that is told in full.
  private static final int NAMED = 4;

  private static final int RESOLUTION = 240;

  private final Supplier<@Nullable URI> app;

  /// @param app where Telegram opens the Mini App; null when there is none
  IncidentMessages(Supplier<@Nullable URI> app) {
    this.app = app;
  }

  /// All that a message says of an incident.
  ///
  /// @param reports its alerts
  /// @param owner the name of who looks after it
  /// @param next when the next step is due; null when there is none
  record Content(
      Incident incident,
      List<Report> reports,
      @Nullable String owner,
      @Nullable Instant next,
      ZoneId zone,
      Instant now) {

    /// The one that is told in full: one that goes on, the worst, the first.
    @Nullable Report first() {
      return reports.stream().min(ORDER).orElse(null);
    }

    private static final Comparator<Report> ORDER =
        Comparator.comparing(Report::over)
            .thenComparingInt(one -> one.rule().severity())
            .thenComparing(one -> one.episode().beganAt());
  }

  /// The incident's own message.
  Outgoing message(Content content, long chatId, String language, @Nullable OutgoingFile picture) {
    String html = html(content, language);
    Outgoing plain =
        picture == null ? Outgoing.text(chatId, html) : picture.captioned(html).to(chatId);
    return withButtons(plain, content.incident(), keyOf(content), language);
  }

  /// The same message as it is now.
  ///
  /// @param picture whether it is a photo
  Outgoing change(Content content, long chatId, String language, boolean picture) {
    String html = html(content, language);
    Outgoing change = picture ? Outgoing.editCaption(chatId, html) : Outgoing.edit(chatId, html);
    return withButtons(change, content.incident(), keyOf(content), language);
  }

  /// What a message says of an incident that has another one in the same chat.
  ///
  /// @param key of the rule it was about
  Outgoing pointer(Content content, String key, long chatId, String language) {
    String title =
        content.reports().stream()
            .filter(one -> one.rule().key().equals(key))
            .findFirst()
            .map(one -> one.title(language))
            .orElseGet(() -> title(content, language));
    return Outgoing.edit(
        chatId,
        IncidentWords.in(language)
            .of("pointer")
            .replace("{id}", Long.toString(content.incident().id()))
            .replace("{title}", Html.escape(title)));
  }

  /// A reminder that answers the message.
  ///
  /// @param messageId of the incident's own message; null when nobody knows it
  /// @param again whether it came back, rather than waited
  Outgoing repeat(
      Content content, long chatId, String language, @Nullable Long messageId, boolean again) {
    IncidentWords words = IncidentWords.in(language);
    Incident incident = content.incident();
    String html =
        words
            .of(again ? "repeat.again" : "repeat")
            .replace("{icon}", icon(incident))
            .replace("{id}", Long.toString(incident.id()))
            .replace("{title}", Html.escape(title(content, language)))
            .replace("{length}", words.length(incident.roundAt(), content.now()));
    Outgoing plain = Outgoing.text(chatId, html);
    Outgoing placed =
        messageId == null
            ? plain
            : plain.with(
                "reply_parameters",
                Map.of("message_id", messageId, "allow_sending_without_reply", true));
    List<Map<String, Object>> row = new ArrayList<>();
    row.add(button(words.of("button.ack"), "ack", incident.id()));
    URI address = app.get();
    if (address != null) {
      row.add(opens(words.of("button.open"), page(address, incident.id())));
    }
    return placed.with("reply_markup", Map.of("inline_keyboard", List.of(row)));
  }

  /// Asks somebody for words about what happened.
  Outgoing prompt(Incident incident, long chatId, String language) {
    IncidentWords words = IncidentWords.in(language);
    String html = words.of("prompt").replace("{id}", Long.toString(incident.id()));
    return Outgoing.text(chatId, html)
        .with(
            "reply_markup",
            Map.of("force_reply", true, "input_field_placeholder", words.of("prompt.placeholder")));
  }

  /// The buttons that ask whether Berry shall really restart.
  static Map<String, Object> confirmRestart(long incident, String language) {
    IncidentWords words = IncidentWords.in(language);
    return Map.of(
        "inline_keyboard",
        List.of(
            List.of(
                button(words.of("button.restart.yes"), "restart!", incident),
                button(words.of("button.restart.no"), "back", incident))));
  }

  /// What it is about, in plain words.
  static String title(Content content, String language) {
    Report first = content.first();
    return first == null ? content.incident().cause() : first.title(language);
  }

  /// Everything in plain words, for ways without markup.
  static String plain(Content content, String language) {
    return new IncidentMessages(() -> null)
        .html(content, language)
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  private String html(Content content, String language) {
    IncidentWords words = IncidentWords.in(language);
    Incident incident = content.incident();
    List<String> lines = new ArrayList<>();
    lines.add(
        words
            .of("heading")
            .replace("{icon}", icon(incident))
            .replace("{id}", Long.toString(incident.id()))
            .replace("{severity}", words.of("severity." + incident.severity())));
    lines.add(state(content, words));
    Report first = content.first();
    if (first != null) {
      lines.add("");
      lines.add(first.html(language, content.zone(), content.now()));
      List<Report> others =
          content.reports().stream()
              .filter(one -> !one.equals(first))
              .sorted(Content.ORDER)
              .toList();
      if (!others.isEmpty()) {
        lines.add("");
        others.stream().limit(NAMED).forEach(one -> lines.add(one.line(language)));
        if (others.size() > NAMED) {
          lines.add(words.of("more").replace("{count}", Integer.toString(others.size() - NAMED)));
        }
      }
    }
    return String.join("\n", lines);
  }

  private static String state(Content content, IncidentWords words) {
    Incident incident = content.incident();
    String owner = content.owner() == null ? words.of("somebody") : Html.escape(content.owner());
    return switch (incident.state()) {
      case OPEN -> {
        Instant next = content.next();
        String open = words.of(incident.round() > 1 ? "state.open.again" : "state.open");
        yield next == null
            ? open
            : open
                + " "
                + words.of("state.next").replace("{time}", words.time(next, content.zone()));
      }
      case ACKNOWLEDGED -> words.of("state.acknowledged").replace("{name}", owner);
      case MITIGATED -> words.of("state.mitigated").replace("{name}", owner);
      case RESOLVED -> {
        String over =
            words
                .of("state.resolved")
                .replace(
                    "{length}",
                    words.length(
                        incident.openedAt(),
                        incident.resolvedAt() == null ? content.now() : incident.resolvedAt()));
        yield incident.wantsResolution() ? over + " " + words.of("state.unwritten") : over;
      }
      case CLOSED -> {
        String resolution = incident.resolution();
        yield resolution == null
            ? words.of("state.closed")
            : words.of("state.closed") + "\n" + Html.escape(cut(resolution));
      }
    };
  }

  private Outgoing withButtons(Outgoing message, Incident incident, String key, String language) {
    List<List<Map<String, Object>>> rows = rows(incident, key, language);
    return rows.isEmpty() ? message : message.with("reply_markup", Map.of("inline_keyboard", rows));
  }

  /// The buttons of an incident as it is.
  Map<String, Object> buttons(Incident incident, String key, String language) {
    return Map.of("inline_keyboard", rows(incident, key, language));
  }

  private List<List<Map<String, Object>>> rows(Incident incident, String key, String language) {
    IncidentWords words = IncidentWords.in(language);
    long id = incident.id();
    URI address = app.get();
    List<List<Map<String, Object>>> rows = new ArrayList<>();
    List<Map<String, Object>> looks = new ArrayList<>();
    if (address != null) {
      looks.add(opens(words.of("button.runbook"), base(address) + "/?open=runbook_" + key));
      looks.add(opens(words.of("button.open"), page(address, id)));
    }
    switch (incident.state()) {
      case OPEN -> {
        rows.add(
            List.of(
                button(words.of("button.ack"), "ack", id),
                button(words.of("button.silence"), "silence", id)));
        rows.add(looks);
        rows.add(
            List.of(
                button(words.of("button.escalate"), "escalate", id),
                button(words.of("button.restart"), "restart", id)));
      }
      case ACKNOWLEDGED, MITIGATED -> {
        Map<String, Object> silence = button(words.of("button.silence"), "silence", id);
        rows.add(
            incident.state() == IncidentState.MITIGATED
                ? List.of(silence)
                : List.of(button(words.of("button.mitigate"), "mitigate", id), silence));
        rows.add(looks);
        rows.add(
            List.of(
                button(words.of("button.escalate"), "escalate", id),
                button(words.of("button.restart"), "restart", id)));
      }
      case RESOLVED -> {
        if (incident.wantsResolution()) {
          rows.add(List.of(button(words.of("button.close"), "close", id)));
        }
        rows.add(looks);
      }
      case CLOSED -> rows.add(looks);
    }
    rows.removeIf(List::isEmpty);
    return rows;
  }

  /// The rule whose runbook helps.
  static String keyOf(Content content) {
    Report first = content.first();
    return first == null ? content.incident().cause() : first.rule().key();
  }

  static String icon(Incident incident) {
    if (!incident.state().active()) {
      return "✅";
    }
    return switch (incident.severity()) {
      case 1 -> "🔴";
      case 2 -> "🟠";
      default -> "🟡";
    };
  }

  static URI page(URI app, long incident) {
    return URI.create(base(app) + "/?open=incident_" + incident);
  }

  private static String base(URI app) {
    return app.toString().replaceAll("/+$", "");
  }

  private static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= RESOLUTION
        ? text
        : text.substring(0, text.offsetByCodePoints(0, RESOLUTION - 1)) + "…";
  }

  private static Map<String, Object> button(String text, String verb, long incident) {
    return Map.of("text", text, "callback_data", BUTTON + verb + ":" + incident);
  }

  private static Map<String, Object> opens(String text, Object url) {
    return Map.of("text", text, "web_app", Map.of("url", url.toString()));
  }
}
