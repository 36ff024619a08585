package berry.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/// What this process counts and times, for `GET /metrics`.
///
/// Names are written with dots (`berry.intake.batch`) and shown as Prometheus wants them
/// (`berry_intake_batch_seconds`). Tags come in pairs, name then value, and take only values from a
/// short list: a route's pattern, never an address; never anything a person wrote.
public final class Metrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RequestSensor sensed = new RequestSensor();
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  /// To find a timer by its tags costs more than to use it.
  private final Map<Asked, Timer> requests = new ConcurrentHashMap<>();

  /// What tells one timer of requests from another.
  private record Asked(String method, String route, int status) {}

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    garbage.bindTo(registry);
  }

  /// Counts `more` of something.
  public void count(String name, long more, String... tags) {
    Counter.builder(name).tags(tags).register(registry).increment((double) more);
  }

  /// Counts one and how long it took: total, maximum, and the 50th, 95th and 99th percentile.
  public void time(String name, Duration took, String... tags) {
    timer(name, tags).record(took);
  }

  private Timer timer(String name, String... tags) {
    return Timer.builder(name).tags(tags).publishPercentiles(0.5, 0.95, 0.99).register(registry);
  }

  /// Notes the size of something that happened.
  public void size(String name, long size, String... tags) {
    DistributionSummary.builder(name).tags(tags).register(registry).record((double) size);
  }

  /// A figure that is asked for at each reading; `value` must neither block nor throw.
  public void gauge(String name, DoubleSupplier value, String... tags) {
    Gauge.builder(name, value::getAsDouble).tags(tags).strongReference(true).register(registry);
  }

  /// An answered HTTP request.
  ///
  /// @param route the pattern, such as `/api/me/messages/{id}`
  public void http(String method, String route, int status, Duration took) {
    sensed.answered(route, status, took);
    requests
        .computeIfAbsent(
            new Asked(method, route, status),
            one ->
                timer(
                    "berry.http",
                    "method",
                    one.method(),
                    "route",
                    one.route(),
                    "status",
                    Integer.toString(one.status())))
        .record(took);
  }

  /// Something was done for somebody beside a request, such as an answer in a chat, or failed by
  /// our own fault.
  public void handled(boolean well) {
    sensed.handled(well);
  }

  /// What the last minute's requests were like.
  public Sensor requests() {
    return sensed;
  }

  /// Everything, in Prometheus' text format.
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }
}
