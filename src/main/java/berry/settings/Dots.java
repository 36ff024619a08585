package berry.settings;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Puts dots in place of secrets: by their names, for what is a secret looks like any other text.
final class Dots {

  static final String DOTS = "•••";

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(token|secret|password|passphrase|credential|apikey|api_key).*");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Dots() {}

  /// @param json a setting's value; null where there is none
  static @Nullable String over(String name, @Nullable String json) {
    if (json == null) {
      return null;
    }
    if (SECRET.matcher(name).matches()) {
      return JSON.writeValueAsString(DOTS);
    }
    JsonNode value = JSON.readTree(json);
    cover(value);
    return JSON.writeValueAsString(value);
  }

  private static void cover(JsonNode value) {
    if (value instanceof ObjectNode object) {
      for (String name : object.propertyNames().stream().toList()) {
        if (SECRET.matcher(name).matches()) {
          object.put(name, DOTS);
        }
      }
    }
    value.forEach(Dots::cover);
  }
}
