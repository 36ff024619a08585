package berry.dashboard;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Holds a value against a schema: types, required and unknown fields. What our documents use of
/// JSON Schema, no more.
final class Schema {

  private Schema() {}

  /// @return what does not fit, by its place
  static List<String> faults(JsonNode document, JsonNode schema, JsonNode value, String place) {
    if (schema.has("$ref")) {
      return faults(
          document, document.at(schema.get("$ref").asString().substring(1)), value, place);
    }
    if (schema.has("anyOf")) {
      return schema.get("anyOf").values().stream()
              .anyMatch(one -> faults(document, one, value, place).isEmpty())
          ? List.of()
          : List.of(place + " fits none of the alternatives");
    }
    var faults = new ArrayList<String>();
    if (schema.has("type") && !types(schema.get("type")).contains(type(value))) {
      return List.of(place + " is " + type(value) + ", not " + schema.get("type"));
    }
    if (value.isObject()) {
      schema
          .path("required")
          .values()
          .forEach(name -> {
            if (!value.has(name.asString())) {
              faults.add(place + " has no " + name.asString());
            }
          });
      value
          .properties()
          .forEach(field -> {
            JsonNode described = schema.path("properties").path(field.getKey());
            String inside = place + "/" + field.getKey();
            if (described.isMissingNode()) {
              faults.add(inside + " is not described");
            } else {
              faults.addAll(faults(document, described, field.getValue(), inside));
            }
          });
    }
    if (value.isArray() && schema.has("items")) {
      value
          .values()
          .forEach(one -> faults.addAll(faults(document, schema.get("items"), one, place + "[]")));
    }
    return faults;
  }

  private static List<String> types(JsonNode type) {
    List<String> types = new ArrayList<>();
    if (type.isArray()) {
      type.values().forEach(one -> types.add(one.asString()));
    } else {
      types.add(type.asString());
    }
    if (types.contains("number")) {
      types.add("integer");
    }
    return types;
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BINARY, MISSING, POJO -> "nothing of JSON";
    };
  }
}
