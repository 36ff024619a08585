package berry.outbox;

import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Writes JSON that a `jsonb` column takes: PostgreSQL refuses U+0000, and a lone surrogate is no
/// character in any encoding. Both come from keyboards with broken software, so both are dropped.
final class StoredJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(String.class, new StorableText()))
          .build();

  private StoredJson() {}

  static String write(Map<String, Object> body) {
    return JSON.writeValueAsString(body);
  }

  static Map<String, Object> read(String body) {
    return JSON.readValue(body, new TypeReference<Map<String, Object>>() {});
  }

  /// The text without what PostgreSQL can't keep.
  static String storable(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(one -> one != 0 && Character.getType(one) != Character.SURROGATE)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static final class StorableText extends StdSerializer<String> {

    StorableText() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializationContext context) {
      json.writeString(storable(text));
    }
  }
}
