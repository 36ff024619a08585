package berry.escalation;

import berry.settings.Settings;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the team chose in the dashboard: quiet hours, and which roles change hands by the week.
final class EscalationChoices {

  static final String QUIET = "escalation.quietHours";
  static final String ROTATION = "escalation.rotation";

  private final Settings settings;

  EscalationChoices(Settings settings) {
    this.settings = settings;
  }

  QuietHours quietHours() {
    return settings
        .get(QUIET, JsonNode.class)
        .map(EscalationChoices::read)
        .orElse(QuietHours.USUAL);
  }

  Set<Duty> rotating() {
    JsonNode chosen = settings.get(ROTATION, JsonNode.class).orElse(null);
    Set<Duty> found = EnumSet.noneOf(Duty.class);
    for (Duty duty : Duty.values()) {
      if (chosen != null && chosen.path(duty.word()).asBoolean(false)) {
        found.add(duty);
      }
    }
    return found;
  }

  static Map<String, Boolean> written(Set<Duty> rotating) {
    Map<String, Boolean> all = new LinkedHashMap<>();
    for (Duty duty : Duty.values()) {
      all.put(duty.word(), rotating.contains(duty));
    }
    return all;
  }

  private static QuietHours read(JsonNode chosen) {
    Map<Integer, QuietHours.Hours> hours = new HashMap<>();
    for (int severity = 1; severity <= 3; severity++) {
      QuietHours.Hours of = hours(chosen.path(Integer.toString(severity)));
      if (of != null) {
        hours.put(severity, of);
      }
    }
    return new QuietHours(hours);
  }

  /// Hours that can't be read are none: better a message at night than none at all.
  private static QuietHours.@Nullable Hours hours(JsonNode node) {
    if (!node.isObject()) {
      return null;
    }
    try {
      return new QuietHours.Hours(
          LocalTime.parse(node.path("from").asString("")),
          LocalTime.parse(node.path("until").asString("")));
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
