package berry.monitoring;

/// Reads some metrics. Called by one thread, every few seconds.
@FunctionalInterface
public interface Sensor {

  /// Puts in what can be had and leaves out the rest. May throw: then its metrics are absent this
  /// time, and the other sensors go on.
  void read(Readings into) throws Exception;
}
