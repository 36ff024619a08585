package berry.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A path with parts that a request fills in: `{name}` for one segment or its end, as in
/// `/bot{token}/{method}`, `<name>` for all that is left.
final class PathPattern {

  private final String path;
  private final List<String> segments;
  private final boolean takesRest;
  private final Map<String, Route> routes = new LinkedHashMap<>();

  PathPattern(String path) {
    this.path = path;
    this.segments = List.of(path.substring(1).split("/", -1));
    this.takesRest = path.endsWith(">");
  }

  static boolean isExact(String path) {
    return path.indexOf('{') < 0 && !path.endsWith(">");
  }

  String path() {
    return path;
  }

  boolean takesRest() {
    return takesRest;
  }

  /// By method.
  Map<String, Route> routes() {
    return routes;
  }

  /// What a path fills in; null when it does not fit.
  ///
  /// @param given the decoded segments of the path
  @Nullable Map<String, String> parameters(List<String> given) {
    if (takesRest ? given.size() < segments.size() : given.size() != segments.size()) {
      return null;
    }
    var parameters = new LinkedHashMap<String, String>();
    for (int index = 0; index < segments.size(); index++) {
      String segment = segments.get(index);
      if (segment.startsWith("<")) {
        String rest = String.join("/", given.subList(index, given.size()));
        parameters.put(segment.substring(1, segment.length() - 1), rest);
      } else if (!fill(segment, given.get(index), parameters)) {
        return null;
      }
    }
    return parameters;
  }

  private static boolean fill(String segment, String given, Map<String, String> parameters) {
    int brace = segment.indexOf('{');
    if (brace < 0) {
      return segment.equals(given);
    }
    // Nobody asks for an empty part.
    if (given.length() <= brace || !given.startsWith(segment.substring(0, brace))) {
      return false;
    }
    parameters.put(segment.substring(brace + 1, segment.length() - 1), given.substring(brace));
    return true;
  }
}
