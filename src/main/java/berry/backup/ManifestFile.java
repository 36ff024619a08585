package berry.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import berry.database.Sha256;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A manifest as JSON, with the hash of all the rest in its last line: one that was damaged tells
/// nothing wrong.
final class ManifestFile {

  private static final String SEAL = "seal";
  private static final long LARGEST = 8 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              usual -> usual.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ManifestFile() {}

  static byte[] write(Manifest manifest) {
    ObjectNode tree = JSON.valueToTree(manifest);
    tree.put(SEAL, seal(tree));
    return (JSON.writeValueAsString(tree) + "\n").getBytes(UTF_8);
  }

  /// @throws Damaged when it is not what [#write] wrote
  static Manifest read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new Damaged(file.getFileName() + " is larger than any manifest");
    }
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(file));
      if (!(tree instanceof ObjectNode object) || !object.has(SEAL)) {
        throw new Damaged(file.getFileName() + " is no manifest of a backup");
      }
      String said = object.remove(SEAL).asString("");
      if (!said.equals(seal(object))) {
        throw new Damaged(file.getFileName() + " was changed since it was written");
      }
      return JSON.treeToValue(object, Manifest.class);
    } catch (JacksonException e) {
      throw new Damaged(file.getFileName() + " is damaged: it does not read as JSON", e);
    }
  }

  private static String seal(ObjectNode tree) {
    return HexFormat.of().formatHex(Sha256.of(JSON.writeValueAsString(tree)));
  }
}
