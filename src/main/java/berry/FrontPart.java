package berry;

import berry.config.Configuration;
import berry.dashboard.Probes;
import berry.http.Forwarding;
import berry.http.Route;
import berry.monitoring.Metrics;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The document's second service without a database: serves the web app and hands `/api` on to the
/// Berry that has one.
final class FrontPart implements Part {

  private final Configuration configuration;
  private final Forwarding forwarding;
  private final Probes probes;

  FrontPart(Configuration configuration, Metrics metrics, HttpPart http) {
    this.configuration = configuration;
    this.forwarding = new Forwarding(base(configuration));
    var token = configuration.metricsToken();
    this.probes =
        new Probes(
            forwarding::trouble,
            http::draining,
            metrics,
            token == null ? null : token.reveal(),
            Version.current());
  }

  /// The address of the API with or without the `/api` that each path of ours begins with.
  static URI base(Configuration configuration) {
    URI given = Objects.requireNonNull(configuration.apiUrl());
    return URI.create(given.toString().replaceFirst("/api$", ""));
  }

  @Override
  public List<Route> routes() {
    List<Route> all = new ArrayList<>(forwarding.routes("/api"));
    all.addAll(probes.routes());
    all.addAll(WebApp.routes(configuration));
    return all;
  }

  @Override
  public void close() {
    forwarding.close();
  }
}
