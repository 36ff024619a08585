package berry.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The parameters of one call, however they came: query, form, JSON or multipart.
///
/// In forms everything is text, objects and lists included; in JSON they are what they are. A
/// handler sees no difference.
final class Parameters {

  private final Map<String, JsonNode> values;
  private final Map<String, Upload> files;

  Parameters(Map<String, JsonNode> values, Map<String, Upload> files) {
    this.values = new LinkedHashMap<>(values);
    this.files = Map.copyOf(files);
  }

  static Parameters of(JsonNode object) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    object.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return new Parameters(values, Map.of());
  }

  /// The same call with one parameter changed.
  Parameters with(String name, JsonNode value) {
    Parameters copy = new Parameters(values, files);
    copy.values.put(name, value);
    return copy;
  }

  boolean has(String name) {
    @Nullable JsonNode value = values.get(name);
    return files.containsKey(name)
        || (value != null && !value.isNull() && !value.asString("x").isEmpty());
  }

  /// The text; empty when missing. Numbers and flags count as their text.
  String text(String name) {
    @Nullable JsonNode value = values.get(name);
    return value == null || value.isNull() ? "" : value.asString("");
  }

  /// The number, also when it came as text; null when missing or no number.
  @Nullable Long number(String name) {
    String text = text(name).strip();
    return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
  }

  long number(String name, long otherwise) {
    @Nullable Long number = number(name);
    return number == null ? otherwise : number;
  }

  boolean flag(String name) {
    String text = text(name).strip();
    return text.equalsIgnoreCase("true") || text.equals("1");
  }

  /// The object or list, also when it came as JSON in a text; null when missing.
  @Nullable JsonNode json(String name) {
    @Nullable JsonNode value = values.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      return value;
    }
    if (value.asString("").isBlank()) {
      return null;
    }
    try {
      return Trees.MAPPER.readTree(value.asString(""));
    } catch (JacksonException invalid) {
      throw Refused.bad("can't parse " + name.replace('_', ' ') + " JSON object");
    }
  }

  /// The file under a name, or the one an `attach://` text points to; null when there is neither.
  @Nullable Upload file(String name) {
    @Nullable Upload direct = files.get(name);
    return direct != null ? direct : attached(text(name));
  }

  /// The file an `attach://` address points to.
  @Nullable Upload attached(String address) {
    return address.startsWith("attach://")
        ? files.get(address.substring("attach://".length()))
        : null;
  }

  static JsonNode value(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }
}
