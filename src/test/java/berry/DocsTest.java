package berry;

import static org.assertj.core.api.Assertions.assertThat;

import berry.cli.Cli;
import berry.cli.Engine;
import berry.config.Configuration;
import berry.config.Environment;
import berry.config.Variable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the Markdown pages say is there: pages, links, verbs, options, variables.
final class DocsTest {

  private static final Path ENGLISH = Path.of("docs/en");
  private static final Path RUSSIAN = Path.of("docs/ru");

  /// Pages whose other half lies elsewhere, because the document or GitHub wants it there.
  private static final Map<Path, Path> ELSEWHERE =
      Map.of(
          Path.of("docs/en/deployment.md"), Path.of("DEPLOYMENT.md"),
          Path.of("docs/ru/architecture.md"), Path.of("ARCHITECTURE.md"));

  /// For those who change the code; not translated.
  private static final Path ENGLISH_ONLY = Path.of("docs/en/decisions");

  /// Upper-case words with an underscore that are no variables of Berry's configuration.
  private static final Set<String> OTHER_WORDS =
      Set.of(
          "BERRY_HEAP",
          "BERRY_JAVA_OPTIONS",
          "JAVA_HOME",
          "LD_LIBRARY_PATH",
          "ON_ERROR_STOP",
          "NAME_FILE");

  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");
  private static final Pattern COMMAND = Pattern.compile("(?:\\./|`)berry ([a-z]+)([^`#\\n]*)");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z-]*");
  private static final Pattern WORD = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\b");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?)\\s*$");

  @Test
  void have_a_twin_in_the_other_language() throws IOException {
    List<String> alone = new ArrayList<>();
    for (Path page : pages()) {
      Path twin = twin(page);
      if (twin != null && !Files.exists(twin)) {
        alone.add(page + " has no " + twin);
      }
    }

    assertThat(alone).isEmpty();
  }

  @Test
  void have_as_many_headings_and_code_blocks_as_their_twins() throws IOException {
    List<String> different = new ArrayList<>();
    for (Path page : pages()) {
      Path twin = twin(page);
      if (twin != null && Files.exists(twin) && !shape(page).equals(shape(twin))) {
        different.add(page + " " + shape(page) + ", " + twin + " " + shape(twin));
      }
    }

    assertThat(different).isEmpty();
  }

  @Test
  void lead_somewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult link : LINK.matcher(text(page)).results().toList()) {
        String target = link.group(1) == null ? link.group(2) : link.group(1);
        if (!target.matches("(https?|mailto):.*") && !leads(page, target)) {
          broken.add(page + ": " + target);
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void name_only_verbs_and_options_there_are() throws IOException {
    Map<String, String> help = new HashMap<>();
    Set<String> verbs = verbs();
    List<String> unknown = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult command : COMMAND.matcher(text(page)).results().toList()) {
        String verb = command.group(1);
        if (verb.equals("test")) {
          continue; // the launcher's own
        }
        if (!verbs.contains(verb)) {
          unknown.add(page + ": berry " + verb);
          continue;
        }
        String known = help.computeIfAbsent(verb, word -> said(word, "--help"));
        OPTION
            .matcher(command.group(2))
            .results()
            .map(MatchResult::group)
            .filter(option -> !known.contains(option))
            .forEach(option -> unknown.add(page + ": berry " + verb + " " + option));
      }
    }

    assertThat(verbs).contains("start", "doctor");
    assertThat(unknown).isEmpty();
  }

  @Test
  void name_only_variables_there_are() throws IOException {
    List<String> unknown = new ArrayList<>();
    for (Path page : pages()) {
      WORD.matcher(text(page))
          .results()
          .map(MatchResult::group)
          .distinct()
          .filter(word -> !OTHER_WORDS.contains(word))
          .filter(word -> Variable.named(word.replaceFirst("_FILE$", "")).isEmpty())
          .filter(word -> Variable.named(word).isEmpty())
          .forEach(word -> unknown.add(page + ": " + word));
    }

    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.ru.md"})
  void begin_with_a_short_readme(Path readme) throws IOException {
    assertThat(Files.readAllLines(readme)).hasSizeLessThanOrEqualTo(150);
  }

  private static @Nullable Path twin(Path page) {
    Path elsewhere = ELSEWHERE.get(page);
    if (elsewhere != null) {
      return elsewhere;
    }
    if (page.startsWith(ENGLISH) && !page.startsWith(ENGLISH_ONLY)) {
      return RUSSIAN.resolve(ENGLISH.relativize(page));
    }
    if (page.startsWith(RUSSIAN)) {
      return ENGLISH.resolve(RUSSIAN.relativize(page));
    }
    return page.equals(Path.of("README.md")) ? Path.of("README.ru.md") : null;
  }

  /// Levels of the headings and the number of fences, in their order.
  private static List<String> shape(Path page) throws IOException {
    return text(page)
        .lines()
        .filter(line -> line.matches("##+ .*|```.*"))
        .map(line -> line.replaceFirst(" .*", "").replaceFirst("```.*", "```"))
        .toList();
  }

  private static boolean leads(Path page, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path folder = page.getParent() == null ? Path.of("") : page.getParent();
    Path file = parts[0].isEmpty() ? page : folder.resolve(parts[0]).normalize();
    return Files.exists(file)
        && (parts.length == 1
            || HEADING
                .matcher(text(file))
                .results()
                .anyMatch(heading -> anchor(heading.group(1)).equals(parts[1])));
  }

  /// As GitHub makes it of a heading.
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static Set<String> verbs() {
    Set<String> verbs = new TreeSet<>();
    said("--help")
        .lines()
        .dropWhile(line -> !line.startsWith("Commands:"))
        .skip(1)
        .forEach(line -> verbs.add(line.strip().replaceFirst("\\s.*", "")));
    return verbs;
  }

  private static String said(String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    Environment nothing = new Environment(Map.of(), Path.of("target"));
    new Cli(nothing, Clock.systemUTC(), new Idle(), "test").run(arguments, writer, writer);
    return out.toString();
  }

  /// Help starts nothing.
  private static final class Idle implements Engine {
    @Override
    public int start(Configuration configuration) {
      throw new IllegalStateException("help must not start anything");
    }

    @Override
    public int sandbox(Configuration configuration, int port) {
      throw new IllegalStateException("help must not start anything");
    }
  }

  private static String text(Path page) throws IOException {
    return Files.readString(page);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(top, docs)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
