package berry.dashboard;

import static berry.dashboard.RoleRoutes.get;

import berry.access.Sessions;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import berry.monitoring.Health;
import berry.monitoring.Metric;
import berry.monitoring.MetricsView;
import berry.monitoring.Monitoring;
import berry.monitoring.Series;
import berry.monitoring.Span;
import berry.monitoring.Statements;
import berry.monitoring.Uptime;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// How Berry and its box are, now and over time, for the team.
public final class MonitoringApi {

  private static final int MOST = 12;
  private static final String EACH = "*";

  private final RoleRoutes roles;
  private final Monitoring monitoring;
  private final List<MetricsView.Marks> marks;
  private final BooleanSupplier watched;

  /// @param marks what explains the bends of a line; may grow until the start is over
  /// @param watched whether somebody outside notices when all of Berry is gone
  public MonitoringApi(
      RoleRoutes roles,
      Monitoring monitoring,
      List<MetricsView.Marks> marks,
      BooleanSupplier watched) {
    this.roles = roles;
    this.monitoring = monitoring;
    this.marks = marks;
    this.watched = watched;
  }

  /// @param role `all`, `bot` or `dashboard`
  /// @param self whether it is the one that answers
  public record Replica(
      String name,
      String role,
      String version,
      @Nullable String commit,
      boolean leader,
      Instant startedAt,
      Instant heartbeatAt,
      boolean silent,
      boolean self) {}

  /// @param outside whether somebody outside notices when all of Berry is gone
  public record Answer(
      String state,
      Instant since,
      List<Health.Component> components,
      List<Uptime.Range> uptime,
      boolean outside,
      List<Replica> replicas) {}

  public List<Route> routes() {
    return List.of(
        roles
            .operator(get("/api/system/health", this::health))
            .summary("How Berry is, by its parts, with its uptime and its replicas")
            .gives(200, Answer.class),
        roles
            .operator(get("/api/system/metrics", this::metrics))
            .summary("Figures over time, with what explains them")
            .query("names", "1 to 12 metrics, as cpu.used,memory.used")
            .query("range", "1h, 6h, 24h (usual), 7d or 30d")
            .query("replica", "a name, or * for a line of each; nothing for all together")
            .gives(200, MetricsView.class),
        roles
            .admin(get("/api/system/statements", this::statements))
            .summary("The slowest statements of the database, and the size of its log")
            .gives(200, Statements.Answer.class));
  }

  private void health(Exchange exchange, Sessions.Caller caller) throws IOException {
    Health health = monitoring.health();
    List<Replica> replicas =
        monitoring.replicas().all().stream()
            .filter(one -> one.expected())
            .map(one ->
                new Replica(
                    one.name(),
                    one.role(),
                    one.version(),
                    one.commit(),
                    one.leader(),
                    one.startedAt(),
                    one.heartbeatAt(),
                    one.silent(),
                    one.name().equals(monitoring.name())))
            .toList();
    exchange.json(
        new Answer(
            health.state(),
            health.since(),
            health.components(),
            monitoring.uptime(),
            watched.getAsBoolean(),
            replicas));
  }

  private void metrics(Exchange exchange, Sessions.Caller caller) throws IOException {
    List<Metric> names = names(exchange.query("names"));
    Span span = QueryParameters.oneOf(exchange, "range", Span.DAY, Span::of);
    String asked = exchange.query("replica");
    if (asked != null && asked.indexOf('\0') >= 0) {
      throw Problem.badRequest("the parameter 'replica' is no name of a replica");
    }
    boolean each = EACH.equals(asked);
    String one = each || asked == null || asked.isEmpty() ? null : asked;
    Series.Chart chart = monitoring.chart(span, names, one, each);
    exchange.json(
        MetricsView.of(
            chart, MetricsView.marks(marks, chart.from(), chart.to()), monitoring.replicas(span)));
  }

  private void statements(Exchange exchange, Sessions.Caller caller) throws IOException {
    exchange.json(monitoring.statements().now());
  }

  private static List<Metric> names(@Nullable String given) {
    List<Metric> found = new ArrayList<>();
    for (String name : given == null ? new String[0] : given.split(",", MOST + 2)) {
      Metric metric =
          Metric.named(name.strip())
              .orElseThrow(() ->
                  Problem.badRequest(
                      "the parameter 'names' holds '" + shown(name) + "', which is no metric"));
      if (!found.contains(metric)) {
        found.add(metric);
      }
    }
    if (found.isEmpty() || found.size() > MOST) {
      throw Problem.badRequest("the parameter 'names' must hold 1 to " + MOST + " metrics");
    }
    return found;
  }

  private static String shown(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }
}
