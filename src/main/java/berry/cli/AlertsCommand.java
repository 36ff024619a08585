package berry.cli;

import berry.alerts.Alerts;
import berry.alerts.Rule;
import berry.alerts.Silence;
import berry.alerts.Silences;
import berry.escalation.Actor;
import berry.escalation.IncidentState;
import berry.escalation.Incidents;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "alerts",
    header = {
      "Shows, tests and silences alert rules, and takes on what they opened.",
      "",
      "Examples:",
      "  berry alerts list           where each rule stands; exit code 5 while one fires",
      "  berry alerts list --json",
      "  berry alerts ack            somebody is on it: nobody else is called",
      "  berry alerts ack 12         the same, of several open incidents that one",
      "  berry alerts test disk      send its message to the owner, marked as a test",
      "  berry alerts silence disk --for 1h --reason \"moving files\"",
      "  berry alerts silence --all --for 2h --reason \"new disk\"",
      "  berry alerts silence disk --end",
      ""
    },
    description = {
      "",
      "Rules are judged by the running Berry; this reads and writes its database.",
      ""
    },
    synopsisSubcommandLabel = "(list | ack | test | silence)")
final class AlertsCommand {

  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,5})(s|m|h|d)");

  private final Context context;

  AlertsCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "list",
      description = "Where each rule stands. Exit code 5 while one fires that is not silenced.")
  int list(@Option(names = "--json", description = "For programs.") boolean json) {
    return with(alerts -> {
      List<Alerts.Item> all = alerts.all();
      if (json) {
        context
            .terminal()
            .json(
                Map.of(
                    "items",
                    all.stream().map(AlertsCommand::view).toList(),
                    "windows",
                    alerts.windows()));
      } else {
        all.forEach(this::print);
        alerts
            .windows()
            .forEach(one ->
                context
                    .terminal()
                    .print(
                        "maintenance %d: %s to %s, %s (%s)"
                            .formatted(
                                one.id(),
                                one.startsAt(),
                                one.until(),
                                one.reason(),
                                one.author())));
      }
      boolean fires = all.stream().anyMatch(one -> one.fires() && one.silence() == null);
      return fires ? ExitCode.CHECK_FAILED : ExitCode.OK;
    });
  }

  @Command(
      name = "ack",
      description = "Takes an open incident on, so that nobody else is called about it.")
  int acknowledge(
      @Parameters(
              paramLabel = "ID",
              arity = "0..1",
              description = "Of the incident; needed when several are open.")
          @Nullable Long id) {
    return AlertDesk.with(
        context,
        desk -> {
          Incidents incidents = desk.incidents();
          if (id != null) {
            return acknowledge(incidents, id);
          }
          List<Incidents.Item> open =
              incidents.active().stream()
                  .filter(one -> one.incident().state() == IncidentState.OPEN)
                  .toList();
          if (open.isEmpty()) {
            context.terminal().print("No incident waits for anybody.");
            return ExitCode.OK;
          }
          if (open.size() > 1) {
            open.forEach(one -> context.terminal().print(IncidentCommand.line(one)));
            throw new Stopped(ExitCode.USAGE, "several are open; name one: berry alerts ack ID");
          }
          return acknowledge(incidents, open.getFirst().incident().id());
        });
  }

  private int acknowledge(Incidents incidents, long id) {
    return IncidentVerdict.of(
        context.terminal(),
        id,
        incidents.acknowledge(id, Actor.COMMAND),
        "The command line is on incident " + id + "; nobody else is called.");
  }

  @Command(name = "test", description = "Sends the rule's message to the owner, marked as a test.")
  int test(@Parameters(paramLabel = "KEY", description = "As list names it.") String key) {
    return with(alerts ->
        switch (alerts.test(rule(alerts, key))) {
          case Alerts.Tested.Sent sent -> {
            context.terminal().print("A test of " + key + " is on its way to the owner.");
            yield ExitCode.OK;
          }
          case Alerts.Tested.Nobody nobody ->
              throw new Stopped(ExitCode.CHECK_FAILED, nobody.why());
          case Alerts.Tested.TooSoon soon ->
              throw new Stopped(
                  ExitCode.BUSY,
                  "it was tested a moment ago; again in " + soon.pause().toSeconds() + " s");
        });
  }

  @Command(
      name = "silence",
      description = "Says nothing of a rule for a while, or of all during maintenance.")
  int silence(
      @Parameters(paramLabel = "KEY", arity = "0..1", description = "As list names it.")
          @Nullable String key,
      @Option(names = "--all", description = "All rules.") boolean all,
      @Option(
              names = "--for",
              paramLabel = "TIME",
              description = "Such as 30m, 1h, 2d; at most 7d.")
          @Nullable String length,
      @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown to the team.")
          @Nullable String reason,
      @Option(names = "--end", description = "Ends the silence of KEY, or all maintenance.")
          boolean end) {
    if (all == (key != null)) {
      throw new Stopped(ExitCode.USAGE, "name a rule, or --all");
    }
    Silences.Author by = new Silences.Author(null, "command line");
    if (end) {
      return with(alerts -> end(alerts, key, by));
    }
    Duration time = length(length);
    String why =
        Silences.reason(reason)
            .orElseThrow(
                () -> new Stopped(ExitCode.USAGE, "--reason says why, in 1 to 200 characters"));
    return with(alerts -> {
      Instant now = context.clock().instant();
      Instant until = now.plus(time);
      Silence made =
          key == null
              ? alerts.silences().window(now, until, why, by)
              : alerts.silences().silence(rule(alerts, key).key(), now, until, why, by);
      context
          .terminal()
          .print(
              (key == null ? "All rules are" : key + " is")
                  + " silent until "
                  + made.until().truncatedTo(ChronoUnit.SECONDS)
                  + ".");
      return ExitCode.OK;
    });
  }

  private int end(Alerts alerts, @Nullable String key, Silences.Author by) {
    Instant now = context.clock().instant();
    boolean ended = false;
    if (key != null) {
      ended = alerts.silences().end(rule(alerts, key).key(), now, by);
    } else {
      for (Silence window : alerts.windows()) {
        ended |= alerts.silences().endWindow(window.id(), now, by);
      }
    }
    context.terminal().print(ended ? "It is told again." : "Nothing was silenced.");
    return ExitCode.OK;
  }

  private static Duration length(@Nullable String text) {
    Matcher matcher = LENGTH.matcher(text == null ? "" : text.strip());
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      Duration time =
          switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          };
      if (time.isPositive() && time.compareTo(Silences.LONGEST) <= 0) {
        return time;
      }
    }
    throw new Stopped(ExitCode.USAGE, "--for is a time such as 30m, 1h or 2d, at most 7d");
  }

  private static Rule rule(Alerts alerts, String key) {
    return alerts
        .rules()
        .find(key)
        .orElseThrow(() ->
            new Stopped(
                ExitCode.USAGE,
                "no rule has the key "
                    + key
                    + "; there are "
                    + String.join(", ", alerts.rules().all().stream().map(Rule::key).toList())));
  }

  private void print(Alerts.Item one) {
    String state = one.rule().off() ? "off" : one.state();
    context.terminal().print("%-22s %-11s %s".formatted(one.rule().key(), state, one.because()));
  }

  private static Map<String, Object> view(Alerts.Item one) {
    Rule rule = one.rule();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("key", rule.key());
    view.put("metric", rule.metric().id());
    view.put("unit", rule.metric().unit().word());
    view.put("state", one.state());
    var standing = one.standing();
    if (standing != null) {
      putIfThere(view, "value", standing.value());
      putIfThere(view, "since", standing.since());
      putIfThere(view, "replica", standing.replica());
    }
    view.put("threshold", rule.threshold());
    view.put("clear", rule.clear());
    view.put("above", rule.above());
    view.put("forSeconds", rule.lasts().toSeconds());
    view.put("clearForSeconds", rule.clearLasts().toSeconds());
    view.put("severity", rule.severity());
    putIfThere(view, "pendingSeconds", one.pendingSeconds());
    view.put("because", one.because());
    view.put("runbook", rule.key());
    view.put("source", rule.source());
    view.put("off", rule.off());
    putIfThere(view, "silence", one.silence());
    putIfThere(view, "inhibitedBy", one.inhibitedBy());
    view.put("episodesLastHour", one.lastHour());
    return view;
  }

  private static void putIfThere(Map<String, Object> view, String name, @Nullable Object value) {
    if (value != null) {
      view.put(name, value);
    }
  }

  private int with(ToIntFunction<Alerts> work) {
    return AlertDesk.with(context, desk -> work.applyAsInt(desk.alerts()));
  }
}
