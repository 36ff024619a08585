package berry.monitoring;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.function.Supplier;

/// A gauge whose values are there or not, asked for at each reading of the page.
///
/// @param name as Prometheus wants it
record LiveGauge(String name, String help, Supplier<List<Metrics.Sample>> now)
    implements Collector {

  @Override
  public GaugeSnapshot collect() {
    GaugeSnapshot.Builder all = GaugeSnapshot.builder().name(name).help(help);
    for (Metrics.Sample one : now.get()) {
      all.dataPoint(
          GaugeDataPointSnapshot.builder()
              .value(one.value())
              .labels(Labels.of(one.tags().toArray(String[]::new)))
              .build());
    }
    return all.build();
  }
}
