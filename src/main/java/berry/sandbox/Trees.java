package berry.sandbox;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON as the Bot API shapes it.
///
/// Messages stay trees on purpose: the Bot API grows every few weeks, and a sandbox that drops
/// fields it does not know would test nobody's bot.
final class Trees {

  /// For the state file: fields as they are, unknown ones ignored and missing ones 0, so that an
  /// older state loads in a newer Berry.
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultVisibility(rules ->
              rules
                  .withFieldVisibility(Visibility.ANY)
                  .withGetterVisibility(Visibility.NONE)
                  .withIsGetterVisibility(Visibility.NONE))
          .changeDefaultPropertyInclusion(rules -> rules.withValueInclusion(Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private Trees() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static JsonNode number(long number) {
    return JsonNodeFactory.instance.numberNode(number);
  }

  /// The text under a name; empty when it is missing or not a text.
  static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }
}
