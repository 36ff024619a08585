package berry;

import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.Rule;
import berry.alerts.RuleSet;
import berry.cli.TypedLine;
import berry.config.Configuration;
import berry.config.ConfigurationMistakes;
import berry.config.Environment;
import berry.config.Rules;
import berry.config.Scope;
import berry.config.Variable;
import berry.monitoring.Metric;
import berry.testing.Runbook;
import berry.testing.Runbook.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What somebody opens at night because an alert told them to: a page for each rule, all of one
/// form, and nothing in it that does not exist. Its links [DocsTest] looks at, its routes
/// `RunbooksApiTest`, and whether it helps `RunbookCommandsTest`.
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

  /// Metrics, keys of berry.yaml and files look alike.
  private static final Pattern DOTTED = Pattern.compile("[a-z]+(?:\\.[a-zA-Z0-9]+)+");

  private static final Pattern FILE = Pattern.compile(".+\\.(?:yaml|pid|key|log|md)");

  /// A key of berry.yaml, alone or with its value.
  private static final Pattern RULE_KEY = Pattern.compile("([a-z][A-Za-z.]*)(?:: .+)?");

  private static final Pattern VARIABLE = Pattern.compile("([A-Z]+(?:_[A-Z0-9]+)+)(?:=.*)?");
  private static final Pattern PLACEHOLDER = Pattern.compile("(?<=[ (=])[A-Z]+(?=$|[ );])");

  /// What a person puts in their place is plain from the words around them.
  private static final Map<String, String> PLACEHOLDERS =
      Map.of("NAME", "a.berry", "TEXT", "why", "ID", "7", "N", "7", "PID", "7", "HOST", "db");

  /// Settings of Docker; Berry's own options stand after its verb.
  private static final Set<String> OTHERS_OPTIONS = Set.of("--cpus");

  /// Read by the launcher before there is a configuration.
  private static final Set<String> LAUNCHERS = Set.of("BERRY_HEAP");

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void are_there_for_each_rule_and_for_nothing_else(String language) {
    assertThat(Runbook.all(language))
        .extracting(Runbook::key)
        .containsExactlyInAnyOrderElementsOf(RULES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void answer_the_same_questions_in_the_same_order(String language) {
    assertThat(Runbook.all(language))
        .allSatisfy(page ->
            assertThat(page.headings())
                .containsExactlyElementsOf(language.equals("en") ? ENGLISH : RUSSIAN));
  }

  /// What one person ticked off in one language is ticked off for the others.
  @Test
  void have_the_same_steps_with_the_same_commands_in_both_languages() {
    for (Runbook english : Runbook.all("en")) {
      Runbook russian = Runbook.of("ru", english.key());
      for (Part part : Part.values()) {
        assertThat(commandsOfSteps(russian, part))
            .as("%s, %s", russian, part)
            .isNotEmpty()
            .isEqualTo(commandsOfSteps(english, part));
      }
      assertThat(russian.commands()).as("%s", russian).isEqualTo(english.commands());
    }
  }

  /// The dashboard would show half of it as prose.
  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void tear_nothing_in_backticks(String language) {
    for (Runbook page : Runbook.all(language)) {
      assertThat(page.text().lines())
          .as("%s", page)
          .allMatch(line ->
              line.chars().filter(sign -> sign == '`').count() % 2 == 0
                  || line.strip().startsWith("```"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void say_with_a_command_how_to_look_and_how_to_see_that_it_is_over(String language) {
    for (Runbook page : Runbook.all(language)) {
      assertThat(page.sections().get(2)).as("%s, diagnosis", page).contains("`./berry ");
      assertThat(page.sections().get(4))
          .as("%s, verify", page)
          .contains("`./berry alerts list`: `" + page.key() + "`");
    }
  }

  /// The command line reads them, and does nothing.
  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void name_only_verbs_and_options_there_are(String language) {
    List<String> refused = new ArrayList<>();
    int asked = 0;
    for (Runbook page : Runbook.all(language)) {
      String last = "";
      for (String span : page.spans()) {
        if (span.startsWith("./berry ")) {
          last = span;
          asked++;
          refused(page, span).ifPresent(refused::add);
        } else if (span.startsWith("--") && !OTHERS_OPTIONS.contains(span)) {
          // another option of the command before
          refused(page, last.replaceFirst(" --.*", "") + " " + span).ifPresent(refused::add);
        }
      }
    }

    assertThat(refused).isEmpty();
    assertThat(asked).isGreaterThan(RULES.size() * 4);
  }

  @Test
  void a_verb_or_an_option_that_does_not_exist_would_be_noticed() {
    Runbook page = Runbook.of("en", "disk");

    assertThat(refused(page, "./berry backup prune --dry-run")).isEmpty();
    assertThat(refused(page, "./berry backup prune --dry")).isPresent();
    assertThat(refused(page, "./berry backup shrink")).isPresent();
    assertThat(refused(page, "./berry repair")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void leave_only_what_is_explained_to_be_filled_in(String language) {
    for (Runbook page : Runbook.all(language)) {
      for (String command : page.commands()) {
        if (!command.startsWith("SELECT") || command.contains("PID")) {
          assertThat(PLACEHOLDER.matcher(command).results().map(found -> found.group()))
              .as("%s: %s", page, command)
              .isSubsetOf(PLACEHOLDERS.keySet());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void name_only_variables_there_are(String language) {
    Set<String> found =
        Runbook.all(language).stream()
            .flatMap(page -> page.spans().stream())
            .flatMap(span -> Stream.of(span.split(" ", -1)))
            .map(VARIABLE::matcher)
            .filter(matcher -> matcher.matches())
            .map(matcher -> matcher.group(1))
            .collect(Collectors.toSet());

    assertThat(found)
        .contains("DATABASE_URL", "WEBHOOK_URL")
        .allMatch(name -> LAUNCHERS.contains(name) || Variable.named(name).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void name_only_metrics_and_rules_there_are(String language, @TempDir Path folder)
      throws IOException {
    List<String> unknown = new ArrayList<>();
    int known = 0;
    for (Runbook page : Runbook.all(language)) {
      for (String name : dotted(page)) {
        if (METRICS.contains(name)) {
          known++;
        } else if (!FILE.matcher(name).matches() && !key(folder, name)) {
          unknown.add(page + ": " + name);
        }
      }
    }

    assertThat(unknown).isEmpty();
    assertThat(known).isGreaterThan(RULES.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ru"})
  void name_only_keys_of_the_file_there_are(String language, @TempDir Path folder)
      throws IOException {
    List<String> unknown = new ArrayList<>();
    int known = 0;
    for (Runbook page : Runbook.all(language)) {
      for (String item : Runbook.items(page.text())) {
        for (String span :
            item.contains("`berry.yaml`") ? Runbook.spans(item) : List.<String>of()) {
          var name = RULE_KEY.matcher(span);
          if (name.matches() && !span.equals("berry.yaml")) {
            known++;
            if (!key(folder, name.group(1))) {
              unknown.add(page + ": " + span);
            }
          }
        }
      }
    }

    assertThat(unknown).isEmpty();
    assertThat(known).isGreaterThan(2);
    assertThat(key(folder, "budgets")).isFalse();
    assertThat(key(folder, "retention.outgoing")).isFalse();
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

  private static List<List<String>> commandsOfSteps(Runbook page, Part part) {
    return page.steps(part).stream().map(Runbook::commands).toList();
  }

  /// Alone in backticks, or after `--names`.
  private static List<String> dotted(Runbook page) {
    return page.spans().stream()
        .flatMap(span ->
            span.contains("--names ")
                ? Stream.of(span.replaceFirst(".*--names (\\S+).*", "$1").split(",", -1))
                : Stream.of(span))
        .filter(name -> DOTTED.matcher(name).matches())
        .toList();
  }

  /// Empty when Berry would do it.
  private static Optional<String> refused(Runbook page, String command) {
    String filled =
        PLACEHOLDER.matcher(command).replaceAll(found -> PLACEHOLDERS.get(found.group()));
    return TypedLine.mistake(filled.replaceFirst("^\\./berry ", ""))
        .map(mistake -> page + ": " + command + ": " + mistake);
  }

  /// Whether berry.yaml knows it: as it stands, or in a section of the file. What value it wants is
  /// another question.
  private static boolean key(Path folder, String name) throws IOException {
    for (String section : List.of("", "backup.", "retention.")) {
      String yaml = "1";
      for (String part : List.of((section + name).split("\\.", -1)).reversed()) {
        yaml = "{" + part + ": " + yaml + "}";
      }
      Files.writeString(folder.resolve("berry.yaml"), yaml);
      try {
        Configuration.load(Scope.ALL, new Environment(Map.of(), folder), Map.of());
        return true;
      } catch (ConfigurationMistakes mistakes) {
        if (mistakes.mistakes().stream()
            .noneMatch(one -> one.held().startsWith("an unknown key"))) {
          return true;
        }
      }
    }
    return false;
  }
}
