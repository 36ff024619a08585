package berry.http;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the API document says of a route.
///
/// @param summary one line; empty for a route that the document leaves out
/// @param access who may call it, in words; empty while nobody has said. The server enforces
///   nothing of it: whoever makes the route does
/// @param request the JSON body it takes, null for none
/// @param answers JSON body by status; `void.class` for none
public record Contract(
    String summary,
    String access,
    @Nullable Type request,
    SortedMap<Integer, Type> answers,
    List<Parameter> parameters) {

  static final Contract UNDOCUMENTED = new Contract("", "", null, new TreeMap<>(), List.of());

  /// @param place `query` or `header`; those of the path stand in the path itself
  public record Parameter(String name, String place, String description) {}

  /// Whether the document has it.
  public boolean documented() {
    return !summary.isEmpty();
  }

  Contract summary(String words) {
    return new Contract(words, access, request, answers, parameters);
  }

  Contract access(String words) {
    return new Contract(summary, words, request, answers, parameters);
  }

  Contract request(Type body) {
    return new Contract(summary, access, body, answers, parameters);
  }

  Contract answer(int status, Type body) {
    var more = new TreeMap<>(answers);
    more.put(status, body);
    return new Contract(summary, access, request, more, parameters);
  }

  Contract parameter(Parameter parameter) {
    var more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Contract(summary, access, request, answers, List.copyOf(more));
  }
}
