package berry.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// How we write and read JSON: camelCase, times as ISO-8601 in UTC, null fields left out, fields in
/// the order of the record. Unknown fields are ignored, a key given twice is refused.
public final class Json {

  /// Deep nesting costs stack, and no request of ours needs more than a handful of levels.
  private static final int DEEPEST = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .changeDefaultPropertyInclusion(
              given -> given.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Json() {}

  /// The one mapper; safe for any thread.
  public static JsonMapper mapper() {
    return MAPPER;
  }
}
