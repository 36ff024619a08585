package berry;

import berry.database.Job;
import berry.http.Route;
import berry.monitoring.MetricsView;
import berry.monitoring.Sensor;
import java.util.List;

/// A capability or a door as the running process has it: built by its constructor from the parts it
/// stands on, so the list in [Berry] is also the order in which they need each other.
///
/// Everything starts when all are built and the HTTP server listens; everything is closed in
/// reverse, also when a later part could not be built.
interface Part extends AutoCloseable {

  /// What it answers over HTTP.
  default List<Route> routes() {
    return List.of();
  }

  /// What it does every now and then, by one replica at a time.
  default List<Job> jobs() {
    return List.of();
  }

  /// What it lets Berry watch. Each is read every few seconds, by one thread.
  default List<Sensor> sensors() {
    return List.of();
  }

  /// What it knows of that explains bends in charts.
  default List<MetricsView.Marks> marks() {
    return List.of();
  }

  /// Begins to work.
  default void start() {}

  @Override
  default void close() {}
}
