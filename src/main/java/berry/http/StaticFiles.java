package berry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Serves the files of a class path folder: a page at `/`, everything else under its own name.
///
/// The names are read once, so a request can only ask for what was built: there is no path to
/// climb. A sibling `name.br` or `name.gz` is sent to who accepts it. What lies under `assets/`
/// bears a hash of its content in its name and may be kept for ever; everything else is asked anew.
///
/// A file is read once: a copy for each who asks would let a thousand slow readers fill the memory.
public final class StaticFiles {

  private static final String PAGE = "index.html";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("webp", "image/webp"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final String folder;
  private final String contentPolicy;
  private final Set<String> names;
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

  /// @param folder on the class path, as `/web`; may be absent when the web app was not built
  /// @param contentPolicy of the page, see `Headers.page`
  public StaticFiles(String folder, String contentPolicy) {
    this.folder = folder;
    this.contentPolicy = contentPolicy;
    this.names = names(folder);
  }

  /// Whether the page is there.
  public boolean present() {
    return names.contains(PAGE);
  }

  /// The routes: `/`, `/assets/<path>` and each file that lies beside the page.
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.add(route("/", exchange -> send(exchange, PAGE)));
    routes.add(
        route(
            "/assets/<path>", exchange -> send(exchange, "assets/" + exchange.parameter("path"))));
    names.stream()
        .filter(name -> name.indexOf('/') < 0 && !packed(name))
        .forEach(name -> routes.add(route("/" + name, exchange -> send(exchange, name))));
    return routes;
  }

  private Route route(String path, Handler handler) {
    return Route.get(path, handler).contentPolicy(contentPolicy).access("anyone");
  }

  private void send(Exchange exchange, String name) throws IOException {
    if (!names.contains(name) || packed(name)) {
      throw Problem.notFound(
          name.equals(PAGE) ? "the web app was not built" : "there is no such file");
    }
    String accepted = String.valueOf(exchange.header("Accept-Encoding"));
    exchange.header("Vary", "Accept-Encoding");
    exchange.header("Cache-Control", caching(name));
    if (accepted.contains("br") && names.contains(name + ".br")) {
      exchange.header("Content-Encoding", "br").bytes(type(name), read(name + ".br"));
    } else if (accepted.contains("gzip") && names.contains(name + ".gz")) {
      exchange.header("Content-Encoding", "gzip").bytes(type(name), read(name + ".gz"));
    } else {
      exchange.bytes(type(name), read(name));
    }
  }

  private static String caching(String name) {
    if (name.startsWith("assets/")) {
      return "public, max-age=31536000, immutable";
    }
    // A page kept by a web view would go on asking for assets of the version before.
    return name.endsWith(".html") ? "no-store" : "no-cache";
  }

  private static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  private static boolean packed(String name) {
    return name.endsWith(".br") || name.endsWith(".gz");
  }

  private byte[] read(String name) throws IOException {
    byte[] known = contents.get(name);
    if (known != null) {
      return known;
    }
    try (InputStream in = StaticFiles.class.getResourceAsStream(folder + "/" + name)) {
      if (in == null) {
        throw new IOException("the file " + name + " has left the class path");
      }
      byte[] content = in.readAllBytes();
      contents.put(name, content);
      return content;
    }
  }

  private static Set<String> names(String folder) {
    URL found = StaticFiles.class.getResource(folder);
    if (found == null) {
      return Set.of();
    }
    try {
      URI place = found.toURI();
      if (!place.getScheme().equals("jar")) {
        return names(Path.of(place));
      }
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        return names(jar.getPath(folder));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot list " + found, failure);
    } catch (URISyntaxException wrong) {
      throw new IllegalStateException("cannot list " + found, wrong);
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      var names = new TreeSet<String>();
      files
          .filter(Files::isRegularFile)
          .forEach(file -> names.add(folder.relativize(file).toString().replace('\\', '/')));
      return names;
    }
  }
}
