package berry.diagnostics;

import berry.config.Configuration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/// Whether the dashboard's public address leads to Berry. Asked from inside, which is not the same
/// as from a phone: what fails here for want of a way back is no proof.
final class WebAppCheck implements Check {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Configuration configuration;

  WebAppCheck(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public String name() {
    return "web app";
  }

  @Override
  public List<Finding> look() {
    URI app = configuration.webappUrl();
    if (app == null) {
      return List.of(Finding.ok(name(), "WEBAPP_URL is not set: no Mini App button"));
    }
    return List.of(look(app));
  }

  private Finding look(URI app) {
    try {
      String inside = inside(app.getHost());
      return inside.isEmpty() ? ask(app) : inside(app, inside);
    } catch (UnknownHostException unknown) {
      return Finding.warn(
          name(),
          "can't be judged from here: this machine finds no address for " + app.getHost(),
          "Check its DNS record: look it up from another machine.");
    }
  }

  /// A name that leads into the network around us is not asked: it may be anything there. With a
  /// Bot API of one's own everything may be local.
  private String inside(String host) throws UnknownHostException {
    if (configuration.telegramApiUrl() != null || configuration.sandbox()) {
      return "";
    }
    for (InetAddress one : InetAddress.getAllByName(host.replaceFirst("^\\[(.*)]$", "$1"))) {
      if (ProxyNotes.Distance.of(one) == ProxyNotes.Distance.NEAR
          || one.isAnyLocalAddress()
          || one.isMulticastAddress()) {
        return one.getHostAddress();
      }
    }
    return "";
  }

  private Finding inside(URI app, String address) {
    return Finding.warn(
        name(),
        "can't be judged from here: %s leads to %s, an address of this network"
            .formatted(app.getHost(), address),
        "Open it on a phone outside this network; people's Telegram must reach it.");
  }

  private Finding ask(URI app) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(app + "/livez")).timeout(PATIENCE).build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
      return answer.statusCode() == 200
          ? Finding.ok(name(), app + " leads to Berry")
          : Finding.fail(
              name(),
              app + "/livez answers " + answer.statusCode() + ": something else is there",
              "Correct WEBAPP_URL, or let the proxy pass every path on to Berry.");
    } catch (SSLException refused) {
      return Finding.fail(
          name(),
          app + " has no certificate that is valid: " + refused.getMessage(),
          "Renew it, with every certificate in between; Telegram opens https only.");
    } catch (IOException silent) {
      return Finding.warn(
          name(),
          app
              + " does not answer this machine ("
              + silent.getClass().getSimpleName()
              + "); from outside it may",
          "Open it on a phone. If it fails there, too: is Berry running, and the port open?");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Finding.warn(name(), "not judged, because Berry ends", "Run berry doctor again.");
    }
  }
}
