package berry.monitoring;

/// Reads some metrics. Called by one thread, every few seconds.
@FunctionalInterface
public interface Sensor {

  /// Puts in what can be had and leaves out the rest. May throw: then its metrics are absent this
  /// time, and the other sensors go on.
  void read(Readings into) throws Exception;

  /// For the log, where it is said once that it reads nothing.
  default String name() {
    return getClass().getSimpleName();
  }

  /// The same, of something that may take its time to answer: the others don't wait for it.
  static Sensor inBackground(Sensor slow) {
    return new BackgroundSensor(slow, System::nanoTime);
  }
}
