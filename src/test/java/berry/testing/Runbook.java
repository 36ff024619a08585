package berry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of `docs/…/runbooks`, taken apart as the incident's page does it: what stands in a list
/// is a step, what stands in backticks may be typed.
///
/// @param language `en` or `ru`
/// @param key of the rule
public record Runbook(String language, String key, String text) {

  /// The parts whose list items are ticked off, by their place among the headings.
  public enum Part {
    DIAGNOSIS(2),
    MITIGATION(3),
    VERIFY(4);

    private final int place;

    Part(int place) {
      this.place = place;
    }
  }

  /// What a command begins with.
  private static final String PROGRAM =
      "./berry|berry|df|du|rm|curl|psql|pg_isready|systemctl|docker|railway|top|ps|dmesg|kill";

  private static final Pattern COMMAND =
      Pattern.compile("(?:[A-Z_]+=\\S+ )*(?:" + PROGRAM + ")(?: .+)?");
  private static final Pattern SQL = Pattern.compile("(?:SELECT|ANALYZE|VACUUM)\\b[^;]*;");
  private static final Pattern TYPED = Pattern.compile("(?ms)^ *```sql\n(.*?)^ *```|`([^`\n]+)`");
  private static final Pattern ITEM = Pattern.compile("(?m)^ {0,3}(?:\\d{1,3}\\.|-) ");

  /// All pages of a language, by name.
  public static List<Runbook> all(String language) {
    try (Stream<Path> files = Files.list(Path.of("docs", language, "runbooks"))) {
      return files
          .sorted()
          .map(page -> of(language, page.getFileName().toString().replaceFirst("\\.md$", "")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Runbook of(String language, String key) {
    try {
      Path page = Path.of("docs", language, "runbooks", key + ".md");
      return new Runbook(language, key, Files.readString(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of the second level, in their order.
  public List<String> headings() {
    return sections().stream().map(one -> one.lines().findFirst().orElse("")).toList();
  }

  /// What stands under each heading of the second level, with the heading.
  public List<String> sections() {
    return Arrays.stream(text.split("(?m)^## ", -1)).skip(1).toList();
  }

  /// The list items of a part, each with all that stands below it.
  public List<String> steps(Part part) {
    return items(sections().get(part.place));
  }

  /// Everything in it that somebody may type, in its order.
  public List<String> commands(Part part) {
    return commands(sections().get(part.place));
  }

  /// The same, of the whole page.
  public List<String> commands() {
    return commands(text);
  }

  /// What stands in backticks on one line.
  public List<String> spans() {
    return spans(text);
  }

  public static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    List<MatchResult> found = ITEM.matcher(text).results().toList();
    for (int n = 0; n < found.size(); n++) {
      int end = n + 1 < found.size() ? found.get(n + 1).start() : text.length();
      items.add(text.substring(found.get(n).end(), end));
    }
    return items;
  }

  public static List<String> spans(String text) {
    return typed(text).filter(one -> one.group(2) != null).map(one -> one.group(2)).toList();
  }

  public static List<String> commands(String text) {
    return typed(text)
        .map(one -> one.group(1) == null ? one.group(2) : one.group(1).stripIndent().strip())
        .filter(one -> COMMAND.matcher(one).matches() || isSql(one))
        .toList();
  }

  /// Whether psql is meant, not a shell.
  public static boolean isSql(String command) {
    return SQL.matcher(command).matches();
  }

  private static Stream<MatchResult> typed(String text) {
    return TYPED.matcher(text).results();
  }

  @Override
  public String toString() {
    return language + "/" + key;
  }
}
