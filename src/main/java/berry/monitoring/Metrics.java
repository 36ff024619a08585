package berry.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

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

  private final Set<String> live = ConcurrentHashMap.newKeySet();

  /// What tells one timer of requests from another.
  private record Asked(String method, String route, int status) {}

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    garbage.bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /// Counts `more` of something.
  public void count(String name, long more, String... tags) {
    Counter.builder(name)
        .description(MetricTexts.of(name))
        .tags(tags)
        .register(registry)
        .increment((double) more);
  }

  /// Counts one and how long it took: total, maximum, and the 50th, 95th and 99th percentile.
  public void time(String name, Duration took, String... tags) {
    timer(name, tags).record(took);
  }

  private Timer timer(String name, String... tags) {
    return Timer.builder(name)
        .description(MetricTexts.of(name))
        .tags(tags)
        .publishPercentiles(0.5, 0.95, 0.99)
        .register(registry);
  }

  /// Notes the size of something that happened.
  public void size(String name, long size, String... tags) {
    DistributionSummary.builder(name)
        .description(MetricTexts.of(name))
        .tags(tags)
        .register(registry)
        .record((double) size);
  }

  /// A figure that is asked for at each reading; `value` must neither block nor throw.
  public void gauge(String name, DoubleSupplier value, String... tags) {
    Gauge.builder(name, value::getAsDouble)
        .description(MetricTexts.of(name))
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  /// Figures that come and go, which a [#gauge] can't: that one shows `NaN` where there is nothing.
  ///
  /// @param name as Prometheus wants it, with its unit: `berry_cpu_used_ratio`
  /// @param help a sentence for whoever reads the page
  /// @param now asked at each reading; must neither block nor throw; nothing is shown of an empty
  ///   list
  public void gauges(String name, String help, Supplier<List<Sample>> now) {
    if (!live.add(name)) {
      // Prometheus would refuse the whole page for a value that it finds twice.
      throw new IllegalArgumentException(name + " is shown already");
    }
    registry.getPrometheusRegistry().register(new LiveGauge(name, help, now));
  }

  /// One value of a gauge.
  ///
  /// @param tags in pairs, name then value
  public record Sample(double value, List<String> tags) {

    public static Sample of(double value, String... tags) {
      return new Sample(value, List.of(tags));
    }
  }

  /// What never changes while the process runs, such as its version: `name_info{…} 1`.
  public void info(String name, String help, String... tags) {
    InfoSnapshot info =
        InfoSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder().labels(Labels.of(tags)).build())
            .build();
    registry.getPrometheusRegistry().register(() -> info);
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
