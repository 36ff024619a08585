package berry.monitoring;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// All metrics at one moment. What could not be had is absent, which is neither zero nor healthy.
/// Belongs to the thread that fills it, until [Sampler] hands it on.
public final class Readings {

  private final Instant at;
  private final float[] values;

  public Readings(Instant at) {
    this(at, new float[Metric.values().length]);
    Arrays.fill(values, Float.NaN);
  }

  private Readings(Instant at, float[] values) {
    this.at = at;
    this.values = values;
  }

  /// As they were stored; of metrics that did not exist then there is nothing.
  static Readings stored(Instant at, @Nullable Float[] stored) {
    Readings readings = new Readings(at);
    for (int n = 0; n < Math.min(stored.length, readings.values.length); n++) {
      readings.values[n] = stored[n] == null ? Float.NaN : stored[n];
    }
    return readings;
  }

  /// Those of several replicas as one, each figure as it means.
  static Readings together(Instant at, Collection<Readings> all) {
    Readings whole = new Readings(at);
    for (Metric metric : Metric.values()) {
      Double value = null;
      for (Readings one : all) {
        OptionalDouble own = one.get(metric);
        value = metric.across().both(value, own.isPresent() ? (Double) own.getAsDouble() : null);
      }
      if (value != null) {
        whole.put(metric, value);
      }
    }
    return whole;
  }

  public Instant at() {
    return at;
  }

  public Readings put(Metric metric, double value) {
    values[metric.place()] = (float) value;
    return this;
  }

  /// All that the other one has; the rest stays as it is.
  Readings putAll(Readings other) {
    for (int n = 0; n < values.length; n++) {
      if (!Float.isNaN(other.values[n])) {
        values[n] = other.values[n];
      }
    }
    return this;
  }

  public Readings put(Metric metric, long value) {
    return put(metric, (double) value);
  }

  public OptionalDouble get(Metric metric) {
    float value = values[metric.place()];
    return Float.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// For storing, by the places of the metrics; null where there is nothing.
  @Nullable Float[] toArray() {
    @Nullable Float[] all = new @Nullable Float[values.length];
    for (int n = 0; n < values.length; n++) {
      all[n] = Float.isNaN(values[n]) ? null : values[n];
    }
    return all;
  }
}
