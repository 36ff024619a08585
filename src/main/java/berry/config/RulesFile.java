package berry.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads `berry.yaml`. Only keys this version acts on are known; any other is a mistake, because a
/// rule that is silently ignored is worse than none.
final class RulesFile {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// key → example
  private static final Map<String, String> KNOWN =
      new TreeMap<>(
          Map.of(
              "timeZone",
              "Europe/Moscow",
              "answerLimit",
              "15m",
              "retention",
              "{incoming: 30d}",
              "backup",
              "{daily: \"03:00\"}",
              "alerts",
              "[{key: disk, above: 90%}]",
              "escalation",
              "{contacts: {developer: [279058397]}}"));

  private static final Set<String> KINDS = Set.of("incoming");
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})\\s*(s|m|h|d)");
  private static final long LARGEST = 64 * 1024;

  private final String file;
  private final List<Mistake> mistakes;

  /// The file as it is named to people, for mistakes found later.
  String name() {
    return file;
  }

  private RulesFile(Path path, List<Mistake> mistakes) {
    this.file = path.getFileName() == null ? path.toString() : path.getFileName().toString();
    this.mistakes = mistakes;
  }

  /// @param mistakes what is found wrong is added here
  static Rules read(Path path, List<Mistake> mistakes) {
    return new RulesFile(path, mistakes).rules(path);
  }

  private Rules rules(Path path) {
    @Nullable JsonNode tree = tree(path);
    if (tree == null || tree.isMissingNode() || tree.isNull()) {
      return Rules.NONE;
    }
    if (!tree.isObject()) {
      mistakes.add(
          new Mistake(file, "no keys", "lines of the form key: value", "answerLimit: 15m"));
      return Rules.NONE;
    }
    refuseUnknown("", tree.propertyNames(), KNOWN.keySet());
    JsonNode retention = tree.path("retention");
    if (retention.isObject()) {
      refuseUnknown("retention.", retention.propertyNames(), KINDS);
    } else if (!retention.isMissingNode()) {
      refuse("retention", retention, "kind: how long", "{incoming: 30d}");
    }
    return new Rules(
        zone(tree.path("timeZone")),
        length("answerLimit", tree.path("answerLimit"), Duration.ofMinutes(1), Duration.ofDays(7)),
        length(
            "retention.incoming",
            retention.path("incoming"),
            Duration.ofDays(1),
            Duration.ofDays(3660)),
        new BackupSection(this).read(tree.path("backup")),
        new AlertSection(this).read(tree.path("alerts")),
        new EscalationSection(this).read(tree.path("escalation")));
  }

  private @Nullable JsonNode tree(Path path) {
    try {
      if (Files.size(path) > LARGEST) {
        mistakes.add(new Mistake(file, "over 64 KB", "at most 64 KB of rules", "answerLimit: 15m"));
        return null;
      }
      return YAML.readTree(Files.readAllBytes(path));
    } catch (JacksonException broken) {
      var where = broken.getLocation();
      String line =
          where == null || where.getLineNr() < 1 ? "" : "line " + where.getLineNr() + ": ";
      mistakes.add(
          new Mistake(
              file, line + "not readable as YAML", "YAML, each key once", "answerLimit: 15m"));
    } catch (IOException unreadable) {
      mistakes.add(new Mistake(file, "a file that can't be read", "a readable file", "berry.yaml"));
    }
    return null;
  }

  void refuseUnknown(String prefix, Collection<String> names, Set<String> known) {
    for (String name : new ArrayList<>(names)) {
      if (!known.contains(name)) {
        String meant = Nearest.to(name, known).map(one -> "; did you mean " + one + "?").orElse("");
        mistakes.add(
            new Mistake(
                file + ": " + prefix + name,
                "an unknown key" + meant,
                "one of " + String.join(", ", new TreeSet<>(known)),
                KNOWN.getOrDefault("answerLimit", "")));
      }
    }
  }

  private @Nullable ZoneId zone(JsonNode node) {
    if (node.isMissingNode()) {
      return null;
    }
    try {
      return ZoneId.of(node.asString(""));
    } catch (DateTimeException unknown) {
      refuse("timeZone", node, "a zone of the IANA list", "Europe/Moscow");
      return null;
    }
  }

  @Nullable Duration length(String key, JsonNode node, Duration least, Duration most) {
    if (node.isMissingNode()) {
      return null;
    }
    Matcher matcher = LENGTH.matcher(node.asString("").strip());
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      Duration length =
          switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          };
      if (length.compareTo(least) >= 0 && length.compareTo(most) <= 0) {
        return length;
      }
    }
    String rule =
        "a number with its unit (s, m, h, d), from " + words(least) + " to " + words(most);
    refuse(key, node, rule, most.toDays() > 7 ? "30d" : "15m");
    return null;
  }

  /// A switch; `usual` when the key is missing.
  boolean yes(String key, JsonNode node, boolean usual) {
    if (node.isMissingNode() || node.isBoolean()) {
      return node.asBoolean(usual);
    }
    refuse(key, node, "true or false", "true");
    return usual;
  }

  void refuse(String key, JsonNode node, String rule, String example) {
    refuse(key, Text.shown(node.toString()), rule, example);
  }

  void refuse(String key, String held, String rule, String example) {
    mistakes.add(new Mistake(file + ": " + key, held, rule, example));
  }

  private static String words(Duration length) {
    if (length.isZero()) {
      return "0s";
    }
    return length.toDays() > 1 ? length.toDays() + "d" : length.toMinutes() + "m";
  }
}
