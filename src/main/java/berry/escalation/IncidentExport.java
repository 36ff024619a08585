package berry.escalation;

import berry.alerts.Alerts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// An incident as a Markdown document: to be kept, sent, and learned from.
public final class IncidentExport {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)\\}");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /// Details that are one.
  private static final Set<String> SEVERITIES = Set.of("severity", "from", "to");

  /// What would make a heading, a list or a block of code of a line.
  private static final Pattern BLOCK = Pattern.compile("^(\\s*[0-9]*)([-+=~.)])");

  private final Alerts alerts;

  public IncidentExport(Alerts alerts) {
    this.alerts = alerts;
  }

  /// @param language `ru` or `en`
  public String markdown(Incidents.Details found, String language) {
    IncidentWords words = IncidentWords.in(language);
    Incident incident = found.item().incident();
    ZoneId zone = found.roster().zone();
    List<String> lines = new ArrayList<>();
    lines.add(
        words
            .of("export.title")
            .replace("{id}", Long.toString(incident.id()))
            .replace("{title}", escaped(alerts.title(incident.cause(), language))));
    lines.add("");
    lines.add("| | |");
    lines.add("|---|---|");
    row(lines, words.of("export.severity"), words.of("severity." + incident.severity()));
    row(lines, words.of("export.state"), words.of("export.state." + incident.state().word()));
    row(
        lines,
        words.of("export.opened"),
        TIME.format(incident.openedAt().atZone(zone)) + " (" + zone.getId() + ")");
    row(lines, words.of("export.owner"), found.item().owner());
    row(lines, words.of("export.tta"), length(incident.toAcknowledge(), words));
    row(lines, words.of("export.ttr"), length(incident.toResolve(), words));
    row(lines, words.of("export.alerts"), String.join(", ", found.item().keys()));
    lines.add("");
    lines.add("## " + words.of("export.resolution"));
    lines.add("");
    String resolution = incident.resolution();
    lines.add(resolution == null ? words.of("export.none") : quoted(resolution));
    lines.add("");
    lines.add("## " + words.of("export.timeline"));
    lines.add("");
    for (TimelineLine line : found.timeline()) {
      lines.add(
          "- %s — %s"
              .formatted(
                  TIME.format(line.at().atZone(zone)),
                  told(line, words, zone, IncidentExport::escaped)));
    }
    return String.join("\n", lines) + "\n";
  }

  /// What happened, as plain text on one line.
  ///
  /// @param language `ru` or `en`
  /// @param zone in which its times are told
  public static String plain(TimelineLine line, String language, ZoneId zone) {
    return told(line, IncidentWords.in(language), zone, text -> text.replace("\n", " ")).strip();
  }

  private static void row(List<String> lines, String name, @Nullable String value) {
    lines.add("| %s | %s |".formatted(name, value == null ? "—" : escaped(value)));
  }

  private static @Nullable String length(Optional<Duration> time, IncidentWords words) {
    return time.map(words::length).orElse(null);
  }

  private static String told(
      TimelineLine line, IncidentWords words, ZoneId zone, UnaryOperator<String> escape) {
    Map<String, Object> detail = JSON.readValue(line.detail(), DETAIL);
    String who =
        line.actorId() == null
            ? words.of("export.via." + line.via())
            : line.actor() == null ? Long.toString(line.actorId()) : line.actor();
    // In one pass: what somebody wrote in braces is theirs.
    return PLACE
        .matcher(words.of("line." + variant(line.kind(), detail)))
        .replaceAll(place -> {
          String name = place.group(1);
          String value =
              name.equals("who") ? who : value(name, detail.getOrDefault(name, ""), words, zone);
          return Matcher.quoteReplacement(escape.apply(value));
        });
  }

  /// What happened, as far as its words differ.
  private static String variant(String kind, Map<String, Object> detail) {
    return switch (kind) {
      case "failed" -> detail.containsKey("target") ? kind : "failed.nobody";
      case "checked" -> Boolean.TRUE.equals(detail.get("done")) ? kind : "checked.not";
      case "restart" ->
          Boolean.TRUE.equals(detail.get("well"))
              ? "restart.well"
              : "".equals(detail.getOrDefault("failure", "")) ? "restart.unwell" : "restart.failed";
      default -> kind;
    };
  }

  /// In words of the document's language: of what programs read nothing is left.
  private static String value(String name, Object value, IncidentWords words, ZoneId zone) {
    return switch (value) {
      // The ladder counts from 0, people from 1.
      case Integer step when name.equals("step") -> Integer.toString(step + 1);
      case Integer severity when SEVERITIES.contains(name) -> words.of("severity." + severity);
      case String kind when name.equals("kind") -> words.of("export.kind." + kind);
      case String until when name.equals("until") -> TIME.format(Instant.parse(until).atZone(zone));
      case List<?> all -> all.stream().map(String::valueOf).collect(Collectors.joining(", "));
      default -> String.valueOf(value);
    };
  }

  /// Somebody's words as words: no heading, table or link of theirs.
  private static String quoted(String text) {
    return text.lines()
        .map(line -> "> " + BLOCK.matcher(escaped(line)).replaceFirst("$1\\\\$2"))
        .collect(Collectors.joining("\n"));
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1").replaceAll("\\R", " ");
  }
}
