package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.BerryInside;
import berry.testing.Await;
import berry.testing.Ports;
import berry.testing.PrometheusPrograms;
import berry.testing.TestDatabase;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A real Prometheus reads a running Berry and finds what our rules and our dashboard ask for.
@Tag("scenario")
final class PrometheusTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String TOKEN = "metrics-token-of-a-test";
  private static final Path DEPLOY = Path.of("deploy/prometheus").toAbsolutePath();
  private static final Pattern SERIES = Pattern.compile("\\b(?:berry|jvm|process)_[a-z0-9_]+");

  /// There is nothing to tell of these in a Berry that is a minute old and polls, or of a server
  /// that doesn't let us see its log.
  private static final Set<String> ABSENT =
      Set.of(
          "berry_disk_full_in_seconds",
          "berry_webhook_broken_seconds",
          "berry_webhook_pending",
          "berry_database_wal_bytes",
          "berry_response_webhook_p50_seconds",
          "berry_response_webhook_p95_seconds");

  @TempDir private Path folder;
  @AutoClose private final TestDatabase database = TestDatabase.empty();
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable Process prometheus;
  private @Nullable HttpServer proxy;
  private String asked = "";
  private String berry = "";

  @BeforeEach
  void needs() {
    PrometheusPrograms.require("prometheus");
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (prometheus != null) {
      prometheus.destroyForcibly().waitFor();
    }
    if (proxy != null) {
      proxy.stop(0);
    }
  }

  @Test
  void finds_every_series_that_rules_and_dashboard_ask_for() throws Exception {
    try (BerryInside process =
        BerryInside.start(
            folder.resolve("berry"),
            Map.of("DATABASE_URL", database.url(), "METRICS_TOKEN", TOKEN))) {
      berry = process.awaitReady();
      begin();
      ScenarioFixture fixture = ScenarioFixture.inside(berry);
      fixture.says(ScenarioFixture.ANNA, "/start");
      fixture.heard(ScenarioFixture.ANNA, items -> items.size() == 1);
      String anna = fixture.opens(ScenarioFixture.ANNA);
      assertThat(Web.get(berry + "/api/me", anna).status()).isEqualTo(200);

      Await.holds(SOON, () -> assertThat(value("up{job=\"berry\"}")).isEqualTo("1"));
      Await.holds(SOON, () -> assertThat(value("up{job=\"loopback\"}")).isEqualTo("1"));
      Await.holds(SOON, () -> assertThat(value("up{job=\"stranger\"}")).isEqualTo("0"));
      Set<String> wanted = wanted();
      assertThat(wanted).hasSizeGreaterThan(30);
      wanted.removeAll(ABSENT);
      Await.holds(
          SOON,
          () -> {
            Set<String> missing = new TreeSet<>(wanted);
            missing.removeAll(names());
            assertThat(missing).isEmpty();
          });
      assertThat(value("berry_build_info{job=\"berry\",version!=\"\"}")).isEqualTo("1");
      assertThat(Double.parseDouble(value("berry_cpu_used_ratio{job=\"berry\"}")))
          .isBetween(0.0, 1.0);
      assertThat(Double.parseDouble(value("berry_database_size_bytes{job=\"berry\"}")))
          .isGreaterThan(1_000_000);
      rulesAreJudged();
      panelsAreUnderstood();
      page();
    }
  }

  /// All rules are judged, and each without an error.
  private void rulesAreJudged() {
    Await.holds(
        SOON,
        () -> {
          JsonNode rules = Web.get(asked + "/api/v1/rules").json().at("/data/groups");
          assertThat(rules.valueStream().flatMap(group -> group.get("rules").valueStream()))
              .hasSize(14)
              .allSatisfy(rule -> assertThat(rule.get("health").asString()).isEqualTo("ok"));
        });
  }

  private void panelsAreUnderstood() throws IOException {
    JsonNode dashboard = dashboard();
    Set<Integer> ids = new TreeSet<>();
    Set<String> cells = new TreeSet<>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).isTrue();
      JsonNode place = panel.get("gridPos");
      assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < place.get("w").asInt(); x++) {
        for (int y = 0; y < place.get("h").asInt(); y++) {
          String cell = (place.get("x").asInt() + x) + "/" + (place.get("y").asInt() + y);
          assertThat(cells.add(cell)).as(panel.get("title").asString()).isTrue();
        }
      }
      for (JsonNode target : panel.path("targets")) {
        assertThat(target.at("/datasource/uid").asString()).isEqualTo("${datasource}");
        String expression =
            target.get("expr").asString().replace("$job", "berry").replace("$instance", ".+");
        assertThat(expression).doesNotContain("$");
        JsonNode answer = query(expression);
        assertThat(answer.get("status").asString()).as(expression).isEqualTo("success");
      }
    }
    assertThat(dashboard.get("schemaVersion").asInt()).isPositive();
    assertThat(dashboard.at("/templating/list/0/type").asString()).isEqualTo("datasource");
  }

  /// The whole page of a Berry that works, as promtool judges it.
  private void page() {
    PrometheusPrograms.Verdict verdict =
        PrometheusPrograms.promtool(Web.get(berry + "/metrics").text(), "check", "metrics");
    assertThat(verdict.said()).isEmpty();
    assertThat(verdict.code()).isZero();
  }

  private static JsonNode dashboard() throws IOException {
    return Web.read(Files.readString(DEPLOY.resolve("grafana/berry.json")));
  }

  private static Set<String> wanted() throws IOException {
    return SERIES
        .matcher(
            Files.readString(DEPLOY.resolve("rules.yml")) + dashboard().findValuesAsString("expr"))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> names() {
    return Web.get(asked + "/api/v1/label/__name__/values")
        .json()
        .get("data")
        .valueStream()
        .map(JsonNode::asString)
        .collect(Collectors.toSet());
  }

  /// Of the one series that fits; empty when there is none.
  private String value(String query) {
    JsonNode result = query(query).at("/data/result");
    assertThat(result.size()).as(query + " " + result).isLessThanOrEqualTo(1);
    return result.isEmpty() ? "" : result.at("/0/value/1").asString();
  }

  private JsonNode query(String query) {
    return Web.get(
            asked + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
        .json();
  }

  private void begin() throws IOException {
    int port = Ports.free();
    asked = "http://127.0.0.1:" + port;
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/metrics", this::forward);
    proxy.start();
    Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    String elsewhere = "127.0.0.1:" + proxy.getAddress().getPort();
    Path configuration = folder.resolve("prometheus.yml");
    Files.writeString(
        configuration,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: ['%s']
        scrape_configs:
          - job_name: berry
            authorization: {type: Bearer, credentials_file: '%s'}
            static_configs: [{targets: ['%s']}]
          - job_name: stranger
            static_configs: [{targets: ['%s']}]
          - job_name: loopback
            static_configs: [{targets: ['%s']}]
        """
            .formatted(
                DEPLOY.resolve("rules.yml"),
                token,
                elsewhere,
                elsewhere,
                URI.create(berry).getAuthority()));
    Path log = folder.resolve("prometheus.log");
    prometheus =
        new ProcessBuilder(
                PrometheusPrograms.require("prometheus").toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("series"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Await.until(SOON, this::isReady);
  }

  private boolean isReady() {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(asked + "/-/ready")).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A reverse proxy: to Berry its clients are not of this machine, so the token counts.
  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(berry + "/metrics"))
              .header("X-Forwarded-For", "192.0.2.7");
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (authorization != null) {
        request.header("Authorization", authorization);
      }
      var answer = client.send(request.build(), BodyHandlers.ofByteArray());
      exchange
          .getResponseHeaders()
          .add("Content-Type", answer.headers().firstValue("Content-Type").orElse("text/plain"));
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
