package berry.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pages made from the table of variables say what the table says.
///
/// After a change of the table: `mvn test -Dtest=ConfigurationPagesTest -Dberry.regenerate=true`.
final class ConfigurationPagesTest {

  @ParameterizedTest
  @CsvSource({"docs/en/configuration.md,EN", "docs/ru/configuration.md,RU", ".env.example,ENV"})
  void are_what_the_table_says(Path page, String kind) throws IOException {
    String expected =
        switch (kind) {
          case "EN" -> ConfigurationPages.english();
          case "RU" -> ConfigurationPages.russian();
          default -> ConfigurationPages.envExample();
        };
    if (Boolean.getBoolean("berry.regenerate")) {
      Files.createDirectories(page.toAbsolutePath().getParent());
      Files.writeString(page, expected);
    }

    assertThat(page).hasContent(expected);
  }

  @Test
  void begin_with_the_documents_five_and_stay_short() {
    List<String> names =
        ConfigurationPages.envExample()
            .lines()
            .filter(line -> line.matches("#? ?[A-Z_]+=.*"))
            .map(line -> line.replaceFirst("^# ?", "").replaceFirst("=.*", ""))
            .toList();

    assertThat(names)
        .startsWith(
            "BOT_TOKEN", "WEBAPP_URL", "DATABASE_URL", "REACT_APP_API_URL", "REACT_APP_BOT_TOKEN")
        .hasSizeLessThanOrEqualTo(14)
        .doesNotHaveDuplicates()
        .allMatch(one -> Variable.named(one).isPresent());
  }

  @Test
  void start_the_sandbox_when_copied_as_they_are() throws IOException {
    Path folder = Files.createTempDirectory("berry-env-example-");
    Files.writeString(folder.resolve(".env"), ConfigurationPages.envExample());

    Configuration configuration =
        Configuration.load(Scope.ALL, new Environment(Map.of(), folder), Map.of());

    assertThat(configuration.sandbox()).isTrue();
    assertThat(configuration.warnings()).isEmpty();
  }

  @Test
  void give_only_examples_that_are_accepted() {
    for (Variable variable : Variable.values()) {
      if (variable == Variable.BERRY_CONFIG || variable == Variable.REACT_APP_BOT_TOKEN) {
        continue;
      }
      var all = new HashMap<String, String>();
      all.put(variable.name(), variable.example());
      if (variable == Variable.WEBAPP_URL) {
        all.put("BOT_TOKEN", Variable.BOT_TOKEN.example());
      }
      Configuration configuration =
          Configuration.load(Scope.ALL, new Environment(all, Path.of("target")), Map.of());
      assertThat(configuration.values()).hasSize(Variable.values().length);
    }
  }

  @Test
  void explain_every_variable_in_both_languages() {
    assertThat(Arrays.stream(Variable.values()))
        .allMatch(one -> ConfigurationPages.english().contains(one.meaning()))
        .allMatch(one -> ConfigurationPages.russian().contains(one.meaningInRussian()))
        .allMatch(one -> one.meaningInRussian().codePoints().anyMatch(c -> c > 0x400));
  }
}
