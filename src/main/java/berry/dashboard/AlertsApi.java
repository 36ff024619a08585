package berry.dashboard;

import static berry.dashboard.RoleRoutes.delete;
import static berry.dashboard.RoleRoutes.get;
import static berry.dashboard.RoleRoutes.post;

import berry.access.Audit;
import berry.access.Sessions;
import berry.alerts.Alerts;
import berry.alerts.Rule;
import berry.alerts.Silence;
import berry.alerts.Silences;
import berry.alerts.Standing;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Alert rules: where each stands, a test of its message, and silences.
public final class AlertsApi {

  /// A window may be planned this far ahead.
  private static final Duration AHEAD = Duration.ofDays(90);

  private final RoleRoutes roles;
  private final Alerts alerts;
  private final Audit audit;

  public AlertsApi(RoleRoutes roles, Alerts alerts, Audit audit) {
    this.roles = roles;
    this.alerts = alerts;
    this.audit = audit;
  }

  /// All rules.
  ///
  /// @param windows silences of all rules that run, or are to come
  public record Everything(List<Item> items, List<Window> windows) {}

  /// One rule.
  ///
  /// @param unit of value, threshold and clear: share, seconds, bytes, perMinute or count
  /// @param state ok, pending, firing, recovering, silenced, no_data or error
  /// @param above whether more than the threshold is bad, or less
  /// @param pendingSeconds how long it has been over the threshold, while that is not long enough
  /// @param replica whose value it is; absent: of all
  /// @param source default, berry.yaml or railway.toml
  public record Item(
      String key,
      String metric,
      String unit,
      String state,
      @Nullable Double value,
      double threshold,
      double clear,
      boolean above,
      long forSeconds,
      long clearForSeconds,
      int severity,
      @Nullable Instant since,
      @Nullable Double pendingSeconds,
      String because,
      String runbook,
      @Nullable String replica,
      String source,
      boolean off,
      @Nullable Quiet silence,
      @Nullable String inhibitedBy,
      int episodesLastHour) {}

  public record Quiet(long id, Instant until, String by, String reason) {}

  public record Window(long id, Instant startsAt, Instant until, String by, String reason) {}

  public record SilenceBody(@Nullable Instant until, @Nullable String reason) {}

  public record WindowBody(
      @Nullable Instant startsAt, @Nullable Instant until, @Nullable String reason) {}

  public record Sent(int sentTo) {}

  public List<Route> routes() {
    return List.of(
        roles
            .operator(get("/api/alerts", this::all))
            .summary("All alert rules and where each stands")
            .gives(200, Everything.class),
        roles
            .operator(post("/api/alerts/{key}/test", this::test))
            .summary("Send a rule's message to the owner, marked as a test; once a minute")
            .gives(202, Sent.class),
        roles
            .operator(post("/api/alerts/{key}/silence", this::silence))
            .summary("Say nothing of a rule until then, at most 7 days")
            .takes(SilenceBody.class)
            .gives(204),
        roles
            .operator(delete("/api/alerts/{key}/silence", this::endSilence))
            .summary("End a rule's silence")
            .gives(204),
        roles
            .operator(post("/api/alerts/windows", this::addWindow))
            .summary("Say nothing of any rule during maintenance, at most 7 days")
            .takes(WindowBody.class)
            .gives(201, Window.class),
        roles
            .operator(delete("/api/alerts/windows/{id}", this::endWindow))
            .summary("End a maintenance window")
            .gives(204));
  }

  private void all(Exchange exchange, Sessions.Caller caller) {
    exchange.json(
        new Everything(
            alerts.all().stream().map(AlertsApi::item).toList(),
            alerts.windows().stream().map(AlertsApi::window).toList()));
  }

  private void test(Exchange exchange, Sessions.Caller caller) {
    Rule rule = rule(exchange);
    switch (alerts.test(rule)) {
      case Alerts.Tested.Sent sent -> {
        audit.record(caller.personId(), "alert.tested", rule.key(), Map.of());
        exchange.status(202).json(new Sent(sent.to()));
      }
      case Alerts.Tested.Nobody nobody -> throw Problem.conflict(nobody.why());
      case Alerts.Tested.TooSoon soon -> throw Problem.tooMany(soon.pause());
    }
  }

  private void silence(Exchange exchange, Sessions.Caller caller) {
    Rule rule = rule(exchange);
    SilenceBody body = exchange.json(SilenceBody.class);
    Instant now = alerts.clock().instant();
    Instant until = until(body.until(), now, now);
    String reason = reason(body.reason());
    alerts.silences().silence(rule.key(), now, until, reason, author(caller));
    exchange.status(204);
  }

  private void endSilence(Exchange exchange, Sessions.Caller caller) {
    Rule rule = rule(exchange);
    if (!alerts.silences().end(rule.key(), alerts.clock().instant(), author(caller))) {
      throw Problem.notFound("this rule is not silenced");
    }
    exchange.status(204);
  }

  private void addWindow(Exchange exchange, Sessions.Caller caller) {
    WindowBody body = exchange.json(WindowBody.class);
    Instant now = alerts.clock().instant();
    Instant from = body.startsAt() == null ? now : body.startsAt();
    if (from.isAfter(now.plus(AHEAD))) {
      throw Problem.unprocessable("'startsAt' is at most 90 days ahead");
    }
    Instant until = until(body.until(), from, now);
    String reason = reason(body.reason());
    Silence made = alerts.silences().window(from, until, reason, author(caller));
    exchange.status(201).json(window(made));
  }

  private void endWindow(Exchange exchange, Sessions.Caller caller) {
    String id = exchange.parameter("id");
    boolean ended =
        id.matches("[0-9]{1,18}")
            && alerts
                .silences()
                .endWindow(Long.parseLong(id), alerts.clock().instant(), author(caller));
    if (!ended) {
      throw Problem.notFound("there is no such window, or none any more");
    }
    exchange.status(204);
  }

  private Rule rule(Exchange exchange) {
    return alerts
        .rules()
        .find(exchange.parameter("key"))
        .orElseThrow(() -> Problem.notFound("there is no rule of that key"));
  }

  private static Instant until(@Nullable Instant until, Instant from, Instant now) {
    if (until == null
        || !until.isAfter(now)
        || !until.isAfter(from)
        || until.isAfter(from.plus(Silences.LONGEST))) {
      throw Problem.unprocessable("'until' is a time to come, at most 7 days from the beginning");
    }
    return until;
  }

  private static String reason(@Nullable String reason) {
    return Silences.reason(reason)
        .orElseThrow(() -> Problem.unprocessable("'reason' has 1 to 200 characters"));
  }

  private static Silences.Author author(Sessions.Caller caller) {
    return new Silences.Author(caller.personId(), BackupViews.name(caller));
  }

  private static Item item(Alerts.Item one) {
    Rule rule = one.rule();
    Standing standing = one.standing();
    Silence silence = one.silence();
    return new Item(
        rule.key(),
        rule.metric().id(),
        rule.metric().unit().word(),
        one.state(),
        standing == null ? null : standing.value(),
        rule.threshold(),
        rule.clear(),
        rule.above(),
        rule.lasts().toSeconds(),
        rule.clearLasts().toSeconds(),
        rule.severity(),
        standing == null ? null : standing.since(),
        one.pendingSeconds(),
        one.because(),
        rule.key(),
        standing == null ? null : standing.replica(),
        rule.source(),
        rule.off(),
        silence == null
            ? null
            : new Quiet(silence.id(), silence.until(), silence.author(), silence.reason()),
        one.inhibitedBy(),
        one.lastHour());
  }

  private static Window window(Silence one) {
    return new Window(one.id(), one.startsAt(), one.until(), one.author(), one.reason());
  }
}
