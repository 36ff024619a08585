package berry.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the section `alerts` of `berry.yaml`; what is wrong in it is told to the file.
final class AlertSection {

  private static final Set<String> KEYS =
      Set.of("key", "metric", "above", "below", "clear", "for", "severity", "off");
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final String EXAMPLE = "- {key: disk, above: 90%, for: 10m}";
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int MOST = 100;

  private final RulesFile file;

  AlertSection(RulesFile file) {
    this.file = file;
  }

  List<AlertSetting> read(JsonNode section) {
    List<AlertSetting> found = new ArrayList<>();
    if (section.isMissingNode()) {
      return found;
    }
    if (!section.isArray()) {
      file.refuse("alerts", section, "a list of rules", EXAMPLE);
      return found;
    }
    if (section.size() > MOST) {
      file.refuse("alerts", section.size() + " rules", "at most " + MOST + " rules", EXAMPLE);
      return found;
    }
    Set<String> keys = new HashSet<>();
    for (JsonNode one : section) {
      AlertSetting setting = rule(one);
      if (setting != null && !keys.add(setting.key())) {
        file.refuse("alerts", "key: " + setting.key() + " twice", "each key once", EXAMPLE);
      } else if (setting != null) {
        found.add(setting);
      }
    }
    return found;
  }

  /// All that is wrong in it is said, so it is read to its end in any case.
  private @Nullable AlertSetting rule(JsonNode node) {
    if (!node.isObject()) {
      file.refuse("alerts", node, "a rule with its key", EXAMPLE);
      return null;
    }
    file.refuseUnknown("alerts.", node.propertyNames(), KEYS);
    JsonNode named = node.path("key");
    boolean known = named.isString() && KEY.matcher(named.asString()).matches();
    if (!known) {
      file.refuse(
          "alerts.key",
          named.isMissingNode() ? "nothing" : Text.shown(named.toString()),
          "1 to 40 small letters, digits and -, a letter first",
          EXAMPLE);
    }
    String at = "alerts." + (known ? named.asString() : "?") + ".";
    Boolean above = direction(at, node);
    AlertSetting setting =
        new AlertSetting(
            file.name(),
            known ? named.asString() : "",
            metric(at, node.path("metric")),
            above,
            above == null ? null : amount(at, above ? "above" : "below", node),
            amount(at, "clear", node),
            file.length(at + "for", node.path("for"), Duration.ZERO, LONGEST),
            severity(at, node.path("severity")),
            node.has("off") ? (Boolean) file.yes(at + "off", node.path("off"), false) : null);
    return known ? setting : null;
  }

  private @Nullable Boolean direction(String at, JsonNode node) {
    boolean above = node.has("above");
    boolean below = node.has("below");
    if (above && below) {
      file.refuse(at + "below", node.path("below"), "either above or below", "above: 80%");
      return null;
    }
    if (above) {
      return true;
    }
    return below ? (Boolean) false : null;
  }

  private @Nullable String metric(String at, JsonNode node) {
    if (node.isMissingNode() || node.isString()) {
      return node.isString() ? node.asString() : null;
    }
    file.refuse(at + "metric", node, "a name as berry metrics --json prints it", "disk.used");
    return null;
  }

  private @Nullable Amount amount(String at, String key, JsonNode rule) {
    JsonNode node = rule.path(key);
    if (node.isMissingNode()) {
      return null;
    }
    Amount amount = Amount.of(node).orElse(null);
    if (amount == null) {
      file.refuse(at + key, node, "a share (80%), a time (1s) or a number (1000)", "80%");
    }
    return amount;
  }

  private @Nullable Integer severity(String at, JsonNode node) {
    if (node.isMissingNode()) {
      return null;
    }
    if (node.isIntegralNumber()
        && node.canConvertToInt()
        && node.asInt() >= 1
        && node.asInt() <= 3) {
      return node.asInt();
    }
    file.refuse(at + "severity", node, "1 (worst), 2 or 3", "2");
    return null;
  }
}
