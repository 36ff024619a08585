package berry;

import berry.config.Configuration;
import berry.config.Network;
import berry.diagnostics.ProxyNotes;
import berry.diagnostics.UnnamedProxies;
import berry.http.Server;
import berry.http.TransientFailure;
import berry.monitoring.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The HTTP server of this process. What stands before it in the list is closed after its last
/// request, what stands behind it before it is drained.
final class HttpPart implements Part {

  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Server server;

  /// @param known failures that are answered with 503
  /// @param notes where proxies that nobody has named are noted; null without a database
  HttpPart(
      Configuration configuration,
      Clock clock,
      Metrics metrics,
      TransientFailure.Known known,
      @Nullable ProxyNotes notes) {
    UnnamedProxies unnamed = new UnnamedProxies(configuration.trustedProxies(), notes, clock);
    Server.Options options =
        new Server.Options(
            configuration.host(),
            configuration.port(),
            configuration.trustedProxies().stream().map(Network::toString).toList(),
            unnamed::accept);
    this.server =
        new Server(
            options,
            (route, status, took) -> metrics.http(route.method(), route.path(), status, took),
            known);
  }

  /// Whether the process is about to end.
  boolean draining() {
    return server.draining();
  }

  /// Answers what the parts answer.
  ///
  /// @return the real port
  int listen(List<Part> parts) {
    parts.forEach(part -> server.add(RouteTables.checked(part.routes())));
    return server.start();
  }

  @Override
  public void close() {
    server.drain(DRAIN);
    server.close();
  }
}
