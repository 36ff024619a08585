package berry.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// Reads the table `[monitoring]` of a `railway.toml` that is there already:
///
/// ```toml
/// [monitoring]
/// metrics = ["cpu", "memory", "disk"]
/// alerts = [{ type = "cpu", threshold = 80, duration = "5m" }]
/// ```
///
/// The file is Railway's, which itself reads nothing of this table: what Berry does not understand
/// in it is warned of and stops nothing. Berry measures more than `metrics` can name.
final class RailwayFile {

  static final String NAME = "railway.toml";

  private static final TomlMapper TOML = TomlMapper.builder().build();
  private static final long LARGEST = 64 * 1024;
  private static final int MOST = 100;
  private static final Duration LONGEST = Duration.ofHours(24);

  /// type → keys of rules
  private static final Map<String, List<String>> TYPES =
      Map.of(
          "cpu", List.of("cpu"),
          "memory", List.of("memory"),
          "ram", List.of("memory"),
          "disk", List.of("disk"),
          "storage", List.of("disk"),
          "response-time", List.of("response-time-webhook", "response-time-api"),
          "latency", List.of("response-time-webhook", "response-time-api"),
          "error-rate", List.of("error-rate"),
          "errors", List.of("error-rate"));

  private final List<String> warnings;

  private RailwayFile(List<String> warnings) {
    this.warnings = warnings;
  }

  /// @param warnings what was not understood is added here
  static List<AlertSetting> read(Path directory, List<String> warnings) {
    Path file = directory.resolve(NAME);
    return Files.isRegularFile(file) ? new RailwayFile(warnings).alerts(file) : List.of();
  }

  private List<AlertSetting> alerts(Path file) {
    List<AlertSetting> found = new ArrayList<>();
    JsonNode alerts = tree(file).path("monitoring").path("alerts");
    if (!alerts.isMissingNode() && !alerts.isArray()) {
      warn("monitoring.alerts is not a list, such as " + example());
    } else if (alerts.size() > MOST) {
      warn("monitoring.alerts has more than " + MOST + " rules");
    } else {
      alerts.forEach(one -> add(one, found));
    }
    return found;
  }

  private JsonNode tree(Path file) {
    try {
      if (Files.size(file) <= LARGEST) {
        return TOML.readTree(Files.readAllBytes(file));
      }
      warn("it is larger than 64 KB");
    } catch (JacksonException broken) {
      warn("it is not readable as TOML");
    } catch (IOException unreadable) {
      warn("it can't be read");
    }
    return TOML.createObjectNode();
  }

  private void add(JsonNode alert, List<AlertSetting> found) {
    String type = alert.path("type").asString("").toLowerCase(Locale.ROOT).replace('_', '-');
    List<String> keys = TYPES.get(type);
    if (keys == null) {
      warn(
          type.startsWith("request")
              ? "requests a minute are a reason to scale, not an alert"
              : "no alert has the type " + Text.shown(alert.path("type").toString()));
      return;
    }
    Amount limit = threshold(alert.path("threshold"), keys.getFirst().startsWith("response"));
    Duration lasts = duration(alert.path("duration"));
    if (limit == null || (lasts == null && alert.has("duration"))) {
      warn(Text.shown(alert.toString()) + " is not understood; it could be " + example());
      return;
    }
    for (String key : keys) {
      found.removeIf(earlier -> earlier.key().equals(key));
      found.add(AlertSetting.limit(NAME, key, limit, lasts));
    }
  }

  /// A bare number is in per cent; of a time nobody could know its unit.
  private static @Nullable Amount threshold(JsonNode node, boolean time) {
    Amount amount = Amount.of(node).orElse(null);
    if (amount == null || (amount.kind() == Amount.Kind.TIME) != time) {
      return null;
    }
    if (amount.kind() != Amount.Kind.NUMBER) {
      return amount;
    }
    return Amount.of(StringNode.valueOf(amount.written() + "%")).orElse(null);
  }

  private static @Nullable Duration duration(JsonNode node) {
    Amount amount = Amount.of(node).orElse(null);
    if (amount == null || amount.kind() == Amount.Kind.SHARE) {
      return null;
    }
    Duration length = Duration.ofMillis(Math.round(amount.value() * 1_000));
    return length.compareTo(LONGEST) <= 0 ? length : null;
  }

  private static String example() {
    return "alerts = [{ type = \"cpu\", threshold = 80, duration = \"5m\" }]";
  }

  private void warn(String words) {
    warnings.add(NAME + ": " + words + "; Berry's own rules hold there");
  }
}
