package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import berry.monitoring.DefaultRules.Default;
import berry.testing.PrometheusPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The rules that we give to Prometheus are the ones that Berry judges itself.
final class PrometheusRulesTest {

  private static final Path RULES = Path.of("deploy/prometheus/rules.yml").toAbsolutePath();
  private static final String ONE = "{job=\"berry\", instance=\"one\"}";

  @TempDir private Path folder;

  @Test
  void are_the_defaults_one_for_one() throws Exception {
    List<JsonNode> written = written();

    assertThat(written)
        .extracting(rule -> rule.at("/labels/key").asString())
        .containsExactlyElementsOf(DefaultRules.all().stream().map(Default::key).toList());
    for (int n = 0; n < written.size(); n++) {
      Default known = DefaultRules.all().get(n);
      JsonNode rule = written.get(n);
      assertThat(rule.get("expr").asString())
          .as(known.key())
          .matches(
              "(?s)\\Q%s %s %s\\E(\\s.*)?"
                  .formatted(
                      MetricExposition.name(known.metric()),
                      known.above() ? ">" : "<",
                      number(known.threshold())));
      assertThat(seconds(rule.get("for").asString())).as(known.key()).isEqualTo(known.after());
      assertThat(rule.at("/labels/severity").asString())
          .as(known.key())
          .isEqualTo(Integer.toString(known.severity()));
      assertThat(rule.at("/annotations/runbook_url").asString())
          .endsWith("/docs/en/runbooks/" + known.key() + ".md");
      assertThat(rule.at("/annotations/summary").asString()).contains("$value");
    }
  }

  @Test
  void are_understood_by_prometheus() {
    PrometheusPrograms.Verdict config =
        PrometheusPrograms.promtool("", "check", "config", "deploy/prometheus/prometheus.yml");
    PrometheusPrograms.Verdict rules =
        PrometheusPrograms.promtool("", "check", "rules", RULES.toString());

    assertThat(config.code()).as(config.said()).isZero();
    assertThat(config.said()).contains("1 rule files found").doesNotContain("FAILED");
    assertThat(rules.code()).as(rules.said()).isZero();
    assertThat(rules.said()).contains("14 rules found");
  }

  /// Each rule by its behaviour: hardly over the threshold it fires when its time has passed and
  /// not before; at the threshold, without the figure and with too few requests it never does.
  @Test
  void fire_when_berry_would() throws Exception {
    List<Object> tests = new ArrayList<>();
    Map<String, String> names = names();
    for (Default known : DefaultRules.all()) {
      String alert = Objects.requireNonNull(names.get(known.key()));
      List<Object> checks = new ArrayList<>();
      Duration after = known.after();
      if (after.isPositive()) {
        checks.add(expect(alert, after.minusMinutes(1), false));
      }
      checks.add(expect(alert, after.plusMinutes(1), true));
      tests.add(test(known.key() + ", over it", series(known, known.beyond(), 10), checks));
      List<Object> never = List.of(expect(alert, after.plusMinutes(10), false));
      tests.add(test(known.key() + ", at it", series(known, known.threshold(), 10), never));
      tests.add(test(known.key() + ", absent", requests(known, 10), never));
      if (!known.requests().isEmpty()) {
        tests.add(test(known.key() + ", 19 requests", series(known, known.beyond(), 3.8), never));
      }
    }
    tests.add(
        test(
            "unreachable",
            List.of(values("up" + ONE, 0)),
            List.of(
                expect("BerryUnreachable", Duration.ofMinutes(1), false),
                expect("BerryUnreachable", Duration.ofMinutes(3), true))));
    Path file = folder.resolve("tests.yml");
    Files.writeString(
        file,
        new YAMLMapper()
            .writeValueAsString(
                Map.of(
                    "rule_files",
                    List.of(RULES.toString()),
                    "evaluation_interval",
                    "15s",
                    "tests",
                    tests)));

    PrometheusPrograms.Verdict verdict =
        PrometheusPrograms.promtool("", "test", "rules", file.toString());

    assertThat(verdict.code()).as(verdict.said()).isZero();
  }

  private static Map<String, Object> test(String name, List<?> series, List<?> checks) {
    return Map.of(
        "name", name, "interval", "15s", "input_series", series, "promql_expr_test", checks);
  }

  private static List<Object> series(Default known, double value, double perMinute) {
    List<Object> all = new ArrayList<>(requests(known, perMinute));
    all.add(values(MetricExposition.name(known.metric()) + ONE, value));
    return all;
  }

  private static List<Object> requests(Default known, double perMinute) {
    List<Object> all = new ArrayList<>();
    for (Metric one : known.requests()) {
      all.add(values(MetricExposition.name(one) + ONE, perMinute));
    }
    return all;
  }

  /// Constant for an hour.
  private static Map<String, String> values(String series, double value) {
    return Map.of("series", series, "values", number(value) + "x240");
  }

  private static Map<String, Object> expect(String alert, Duration at, boolean fires) {
    return Map.of(
        "expr",
        "count(ALERTS{alertname=\"%s\", alertstate=\"firing\"})".formatted(alert),
        "eval_time",
        at.toSeconds() + "s",
        "exp_samples",
        fires ? List.of(Map.of("labels", "{}", "value", 1)) : List.of());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static Duration seconds(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  private static Map<String, String> names() throws Exception {
    Map<String, String> all = new HashMap<>();
    for (JsonNode rule : written()) {
      all.put(rule.at("/labels/key").asString(), rule.get("alert").asString());
    }
    return all;
  }

  private static List<JsonNode> written() throws Exception {
    JsonNode group = new YAMLMapper().readTree(Files.readString(RULES)).at("/groups/0");
    assertThat(group.get("name").asString()).isEqualTo("berry");
    return group.get("rules").valueStream().toList();
  }
}
