package berry.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the route of a request. Paths are exact: `/a/`, `//a`, `/a;x` and `/b/../a` are not `/a`,
/// so what stands before us and what stands behind can't read one differently.
final class PathTable {

  private final Map<String, Map<String, Route>> exact = new LinkedHashMap<>();
  private final List<PathPattern> patterns = new ArrayList<>();

  /// What became of a search.
  sealed interface Match {

    /// @param parameters the parts of the path by their names
    record Found(Route route, Map<String, String> parameters) implements Match {}

    /// @param allowed the methods that the path is answered to, HEAD among them where GET is
    record WrongMethod(Iterable<String> allowed) implements Match {}

    record Nothing() implements Match {}
  }

  /// @throws IllegalArgumentException when two routes answer the same
  PathTable(List<Route> routes) {
    for (Route route : routes) {
      if (PathPattern.isExact(route.path())) {
        add(exact.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>()), route);
      } else {
        add(pattern(route.path()).routes(), route);
      }
    }
    // What takes the rest of a path is tried last.
    patterns.sort((one, other) -> Boolean.compare(one.takesRest(), other.takesRest()));
  }

  private PathPattern pattern(String path) {
    for (PathPattern known : patterns) {
      if (known.path().equals(path)) {
        return known;
      }
    }
    PathPattern fresh = new PathPattern(path);
    patterns.add(fresh);
    return fresh;
  }

  private static void add(Map<String, Route> routes, Route route) {
    if (routes.putIfAbsent(route.method(), route) != null) {
      throw new IllegalArgumentException(
          route.method() + " " + route.path() + " is answered by two routes");
    }
  }

  /// @param path as it came, without the query
  Match find(String method, String path) {
    // RFC 9110, 9.3.2: a HEAD is answered with the headers of the GET. Watchers of `/health` ask
    // so.
    String asked = method.equals("HEAD") ? "GET" : method;
    Map<String, Route> here = exact.get(path);
    if (here != null) {
      Route route = here.get(asked);
      return route == null ? wrongMethod(Stream.of(here)) : new Match.Found(route, Map.of());
    }
    return findPattern(asked, path);
  }

  private Match findPattern(String method, String path) {
    List<String> segments = segments(path);
    if (segments == null) {
      return new Match.Nothing();
    }
    List<Map<String, Route>> others = new ArrayList<>();
    for (PathPattern pattern : patterns) {
      Map<String, String> parameters = pattern.parameters(segments);
      if (parameters != null) {
        Route route = pattern.routes().get(method);
        if (route != null) {
          return new Match.Found(route, parameters);
        }
        others.add(pattern.routes());
      }
    }
    return others.isEmpty() ? new Match.Nothing() : wrongMethod(others.stream());
  }

  private static Match wrongMethod(Stream<Map<String, Route>> here) {
    var allowed = new TreeSet<String>();
    here.forEach(routes -> allowed.addAll(routes.keySet()));
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return new Match.WrongMethod(allowed);
  }

  /// The decoded parts between the slashes; null for a path that is none of ours in any case.
  static @Nullable List<String> segments(String path) {
    if (!path.startsWith("/") || path.indexOf(';') >= 0) {
      return null;
    }
    var segments = new ArrayList<String>();
    for (String raw : path.substring(1).split("/", -1)) {
      String segment = decoded(raw);
      if (segment == null || segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return null;
      }
      segments.add(segment);
    }
    return segments;
  }

  private static @Nullable String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      // Only in a query a plus sign is a space.
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
