package berry.dashboard;

import static berry.dashboard.RoleRoutes.get;
import static berry.dashboard.RoleRoutes.patch;
import static berry.dashboard.RoleRoutes.post;

import berry.access.Sessions;
import berry.escalation.Actor;
import berry.escalation.Done;
import berry.escalation.IncidentExport;
import berry.escalation.IncidentViews;
import berry.escalation.Incidents;
import berry.escalation.Restart;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Incidents over HTTP: which there are, what happened, and what somebody does about one.
public final class IncidentsApi {

  private static final int PAGE = 50;
  private static final Pattern STEP = Pattern.compile("[a-z]{1,20}-[0-9]{1,3}");

  private final RoleRoutes roles;
  private final Incidents incidents;
  private final IncidentViews views;
  private final Restart restart;
  private final IncidentExport export;

  public IncidentsApi(
      RoleRoutes roles,
      Incidents incidents,
      IncidentViews views,
      Restart restart,
      IncidentExport export) {
    this.roles = roles;
    this.incidents = incidents;
    this.views = views;
    this.restart = restart;
    this.export = export;
  }

  public record NoteBody(@Nullable String text) {}

  public record CloseBody(@Nullable String resolution) {}

  /// @param step such as `diagnosis-1`
  public record CheckBody(@Nullable String step, @Nullable Boolean done) {}

  public record ChangeBody(@Nullable Integer severity) {}

  /// @param ended connections of workers that begin anew
  /// @param findings what is still wrong
  public record Restarted(int ended, boolean well, List<SystemApi.Check> findings) {}

  public List<Route> routes() {
    return List.of(
        roles
            .operator(get("/api/incidents", this::list))
            .summary("Incidents, the newest first, and how quick people are")
            .query("state", "open leaves out closed ones; all is usual")
            .query("next", "of the page before")
            .gives(200, IncidentViews.Page.class),
        roles
            .operator(get("/api/incidents/{id}", this::one))
            .summary("One incident: its alerts, timeline and ladder")
            .gives(200, IncidentViews.Whole.class),
        roles
            .operator(patch("/api/incidents/{id}", this::change))
            .summary("Judge an incident's severity anew")
            .takes(ChangeBody.class)
            .gives(204),
        roles
            .operator(post("/api/incidents/{id}/ack", this::acknowledge))
            .summary("Look after an incident: nobody else is called")
            .gives(204),
        roles
            .operator(post("/api/incidents/{id}/mitigate", this::mitigate))
            .summary("Say that people are no longer affected")
            .gives(204),
        roles
            .operator(post("/api/incidents/{id}/escalate", this::escalate))
            .summary("Call the next people now")
            .gives(204),
        roles
            .operator(post("/api/incidents/{id}/notes", this::note))
            .summary("Add a note to an incident's timeline")
            .takes(NoteBody.class)
            .gives(204),
        roles
            .operator(post("/api/incidents/{id}/checklist", this::check))
            .summary("Tick a step of the runbook, or take the tick back")
            .takes(CheckBody.class)
            .gives(204),
        roles
            .operator(post("/api/incidents/{id}/close", this::close))
            .summary("Close an incident; severity 1 and 2 want a resolution")
            .takes(CloseBody.class)
            .gives(204),
        roles
            .operator(post("/api/incidents/{id}/restart", this::restart))
            .summary("Let all workers begin anew, and check")
            .gives(202, Restarted.class),
        roles
            .operator(get("/api/incidents/{id}/export", this::export))
            .summary("An incident as Markdown, with its times")
            .query("language", "ru or en")
            .gives(200));
  }

  private void list(Exchange exchange, Sessions.Caller caller) {
    String wanted = exchange.query("state");
    String state = wanted == null ? "all" : wanted;
    if (!state.equals("all") && !state.equals("open")) {
      throw Problem.badRequest("'state' is open or all");
    }
    String given = exchange.query("next");
    String next = given == null ? "" : given;
    if (!next.isEmpty() && !next.matches("[0-9]{1,18}")) {
      throw Problem.badRequest("'next' is what the page before gave");
    }
    Incidents.Page page =
        incidents.page(
            next.isEmpty() ? null : (Long) Long.parseLong(next), state.equals("all"), PAGE);
    exchange.json(views.page(page, incidents.figures()));
  }

  private void one(Exchange exchange, Sessions.Caller caller) {
    exchange.json(views.whole(details(exchange), caller.role()));
  }

  private void change(Exchange exchange, Sessions.Caller caller) {
    Integer severity = exchange.json(ChangeBody.class).severity();
    if (severity == null || severity < 1 || severity > 3) {
      throw Problem.unprocessable("'severity' is 1 (worst), 2 or 3");
    }
    said(exchange, incidents.severity(id(exchange), actor(caller), severity));
  }

  private void acknowledge(Exchange exchange, Sessions.Caller caller) {
    said(exchange, incidents.acknowledge(id(exchange), actor(caller)));
  }

  private void mitigate(Exchange exchange, Sessions.Caller caller) {
    said(exchange, incidents.mitigate(id(exchange), actor(caller)));
  }

  private void escalate(Exchange exchange, Sessions.Caller caller) {
    Done done = incidents.escalate(id(exchange), actor(caller));
    if (done instanceof Done.Refused refused && refused.why() == Done.Why.SAME) {
      throw Problem.conflict("everybody has been called already; the reminders go on");
    }
    said(exchange, done);
  }

  private void note(Exchange exchange, Sessions.Caller caller) {
    String text = text(exchange.json(NoteBody.class).text(), "text");
    said(exchange, incidents.add(id(exchange), actor(caller), "note", Map.of("text", text)));
  }

  private void check(Exchange exchange, Sessions.Caller caller) {
    CheckBody body = exchange.json(CheckBody.class);
    String step = body.step();
    Boolean ticked = body.done();
    if (step == null || !STEP.matcher(step).matches() || ticked == null) {
      throw Problem.unprocessable(
          "'step' is one of the runbook, such as diagnosis-1; 'done' is true or false");
    }
    said(
        exchange,
        incidents.add(
            id(exchange), actor(caller), "checked", Map.of("step", step, "done", ticked)));
  }

  private void close(Exchange exchange, Sessions.Caller caller) {
    String given = exchange.json(CloseBody.class).resolution();
    String words = given == null || given.isBlank() ? null : text(given, "resolution");
    said(exchange, incidents.close(id(exchange), actor(caller), words));
  }

  private void restart(Exchange exchange, Sessions.Caller caller) {
    long id = details(exchange).item().incident().id();
    try {
      Restart.Outcome outcome = restart.run(id, actor(caller));
      if (!outcome.failure().isEmpty()) {
        throw Problem.conflict("the restart failed: " + outcome.failure());
      }
      List<SystemApi.Check> findings =
          outcome.findings().stream()
              .map(one -> new SystemApi.Check(one.check(), "fail", one.why(), one.fix()))
              .toList();
      exchange.status(202).json(new Restarted(outcome.ended(), outcome.well(), findings));
    } catch (IllegalStateException busy) {
      throw Problem.conflict(String.valueOf(busy.getMessage()));
    }
  }

  private void export(Exchange exchange, Sessions.Caller caller) {
    Incidents.Details found = details(exchange);
    String language = "ru".equals(exchange.query("language")) ? "ru" : "en";
    exchange
        .header(
            "Content-Disposition",
            "attachment; filename=\"incident-" + found.item().incident().id() + ".md\"")
        .bytes(
            "text/markdown; charset=utf-8",
            export.markdown(found, language).getBytes(StandardCharsets.UTF_8));
  }

  private Incidents.Details details(Exchange exchange) {
    return incidents.find(id(exchange)).orElseThrow(IncidentsApi::missing);
  }

  private static long id(Exchange exchange) {
    String id = exchange.parameter("id");
    if (!id.matches("[0-9]{1,18}")) {
      throw missing();
    }
    return Long.parseLong(id);
  }

  private static Problem missing() {
    return Problem.notFound("there is no incident of that number");
  }

  private static void said(Exchange exchange, Done done) {
    switch (done) {
      case Done.Ok ok -> exchange.status(204);
      case Done.Missing none -> throw missing();
      case Done.Refused no -> {
        switch (no.why()) {
          case SAME -> exchange.status(204);
          case OVER ->
              throw Problem.conflict(
                  "incident " + no.incident().id() + " is already " + no.incident().state().word());
          case TAKEN ->
              throw Problem.conflict(
                  (no.owner() == null ? "somebody else" : no.owner()) + " was first and is on it");
          case WORDS ->
              throw Problem.unprocessable(
                  "'resolution' is wanted for severity 1 and 2: what happened and how it was solved");
        }
      }
    }
  }

  private static String text(@Nullable String given, String name) {
    String text = given == null ? "" : given.replace("\u0000", "").strip();
    if (text.isEmpty() || text.codePointCount(0, text.length()) > Incidents.LONGEST_NOTE) {
      throw Problem.unprocessable(
          "'" + name + "' has 1 to " + Incidents.LONGEST_NOTE + " characters");
    }
    return text;
  }

  private static Actor actor(Sessions.Caller caller) {
    return Actor.screen(caller.personId());
  }
}
