package berry.dashboard;

import static berry.dashboard.RoleRoutes.anyone;
import static berry.http.Route.get;

import berry.database.Database;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import berry.monitoring.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What machines ask: is the process alive, is it ready, what does it measure.
public final class Probes {

  private final Readiness readiness;
  private final BooleanSupplier draining;
  private final Metrics metrics;
  private final @Nullable String metricsToken;
  private final String version;

  public Probes(
      Database database,
      BooleanSupplier draining,
      Metrics metrics,
      @Nullable String metricsToken,
      String version) {
    this(new DatabaseReadiness(database), draining, metrics, metricsToken, version);
  }

  /// @param draining whether the server is about to end: it is not ready any more
  /// @param metricsToken who bears it may read the metrics from anywhere; null: this machine only
  public Probes(
      Readiness readiness,
      BooleanSupplier draining,
      Metrics metrics,
      @Nullable String metricsToken,
      String version) {
    this.readiness = readiness;
    this.draining = draining;
    this.metrics = metrics;
    this.metricsToken = metricsToken;
    this.version = version;
  }

  /// @param status `ok` or `down`
  /// @param reason why it is down
  /// @param intake null while it is down, before anybody received, and without a database
  public record Health(
      String status, String version, @Nullable String reason, @Nullable Intake intake) {}

  /// How updates come. A Berry whose Telegram is away is ready all the same: another replica could
  /// do no better.
  ///
  /// @param mode `polling` or `webhook`
  /// @param lastGood when updates were last known to come; null before the first
  /// @param trouble why they don't come, a word; null when they do
  public record Intake(String mode, @Nullable Instant lastGood, @Nullable String trouble) {}

  /// What is asked, for a process with or without a database.
  public List<Route> routes() {
    return List.of(
        anyone(get("/livez", this::alive))
            .probe()
            .summary("Whether the process works")
            .gives(200, Health.class),
        anyone(get("/readyz", this::ready))
            .probe()
            .summary("Whether database and schema are usable")
            .gives(200, Health.class)
            .gives(503, Health.class),
        anyone(get("/health", this::ready))
            .probe()
            .summary("The same as /readyz")
            .gives(200, Health.class)
            .gives(503, Health.class),
        anyone(get("/metrics", this::metrics))
            .probe()
            .summary("Prometheus text, for this machine or with METRICS_TOKEN")
            .gives(200));
  }

  private void alive(Exchange exchange) throws IOException {
    exchange.json(new Health("ok", version, null, null));
  }

  private void ready(Exchange exchange) throws IOException, InterruptedException {
    Optional<String> trouble =
        draining.getAsBoolean() ? Optional.of("shutting down") : readiness.trouble();
    exchange
        .status(trouble.isPresent() ? 503 : 200)
        .json(
            trouble.isPresent()
                ? new Health("down", version, trouble.get(), null)
                : new Health("ok", version, null, readiness.intake().orElse(null)));
  }

  private void metrics(Exchange exchange) {
    if (!exchange.thisMachine() && !authorized(exchange.bearer())) {
      throw Problem.unauthorized("metrics are for this machine, or with METRICS_TOKEN as bearer");
    }
    exchange.bytes(
        "text/plain; version=0.0.4; charset=utf-8",
        metrics.scrape().getBytes(StandardCharsets.UTF_8));
  }

  private boolean authorized(@Nullable String given) {
    return given != null
        && metricsToken != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), metricsToken.getBytes(StandardCharsets.UTF_8));
  }
}
