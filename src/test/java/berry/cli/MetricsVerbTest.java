package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Environment;
import berry.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `berry metrics`, run as the shell runs it.
final class MetricsVerbTest {

  @TempDir private Path folder;
  @AutoClose private final TestDatabase database = TestDatabase.fresh();

  @Test
  void answers_programs_as_its_route_does_with_marks_and_replicas() {
    database.run(
        """
        INSERT INTO deploy (version, replica, at) VALUES ('1.2.3', 'box:1', now() - interval '10 min');
        INSERT INTO alert_episode (key, severity, began_at, threshold)
        VALUES ('disk', 2, now() - interval '8 min', 0.8);
        INSERT INTO replica (name, role, version, started_at, heartbeat_at)
        VALUES ('box:1', 'all', '1.2.3', now() - interval '9 min', now());
        INSERT INTO metric_point (tier, slot, replica, at, figures)
        SELECT tier, slot, 'box:1', now() - interval '5 min', '{}'
        FROM generate_series(0, 1) AS tier, generate_series(0, 9000) AS slot;
        """);

    JsonNode answer = metrics("--json", "--names", "cpu.used");

    assertThat(answer.get("marks").findValuesAsString("kind"))
        .containsExactly("deploy", "restart", "alert");
    assertThat(answer.get("marks").findValuesAsString("text")).contains("1.2.3", "disk");
    assertThat(answer.get("replicas").toString()).isEqualTo("[\"box:1\"]");
    assertThat(answer.get("series").findValuesAsString("name")).containsExactly("cpu.used");
  }

  private JsonNode metrics(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var environment = new Environment(Map.of("DATABASE_URL", database.url(), "PORT", "1"), folder);
    String[] line = Stream.concat(Stream.of("metrics"), Stream.of(words)).toArray(String[]::new);
    int code =
        new Cli(environment, Clock.systemUTC(), new NoEngine(), "test")
            .run(line, new PrintWriter(out), new PrintWriter(err));
    assertThat(code).as(err.toString()).isEqualTo(ExitCode.OK);
    return JsonMapper.shared().readTree(out.toString());
  }
}
