package berry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import berry.alerts.Rule;
import berry.alerts.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The section `alerts` of berry.yaml and the table `[monitoring]` of railway.toml.
final class AlertSettingsTest {

  @TempDir private Path folder;

  @Test
  void changes_a_default_rule_and_keeps_what_it_does_not_name() throws IOException {
    yaml("alerts: [{key: disk, above: 90%, for: 10m}, {key: cpu, off: true}]");

    Rule disk = rule("disk");
    assertThat(disk.threshold()).isEqualTo(0.9);
    assertThat(disk.clear()).isBetween(0.84, 0.85);
    assertThat(disk.lasts()).isEqualTo(Duration.ofMinutes(10));
    assertThat(disk.severity()).isEqualTo(2);
    assertThat(disk.source()).isEqualTo("berry.yaml");
    assertThat(rule("cpu").off()).isTrue();
    assertThat(rule("memory").source()).isEqualTo("default");
  }

  @Test
  void adds_a_rule_of_ones_own() throws IOException {
    yaml("alerts: [{key: queue, metric: outbox.queued, above: 1000, clear: 100, severity: 3}]");

    assertThat(rule("queue"))
        .matches(one -> one.threshold() == 1000 && one.clear() == 100 && one.severity() == 3);
  }

  @Test
  void a_share_is_well_again_where_a_share_can_be() throws IOException {
    yaml(
        """
        alerts:
          - {key: alive, metric: self.good, below: 99%}
          - {key: always, metric: self.good, below: 100%}
        """);

    assertThat(rule("alive").clear()).isEqualTo(0.995);
    assertThat(rule("always").clear()).isEqualTo(1);
  }

  @Test
  void a_number_of_any_length_is_a_mistake_and_no_more() throws IOException {
    yaml("alerts: [{key: cpu, severity: 99999999999999999999, above: 1e999999}]");

    ConfigurationMistakes mistakes =
        catchThrowableOfType(ConfigurationMistakes.class, () -> rule("cpu"));
    assertThat(mistakes.mistakes())
        .extracting(Mistake::variable)
        .containsExactlyInAnyOrder(
            "berry.yaml: alerts.cpu.severity", "berry.yaml: alerts.cpu.above");
  }

  @Test
  void tells_all_mistakes_at_once() throws IOException {
    yaml(
        """
        alerts:
          - {key: a, metric: cpu.usedd, above: 80%}
          - {key: b, metric: cpu.used, above: 5s}
          - {key: c, metric: response.api.p95, above: 80%}
          - {key: d, metric: outbox.queued, above: 80%}
          - {key: disk, above: 70%, clear: 80%}
          - {key: e, metric: cpu.used, below: 10%, clear: 5%}
          - {key: f, metric: cpu.used}
          - {key: g}
          - {key: h, metric: cpu.used, above: 80%, severity: 4, for: 25h}
          - {key: Bad Key, abov: 3}
        """);

    ConfigurationMistakes mistakes = catchThrowableOfType(ConfigurationMistakes.class, this::load);

    assertThat(mistakes.mistakes())
        .extracting(Mistake::variable)
        .contains(
            "berry.yaml: alerts.a.metric",
            "berry.yaml: alerts.b.above",
            "berry.yaml: alerts.c.above",
            "berry.yaml: alerts.d.above",
            "berry.yaml: alerts.disk.clear",
            "berry.yaml: alerts.e.clear",
            "berry.yaml: alerts.f.above",
            "berry.yaml: alerts.g.metric",
            "berry.yaml: alerts.h.severity",
            "berry.yaml: alerts.h.for",
            "berry.yaml: alerts.key",
            "berry.yaml: alerts.abov");
    assertThat(mistakes.getMessage()).contains("did you mean cpu.used?", "did you mean above?");
  }

  @Test
  void takes_a_hundred_rules_and_no_more() throws IOException {
    yaml("alerts:\n" + "  - {key: disk}\n".repeat(101));

    assertThat(catchThrowableOfType(ConfigurationMistakes.class, this::load).getMessage())
        .contains("101 rules");
  }

  @Test
  void understands_the_table_of_railway_and_lets_berry_yaml_win() throws IOException {
    Files.writeString(
        folder.resolve("railway.toml"),
        """
        [monitoring]
        metrics = ["cpu", "memory"]
        alerts = [
          { type = "cpu", threshold = 70, duration = "2m" },
          { type = "memory", threshold = "85%" },
          { type = "response_time", threshold = "2s", duration = "10m" },
        ]
        """);
    yaml("alerts: [{key: memory, above: 95%}]");

    assertThat(rule("cpu").threshold()).isEqualTo(0.7);
    assertThat(rule("cpu").lasts()).isEqualTo(Duration.ofMinutes(2));
    assertThat(rule("cpu").source()).isEqualTo("railway.toml");
    assertThat(rule("memory").threshold()).isEqualTo(0.95);
    assertThat(rule("response-time-api").threshold()).isEqualTo(2);
    assertThat(load().warnings()).noneMatch(one -> one.contains("railway.toml"));
  }

  @Test
  void warns_of_what_it_does_not_understand_in_railways_own_file() throws IOException {
    Files.writeString(
        folder.resolve("railway.toml"),
        """
        [[monitoring.alerts]]
        type = "moon"
        threshold = 1
        [[monitoring.alerts]]
        type = "response_time"
        threshold = 1000
        """);

    assertThat(load().warnings())
        .filteredOn(one -> one.contains("railway.toml"))
        .hasSize(2)
        .anyMatch(one -> one.contains("moon"));
    Files.writeString(folder.resolve("railway.toml"), "= no toml");
    assertThat(load().warnings()).anyMatch(one -> one.contains("not readable as TOML"));
  }

  private Rule rule(String key) {
    return RuleSet.of(load().rules()).find(key).orElseThrow();
  }

  private Configuration load() {
    return Configuration.load(
        Scope.ALL, new Environment(Map.of(), folder), Map.of(), RuleSet::mistakes);
  }

  private void yaml(String... lines) throws IOException {
    Files.writeString(folder.resolve("berry.yaml"), String.join("\n", List.of(lines)));
  }
}
