package berry.cli;

import berry.config.Configuration;
import berry.config.Source;
import berry.config.Variable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the Berry of this machine how it is, over HTTP as a balancer does.
final class Readiness {

  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI address;

  /// @param port null: the configuration's, or that of the Berry of the data folder
  Readiness(Configuration configuration, @Nullable Integer port) {
    String host = configuration.host() == null ? "0.0.0.0" : configuration.host();
    // A server that listens on every address is asked by loopback.
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    String name = any ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    int number = port == null ? configuration.port() : port;
    URI usual = URI.create("http://" + name + ":" + number);
    this.address =
        port == null && !configured(configuration)
            ? Listening.in(configuration.data()).orElse(usual)
            : usual;
  }

  /// What somebody sets beats what was noted.
  private static boolean configured(Configuration configuration) {
    return configuration.values().stream()
        .anyMatch(one -> one.variable() == Variable.PORT && one.source() != Source.DEFAULT);
  }

  URI address() {
    return address;
  }

  /// @return empty when nobody answers
  Optional<HttpResponse<String>> ask() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/readyz")).timeout(PATIENCE).build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return Optional.of(client.send(request, BodyHandlers.ofString()));
    } catch (IOException silent) {
      return Optional.empty();
    }
  }
}
