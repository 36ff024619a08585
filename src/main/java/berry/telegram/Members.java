package berry.telegram;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// Walks through JSON once, from front to back, and takes what it is asked for.
///
/// Each question is about the value the walk stands on; a value of another type is null, and what
/// nobody asks about is skipped. No tree is built, so 4 MiB of rubbish cost no more than reading
/// it.
final class Members implements AutoCloseable {

  static final int DEEPEST = 2_000;

  private static final JsonMapper LENIENT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                  .build())
          .build();

  private final JsonParser parser;

  Members(String json) {
    parser = LENIENT.createParser(json);
    parser.nextToken();
  }

  boolean atObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /// Visits each member of the object it stands on, the walk standing on the member's value.
  void each(Consumer<String> visitor) {
    if (!atObject()) {
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      visitor.accept(name);
      parser.skipChildren();
    }
  }

  /// Visits each element of the array it stands on.
  void elements(Runnable visitor) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      visitor.run();
      parser.skipChildren();
    }
  }

  @Nullable String text() {
    return parser.currentToken() == JsonToken.VALUE_STRING ? storable(parser.getString()) : null;
  }

  /// An integer of at most 64 bits.
  @Nullable Long number() {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getStringLength() > 20) {
      return null;
    }
    try {
      return Long.valueOf(parser.getString());
    } catch (NumberFormatException wider) {
      return null;
    }
  }

  boolean flag() {
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  /// Whether it stands on something that could be an unknown kind's content.
  boolean structured() {
    JsonToken token = parser.currentToken();
    return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
  }

  /// Without U+0000 and lone surrogates: PostgreSQL stores neither.
  private static String storable(String text) {
    boolean clean = true;
    for (int i = 0; i < text.length() && clean; i++) {
      char one = text.charAt(i);
      clean = one != 0 && !Character.isSurrogate(one);
    }
    return clean ? text : cleaned(text);
  }

  private static String cleaned(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .filter(
            one -> one != 0 && !(one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE))
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  @Override
  public void close() {
    parser.close();
  }
}
