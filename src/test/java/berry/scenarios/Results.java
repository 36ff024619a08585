package berry.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The section of `bench/results.md` that the long form of the fault tests writes. Each fault is a
/// row, put there when its test has passed; rows of another commit go with the first one.
final class Results {

  private static final Path FILE = Path.of("bench/results.md");
  private static final String BEGIN = "<!-- ./berry test --long: begin -->";
  private static final String END = "<!-- ./berry test --long: end -->";

  void put(String fault, String row) {
    try {
      String file = Files.exists(FILE) ? Files.readString(FILE) : "# Results\n";
      int from = file.indexOf(BEGIN);
      int to = file.indexOf(END);
      boolean there = from >= 0 && to > from;
      String known = there ? file.substring(from, to) : "";
      String measured = "commit %s.".formatted(commit());
      Map<String, String> rows = known.contains(measured) ? rows(known) : new LinkedHashMap<>();
      rows.put(fault, row);
      String before = there ? file.substring(0, from) : file + "\n";
      String after = there ? file.substring(to + END.length()) : "\n";
      Files.writeString(FILE, before + section(rows, measured) + after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> rows(String section) {
    return section
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| fault "))
        .collect(
            Collectors.toMap(
                line -> line.split("\\|", -1)[1].strip(),
                line -> line,
                (one, two) -> two,
                LinkedHashMap::new));
  }

  private static String section(Map<String, String> rows, String measured) {
    return """
    %s

    ## ./berry test --long
    %s UTC; %d processors; Java %s; %s Two replicas, 2,000 people, no update lost or doubled \
    in any row: a test that finds one writes none. *Back* is the time from the repair to the half \
    second in which at least 90 %% of the rate before are acknowledged again; of polling, the time from \
    the signal to the next getUpdates by the other.

    | fault | times | updates/s before | acknowledged | back, median | back, longest |
    |---|---|---|---|---|---|
    %s

    %s\
    """
        .formatted(
            BEGIN,
            Clock.systemUTC()
                .instant()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString()
                .replace(":00Z", ""),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            measured,
            String.join("\n", rows.values()),
            END);
  }

  /// What was measured. Figures that another command has written meanwhile make no difference.
  private static String commit() throws IOException {
    String changed =
        git("status", "--porcelain", "--untracked-files=no", "--", ":!bench/results.md");
    return git("rev-parse", "--short", "HEAD") + (changed.isEmpty() ? "" : "-dirty");
  }

  private static String git(String... words) throws IOException {
    List<String> command = Stream.concat(Stream.of("git"), Stream.of(words)).toList();
    Process git = new ProcessBuilder(command).start();
    return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
