package berry;

import berry.config.Configuration;
import berry.http.Headers;
import berry.http.Route;
import berry.http.StaticFiles;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/// The Mini App as the build has put it into the jar.
final class WebApp {

  private WebApp() {}

  static List<Route> routes(Configuration configuration) {
    return new StaticFiles("/web", Headers.page(framers(configuration))).routes();
  }

  /// Who may show the Mini App in a frame: Telegram's web clients, our own sandbox, and the server
  /// that stands for Telegram when one is named.
  private static List<String> framers(Configuration configuration) {
    URI api = configuration.telegramApiUrl();
    Stream<String> usual =
        Stream.of("'self'", "https://web.telegram.org", "https://*.telegram.org");
    return api == null
        ? usual.toList()
        : Stream.concat(usual, Stream.of(api.getScheme() + "://" + api.getRawAuthority())).toList();
  }
}
