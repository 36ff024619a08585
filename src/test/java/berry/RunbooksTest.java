package berry;

import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.Rule;
import berry.alerts.RuleSet;
import berry.config.Rules;
import berry.monitoring.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody opens at night because an alert told them to: a page for each rule, all of one
/// form. That its verbs, options and links exist, [DocsTest] looks at.
final class RunbooksTest {

  /// Of the rules that are there without any configuration.
  private static final Set<String> RULES =
      RuleSet.of(Rules.NONE).all().stream().map(Rule::key).collect(Collectors.toSet());

  private static final List<String> ENGLISH =
      List.of("Meaning", "Impact", "Diagnosis", "Mitigation", "Verify", "Escalate when");

  private static final List<String> RUSSIAN =
      List.of(
          "Что это значит",
          "Чем грозит",
          "Диагностика",
          "Что сделать",
          "Проверка",
          "Когда звать на помощь");

  private static final Set<String> METRICS =
      Arrays.stream(Metric.values()).map(Metric::id).collect(Collectors.toSet());

  /// `cpu.used` alone in backticks or after `--names`, the first word one of a metric.
  private static final Pattern METRIC =
      Pattern.compile("(?<=[`, ])[a-z]+(?:\\.[a-zA-Z0-9]+)+(?=[`, ])");

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void are_there_for_each_rule_and_for_nothing_else(String language) throws IOException {
    Set<String> pages = new TreeSet<>();
    for (Path page : pages(language)) {
      pages.add(page.getFileName().toString().replaceFirst("\\.md$", ""));
    }

    assertThat(pages).containsExactlyInAnyOrderElementsOf(RULES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void answer_the_same_questions_in_the_same_order(String language) throws IOException {
    for (Path page : pages(language)) {
      assertThat(sections(page).stream().map(one -> one.lines().findFirst().orElse("")))
          .as("%s", page)
          .containsExactlyElementsOf(language.equals("en") ? ENGLISH : RUSSIAN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void say_with_a_command_how_to_look_and_how_to_see_that_it_is_over(String language)
      throws IOException {
    for (Path page : pages(language)) {
      String key = page.getFileName().toString().replaceFirst("\\.md$", "");

      assertThat(sections(page).get(2)).as("%s, diagnosis", page).contains("`./berry ");
      assertThat(sections(page).get(4))
          .as("%s, verify", page)
          .contains("`./berry alerts list`: `" + key + "`");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void name_only_metrics_there_are(String language) throws IOException {
    Set<String> families =
        METRICS.stream().map(id -> id.substring(0, id.indexOf('.'))).collect(Collectors.toSet());
    List<String> unknown = new ArrayList<>();
    int known = 0;
    for (Path page : pages(language)) {
      for (MatchResult found : METRIC.matcher(Files.readString(page)).results().toList()) {
        String id = found.group();
        if (METRICS.contains(id)) {
          known++;
        } else if (families.contains(id.substring(0, id.indexOf('.')))
            && !id.endsWith(".key")
            && !id.endsWith(".md")) {
          unknown.add(page + ": " + id);
        }
      }
    }

    assertThat(unknown).isEmpty();
    assertThat(known).isGreaterThan(RULES.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void stand_in_the_list_of_rules(String language) throws IOException {
    String alerts = Files.readString(Path.of("docs", language, "alerts.md"));

    assertThat(RULES).allMatch(key -> alerts.contains("| [" + key + "](runbooks/" + key + ".md)"));
  }

  @Test
  void lean_on_a_page_that_defines_every_metric() throws IOException {
    for (String language : List.of("en", "ru")) {
      String page = Files.readString(Path.of("docs", language, "metrics.md"));

      assertThat(METRICS).as(language).allMatch(id -> page.contains("`" + id + "`"));
    }
  }

  /// What stands under each heading of the second level, with the heading.
  private static List<String> sections(Path page) throws IOException {
    return Arrays.stream(Files.readString(page).split("(?m)^## ", -1)).skip(1).toList();
  }

  private static List<Path> pages(String language) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs", language, "runbooks"))) {
      return files.sorted().toList();
    }
  }
}
