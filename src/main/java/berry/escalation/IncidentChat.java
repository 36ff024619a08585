package berry.escalation;

import berry.access.Role;
import berry.access.Staff;
import berry.alerts.Alerts;
import berry.alerts.Silences;
import berry.outbox.Outbox;
import berry.outbox.Outgoing;
import berry.telegram.Html;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the team does about incidents in the chat: the buttons under a message, the commands, and
/// the answer to the question what happened. For everybody else it is as if there were none.
public final class IncidentChat {

  /// The commands it knows.
  public static final List<String> COMMANDS =
      List.of("status", "incidents", "ack", "silence", "oncall");

  private static final int SHORTEST = 10;
  private static final int SHOWN = 10;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Pattern BUTTON =
      Pattern.compile(Pattern.quote(IncidentMessages.BUTTON) + "([a-z]+!?):([0-9]{1,18})");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,4})([mhd])");

  private final Incidents incidents;
  private final Staff staff;
  private final Supplier<Roster> roster;
  private final Alerts alerts;
  private final Outbox outbox;
  private final Restart restart;
  private final OnCallAnswer onCall;
  private final Clock clock;

  /// What `/oncall` says.
  @FunctionalInterface
  public interface OnCallAnswer {

    /// @return Telegram's HTML
    String answer(String argument, long personId, String language);
  }

  public IncidentChat(
      Incidents incidents,
      Staff staff,
      Supplier<Roster> roster,
      Alerts alerts,
      Outbox outbox,
      Restart restart,
      OnCallAnswer onCall,
      Clock clock) {
    this.incidents = incidents;
    this.staff = staff;
    this.roster = roster;
    this.alerts = alerts;
    this.outbox = outbox;
    this.restart = restart;
    this.onCall = onCall;
    this.clock = clock;
  }

  /// Whether that person may act on incidents: of the team, or an enrolled contact.
  boolean may(long personId) {
    return staff.roleOf(personId).atLeast(Role.OPERATOR) || roster.get().knows(personId);
  }

  /// A button was pressed.
  ///
  /// @param messageId of the message that carries it; null when Telegram no longer has it
  /// @return what to say to whoever pressed it; empty for other buttons and other people
  public Optional<String> pressed(
      String data, long personId, String name, String language, @Nullable Long messageId) {
    Matcher button = BUTTON.matcher(data);
    if (!button.matches() || !may(personId)) {
      return Optional.empty();
    }
    long id = Long.parseLong(button.group(2));
    Actor actor = Actor.chat(personId);
    IncidentWords words = IncidentWords.in(language);
    String answer =
        switch (button.group(1)) {
          case "ack" -> acknowledge(id, actor, words);
          case "mitigate" ->
              said(incidents.mitigate(id, actor), words, words.of("answer.mitigated"));
          case "escalate" -> escalate(id, actor, words);
          case "silence" -> silence(id, personId, name, language, words);
          case "close" -> askWords(id, personId, language, words);
          case "restart" -> {
            if (incidents.find(id).isEmpty()) {
              yield words.of("answer.unknown");
            }
            buttons(personId, messageId, IncidentMessages.confirmRestart(id, language));
            yield words.of("answer.restart");
          }
          case "restart!" -> {
            if (incidents.find(id).isEmpty()) {
              yield words.of("answer.unknown");
            }
            again(id, personId, messageId, language);
            restart.later(id, actor, outcome -> tellRestart(id, personId, name, language, outcome));
            yield words.of("answer.restarting");
          }
          case "back" -> {
            again(id, personId, messageId, language);
            yield "";
          }
          default -> "";
        };
    return Optional.of(answer);
  }

  /// What these people may say, as a part of the bot's help in Telegram's HTML; empty for others.
  public Optional<String> help(long personId, String language) {
    return may(personId) ? Optional.of(IncidentWords.in(language).of("help")) : Optional.empty();
  }

  /// A command was sent in a private chat.
  ///
  /// @return the answer in Telegram's HTML; empty for other commands and other people
  public Optional<String> command(
      String command, String argument, long personId, String name, String language) {
    if (!COMMANDS.contains(command) || !may(personId)) {
      return Optional.empty();
    }
    IncidentWords words = IncidentWords.in(language);
    return Optional.of(
        switch (command) {
          case "status" -> status(language, words);
          case "incidents" -> latest(language, words);
          case "ack" -> acknowledge(argument.strip(), Actor.chat(personId), language, words);
          case "silence" -> silence(argument.strip(), personId, name, words);
          default -> onCall.answer(argument.strip(), personId, language);
        });
  }

  /// Somebody answered a message.
  ///
  /// @param messageId of the message that was answered
  /// @return what to say; empty when it is no question of ours, or not theirs
  public Optional<String> replied(long personId, long messageId, String text, String language) {
    Long id = incidents.prompted(personId, messageId).orElse(null);
    if (id == null || !may(personId)) {
      return Optional.empty();
    }
    IncidentWords words = IncidentWords.in(language);
    if (text.strip().length() < SHORTEST) {
      return Optional.of(words.of("closed.short"));
    }
    String kept = text.strip();
    String cut = Shortened.to(Incidents.LONGEST_NOTE, kept);
    if (active(id)) {
      // It came back since it was asked for: what is wrong now is not over with these words.
      incidents.add(id, Actor.chat(personId), "note", Map.of("text", cut));
      return Optional.of(words.of("closed.back").replace("{id}", Long.toString(id)));
    }
    return Optional.of(
        said(
            incidents.close(id, Actor.chat(personId), cut),
            words,
            words.of("closed").replace("{id}", Long.toString(id))));
  }

  private String askWords(long id, long personId, String language, IncidentWords words) {
    return active(id)
        ? words.of("answer.goes")
        : said(incidents.prompt(id, personId, language), words, words.of("answer.prompted"));
  }

  private boolean active(long id) {
    return incidents.find(id).map(one -> one.item().incident().state().active()).orElse(false);
  }

  private String acknowledge(long id, Actor actor, IncidentWords words) {
    return said(
        incidents.acknowledge(id, actor),
        words,
        words.of("answer.acknowledged").replace("{id}", Long.toString(id)));
  }

  private String escalate(long id, Actor actor, IncidentWords words) {
    Done done = incidents.escalate(id, actor);
    if (done instanceof Done.Refused refused && refused.why() == Done.Why.SAME) {
      return words.of("answer.escalated.none");
    }
    return said(done, words, words.of("answer.escalated"));
  }

  private static String said(Done done, IncidentWords words, String ok) {
    return switch (done) {
      case Done.Ok fine -> ok;
      case Done.Missing none -> words.of("answer.unknown");
      case Done.Refused no ->
          switch (no.why()) {
            case OVER ->
                words.of(
                    no.incident().state() == IncidentState.CLOSED
                        ? "answer.closed"
                        : "answer.over");
            case TAKEN ->
                words
                    .of("answer.taken")
                    .replace("{name}", no.owner() == null ? words.of("somebody") : no.owner());
            case SAME ->
                words.of(
                    no.incident().state() == IncidentState.CLOSED
                        ? "answer.closed"
                        : "answer.same");
            case WORDS -> words.of("closed.short");
          };
    };
  }

  private String silence(
      long id, long personId, String name, String language, IncidentWords words) {
    Incidents.Details found = incidents.find(id).orElse(null);
    if (found == null) {
      return words.of("answer.unknown");
    }
    List<String> keys =
        found.alerts().stream()
            .filter(one -> one.endedAt() == null)
            .map(IncidentAlert::key)
            .distinct()
            .toList();
    if (keys.isEmpty()) {
      return words.of("answer.silenced.none");
    }
    keys.forEach(key -> alerts.silenceHour(key, personId, name, language));
    incidents.silenced(id, Actor.chat(personId), keys, clock.instant().plus(HOUR));
    return words.of("answer.silenced").replace("{rules}", String.join(", ", keys));
  }

  private String status(String language, IncidentWords words) {
    List<Incidents.Item> open = incidents.active();
    List<String> firing =
        alerts.all().stream().filter(Alerts.Item::fires).map(one -> one.rule().key()).toList();
    List<String> lines = new ArrayList<>();
    if (open.isEmpty() && firing.isEmpty()) {
      lines.add(words.of("status.well"));
    } else {
      if (!open.isEmpty()) {
        lines.add(words.of("status.open").replace("{count}", Integer.toString(open.size())));
        open.stream().limit(SHOWN).forEach(one -> lines.add(line(one, language, words)));
      }
      if (!firing.isEmpty()) {
        lines.add(words.of("status.alerts").replace("{rules}", String.join(", ", firing)));
      }
    }
    List<String> unwritten =
        incidents.page(null, false, 50).items().stream()
            .filter(one -> one.incident().needsResolution())
            .map(one -> Long.toString(one.incident().id()))
            .toList();
    if (!unwritten.isEmpty()) {
      lines.add(words.of("status.unwritten").replace("{ids}", String.join(", ", unwritten)));
    }
    return String.join("\n", lines);
  }

  private String latest(String language, IncidentWords words) {
    List<Incidents.Item> items = incidents.page(null, true, SHOWN).items();
    if (items.isEmpty()) {
      return words.of("incidents.none");
    }
    List<String> lines = new ArrayList<>();
    lines.add(words.of("incidents.heading"));
    items.forEach(one -> lines.add(line(one, language, words)));
    return String.join("\n", lines);
  }

  private String line(Incidents.Item item, String language, IncidentWords words) {
    Incident incident = item.incident();
    String state =
        words
            .of("short." + incident.state().word())
            .replace("{name}", item.owner() == null ? words.of("somebody") : item.owner());
    Instant end = incident.resolvedAt() == null ? clock.instant() : incident.resolvedAt();
    return words
        .of("status.line")
        .replace("{icon}", IncidentMessages.icon(incident))
        .replace("{id}", Long.toString(incident.id()))
        .replace("{title}", Html.escape(alerts.title(incident.cause(), language)))
        .replace("{state}", Html.escape(state))
        .replace("{length}", words.length(incident.openedAt(), end));
  }

  private String acknowledge(String argument, Actor actor, String language, IncidentWords words) {
    if (argument.matches("#?[0-9]{1,18}")) {
      return Html.escape(acknowledge(Long.parseLong(argument.replace("#", "")), actor, words));
    }
    List<Incidents.Item> open =
        incidents.active().stream()
            .filter(one -> one.incident().state() == IncidentState.OPEN)
            .toList();
    if (open.isEmpty()) {
      return words.of("ack.none");
    }
    if (open.size() == 1) {
      return Html.escape(acknowledge(open.getFirst().incident().id(), actor, words));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        words.of("ack.which").replace("{id}", Long.toString(open.getFirst().incident().id())));
    open.stream().limit(SHOWN).forEach(one -> lines.add(line(one, language, words)));
    return String.join("\n", lines);
  }

  private String silence(String argument, long personId, String name, IncidentWords words) {
    String rules = String.join(", ", alerts.rules().all().stream().map(one -> one.key()).toList());
    List<String> parts = SPACE.splitAsStream(argument.toLowerCase(Locale.ROOT)).toList();
    if (argument.isEmpty() || parts.size() > 2) {
      return words.of("silence.usage").replace("{rules}", Html.escape(rules));
    }
    if (alerts.rules().find(parts.getFirst()).isEmpty()) {
      return words
          .of("silence.unknown")
          .replace(
              "{rule}",
              Html.escape(parts.getFirst().substring(0, Math.min(40, parts.getFirst().length()))))
          .replace("{rules}", Html.escape(rules));
    }
    Duration time = parts.size() == 1 ? HOUR : length(parts.get(1));
    if (time == null) {
      return words.of("silence.length");
    }
    Instant now = clock.instant();
    var made =
        alerts
            .silences()
            .silence(
                parts.getFirst(),
                now,
                now.plus(time),
                "/silence",
                new Silences.Author(personId, name));
    return words
        .of("silence.done")
        .replace("{rule}", Html.escape(parts.getFirst()))
        .replace("{time}", words.time(made.until(), roster.get().zone()));
  }

  private static @Nullable Duration length(String given) {
    Matcher matcher = LENGTH.matcher(given);
    if (!matcher.matches()) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    Duration time =
        switch (matcher.group(2)) {
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    boolean fits =
        time.compareTo(Duration.ofMinutes(5)) >= 0 && time.compareTo(Silences.LONGEST) <= 0;
    return fits ? time : null;
  }

  private void buttons(long chatId, @Nullable Long messageId, Map<String, Object> markup) {
    if (messageId != null) {
      outbox.queue(Outgoing.editButtons(chatId, markup).message(messageId));
    }
  }

  /// The buttons as they are usually.
  private void again(long id, long chatId, @Nullable Long messageId, String language) {
    incidents.buttons(id, language).ifPresent(markup -> buttons(chatId, messageId, markup));
  }

  private void tellRestart(
      long id, long personId, String name, String language, Restart.Outcome outcome) {
    IncidentWords words = IncidentWords.in(language);
    String html;
    if (!outcome.failure().isEmpty()) {
      html = words.of("restarted.failed").replace("{why}", Html.escape(outcome.failure()));
    } else {
      String found =
          outcome.well()
              ? words.of("restarted.well")
              : words.of("restarted.findings")
                  + "\n• "
                  + Html.escape(
                      outcome.findings().stream()
                          .limit(SHOWN)
                          .map(Restart.Trouble::told)
                          .collect(Collectors.joining("\n• ")));
      html =
          words
              .of("restarted")
              .replace("{id}", Long.toString(id))
              .replace("{name}", Html.escape(name))
              .replace("{ended}", Integer.toString(outcome.ended()))
              .replace("{found}", found);
    }
    outbox.queue(Outgoing.text(personId, html));
  }
}
