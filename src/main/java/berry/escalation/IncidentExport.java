package berry.escalation;

import berry.alerts.Alerts;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private static final Pattern PIECE = Pattern.compile("\\{([a-z]+)}");

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
      lines.add("- %s — %s".formatted(TIME.format(line.at().atZone(zone)), told(line, words)));
    }
    return String.join("\n", lines) + "\n";
  }

  private static void row(List<String> lines, String name, @Nullable String value) {
    lines.add("| %s | %s |".formatted(name, value == null ? "—" : escaped(value)));
  }

  private static @Nullable String length(Optional<Duration> time, IncidentWords words) {
    return time.map(words::length).orElse(null);
  }

  private static String told(TimelineLine line, IncidentWords words) {
    Map<String, Object> detail = JSON.readValue(line.detail(), DETAIL);
    String who =
        line.actorId() == null
            ? words.of("export.via." + line.via())
            : line.actor() == null ? Long.toString(line.actorId()) : line.actor();
    // All at once: somebody's words may hold the name of another piece.
    return PIECE
        .matcher(words.of("line." + line.kind()))
        .replaceAll(piece ->
            Matcher.quoteReplacement(
                escaped(
                    piece.group(1).equals("who")
                        ? who
                        : String.valueOf(detail.getOrDefault(piece.group(1), "")))));
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
