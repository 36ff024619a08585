package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.BerryInside;
import berry.testing.Await;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever looks at a chart, a deploy and a log at night must find the same process in each.
@Tag("scenario")
final class ReplicaNamesTest {

  @TempDir Path folder;
  @AutoClose private AlertStage stage;

  @BeforeEach
  void open() {
    stage = AlertStage.open(folder);
  }

  @Test
  void figures_deploys_and_logs_call_a_replica_by_one_name() throws Exception {
    try (BerryInside berry = BerryInside.start(folder, stage.environment())) {
      ScenarioFixture fixture = stage.town(berry.awaitReady());
      fixture.says(AlertStage.OWNER, "/start");
      String session = fixture.opens(AlertStage.OWNER);
      Await.until(AlertStage.TOLD, () -> !stage.ask("SELECT replica FROM metric_point").isEmpty());

      String name = stage.ask("SELECT string_agg(DISTINCT name, ' ') FROM replica");
      assertThat(name).endsWith(":" + stage.port());
      for (String table : List.of("metric_point", "deploy")) {
        assertThat(stage.ask("SELECT string_agg(DISTINCT replica, ' ') FROM " + table))
            .as(table)
            .isEqualTo(name);
      }
      assertThat(Web.get(fixture.berry() + "/api/logs", session).json().get("replica").asString())
          .isEqualTo(name);
      assertThat(berry.terminate()).isZero();
    }
  }
}
