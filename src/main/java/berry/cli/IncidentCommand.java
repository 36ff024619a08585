package berry.cli;

import berry.access.Role;
import berry.alerts.Alerts;
import berry.escalation.Actor;
import berry.escalation.Incident;
import berry.escalation.IncidentExport;
import berry.escalation.IncidentViews;
import berry.escalation.Incidents;
import berry.escalation.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "incident",
    header = {
      "Shows incidents, adds notes to them and closes them.",
      "",
      "Examples:",
      "  berry incident list         what goes on, or is over and wants words",
      "  berry incident list --all --json",
      "  berry incident show 12",
      "  berry incident show 12 --markdown --language ru > incident-12.md",
      "  berry incident note 12 \"moved the old logs away\"",
      "  berry incident close 12 --resolution \"logs had filled the disk; they are packed now\"",
      ""
    },
    description = {
      "",
      "An incident is one or more alerts that people look after as one; berry alerts ack takes one",
      "on. The running Berry calls people; this reads and writes its database.",
      ""
    },
    synopsisSubcommandLabel = "(list | show | note | close)")
final class IncidentCommand {

  private static final int PAGE = 50;

  private final Context context;

  IncidentCommand(Context context) {
    this.context = context;
  }

  @Command(name = "list", description = "Those that are not closed, the newest first.")
  int list(
      @Option(names = "--all", description = "Closed ones, too.") boolean all,
      @Option(
              names = "--next",
              paramLabel = "ID",
              description = "Goes on where the page before ended.")
          @Nullable Long next,
      @Option(names = "--json", description = "For programs, as GET /api/incidents answers.")
          boolean json) {
    return AlertDesk.with(
        context,
        desk -> {
          Incidents incidents = desk.incidents();
          Incidents.Page page = incidents.page(next, all, PAGE);
          Incidents.Figures figures = incidents.figures();
          Terminal terminal = context.terminal();
          if (json) {
            terminal.json(new IncidentViews(incidents).page(page, figures));
            return ExitCode.OK;
          }
          if (page.items().isEmpty()) {
            terminal.print(all ? "There has been no incident." : "No incident is open.");
          }
          page.items().forEach(one -> terminal.print(line(one)));
          if (page.next() != null) {
            terminal.print("There are older ones: --next " + page.next());
          }
          means(figures);
          return ExitCode.OK;
        });
  }

  @Command(name = "show", description = "Its alerts, its timeline, and who was called.")
  int show(
      @Parameters(paramLabel = "ID", description = "As list names it.") long id,
      @Option(names = "--json", description = "For programs, as GET /api/incidents/ID answers.")
          boolean json,
      @Option(names = "--markdown", description = "As a document, with its times.")
          boolean markdown,
      @Option(
              names = "--language",
              paramLabel = "en|ru",
              description = "Of the document.",
              defaultValue = "en")
          String language) {
    if (json && markdown) {
      throw new Stopped(ExitCode.USAGE, "--json or --markdown, not both");
    }
    if (!language.equals("en") && !language.equals("ru")) {
      throw new Stopped(ExitCode.USAGE, "--language is en or ru");
    }
    return AlertDesk.with(
        context,
        desk -> {
          Incidents incidents = desk.incidents();
          Incidents.Details found =
              incidents.find(id).orElseThrow(() -> IncidentVerdict.missing(id));
          if (json) {
            context.terminal().json(new IncidentViews(incidents).whole(found, Role.OWNER));
          } else if (markdown) {
            context
                .terminal()
                .print(new IncidentExport(desk.alerts()).markdown(found, language).stripTrailing());
          } else {
            print(found, desk.alerts());
          }
          return ExitCode.OK;
        });
  }

  @Command(name = "note", description = "Adds a line to its timeline, closed or not.")
  int note(
      @Parameters(paramLabel = "ID", description = "As list names it.") long id,
      @Parameters(paramLabel = "TEXT", description = "1 to 2000 characters.") String text) {
    String words = words(text, "a note");
    return AlertDesk.with(
        context,
        desk ->
            IncidentVerdict.of(
                context.terminal(),
                id,
                desk.incidents().add(id, Actor.COMMAND, "note", Map.of("text", words)),
                "Noted in incident " + id + "."));
  }

  @Command(
      name = "close",
      description = "Ends it. An alert of it that still fires calls nobody any more.")
  int close(
      @Parameters(paramLabel = "ID", description = "As list names it.") long id,
      @Option(
              names = "--resolution",
              paramLabel = "TEXT",
              description = "What happened and how it was solved; severity 3 needs none.")
          @Nullable String resolution) {
    String words =
        resolution == null || resolution.isBlank() ? null : words(resolution, "a resolution");
    return AlertDesk.with(
        context,
        desk ->
            IncidentVerdict.of(
                context.terminal(),
                id,
                desk.incidents().close(id, Actor.COMMAND, words),
                "Incident " + id + " is closed."));
  }

  private static String words(String given, String what) {
    String text = given.strip();
    if (text.isEmpty() || text.codePointCount(0, text.length()) > Incidents.LONGEST_NOTE) {
      throw new Stopped(
          ExitCode.USAGE, what + " has 1 to " + Incidents.LONGEST_NOTE + " characters");
    }
    return text;
  }

  /// One of a list.
  static String line(Incidents.Item one) {
    Incident incident = one.incident();
    String state = incident.needsResolution() ? "wants words" : incident.state().word();
    return "%-6d severity %d  %-12s  since %s  %s%s"
        .formatted(
            incident.id(),
            incident.severity(),
            state,
            seconds(incident.openedAt()),
            String.join(", ", one.keys()),
            one.owner() == null ? "" : "  (" + one.owner() + ")");
  }

  private void means(Incidents.Figures figures) {
    Double acknowledged = figures.toAcknowledge();
    Double resolved = figures.toResolve();
    if (acknowledged != null) {
      context.terminal().print("mean time to acknowledge, 90 days: " + length(acknowledged));
    }
    if (resolved != null) {
      context.terminal().print("mean time to resolve, 90 days:     " + length(resolved));
    }
  }

  private void print(Incidents.Details found, Alerts alerts) {
    Incident incident = found.item().incident();
    Terminal terminal = context.terminal();
    terminal.print("Incident " + incident.id() + ": " + alerts.title(incident.cause(), "en"));
    row("severity", Integer.toString(incident.severity()));
    row("state", incident.state().word());
    row("opened", seconds(incident.openedAt()));
    row("looked after by", found.item().owner());
    row("acknowledged after", incident.toAcknowledge().map(IncidentCommand::length).orElse(null));
    row("resolved after", incident.toResolve().map(IncidentCommand::length).orElse(null));
    row("alerts", String.join(", ", found.item().keys()));
    row("still firing", Integer.toString(found.item().firing()));
    Timer next = found.next();
    row("next call", next == null ? null : seconds(next.dueAt()));
    row("resolution", incident.needsResolution() ? "not written yet" : incident.resolution());
    terminal.print("");
    List<String> lines =
        found.timeline().stream()
            .map(line ->
                seconds(line.at()) + "  " + IncidentExport.plain(line, "en", ZoneOffset.UTC))
            .toList();
    lines.forEach(terminal::print);
  }

  private void row(String name, @Nullable String value) {
    if (value != null) {
      context.terminal().print("  %-20s%s".formatted(name, value));
    }
  }

  private static String length(double seconds) {
    return length(Duration.ofSeconds(Math.round(seconds)));
  }

  private static String length(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? time.toMinutes() + " min" : time.toHours() + " h";
  }

  private static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
