package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.BerryInside;
import berry.testing.Await;
import berry.testing.PostgresPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL is killed under a running Berry: it recovers without a hand.
@Tag("scenario")
final class DatabaseDiesTest {

  @TempDir Path folder;

  @Test
  void the_embedded_server_comes_back_and_everything_with_it() throws IOException {
    PostgresPrograms.into(folder.resolve("data"));
    try (BerryInside berry = BerryInside.start(folder, Map.of())) {
      ScenarioFixture fixture = ScenarioFixture.inside(berry.awaitReady());
      fixture.says(ScenarioFixture.ANNA, "/start");
      fixture.heard(ScenarioFixture.ANNA, items -> items.size() == 1);
      String anna = fixture.opens(ScenarioFixture.ANNA);
      for (int times = 1; times <= 3; times++) {
        BerryProcess.signal("KILL", postmaster());
        fixture.says(ScenarioFixture.ANNA, "/help");
        int answers = times + 1;
        fixture.heard(ScenarioFixture.ANNA, items -> items.size() == answers);
        Await.until(
            Duration.ofSeconds(15), () -> Web.get(fixture.berry() + "/readyz").status() == 200);
      }
      fixture.sees(anna, "/api/me/messages", page -> page.get("items").size() == 8);
      try (Listening phone = new Listening(fixture, anna, null)) {
        fixture.says(ScenarioFixture.ANNA, "Are you there?");
        phone.awaits("me");
      }
      assertThat(berry.terminate()).isZero();
    }
    assertThat(pidFile()).doesNotExist();
  }

  private long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(pidFile()).getFirst());
  }

  private Path pidFile() {
    return folder.resolve("data/postgres/cluster/postmaster.pid");
  }
}
