package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.BerryInside;
import berry.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One command, no account: what a newcomer sees.
@Tag("scenario")
final class FirstMinuteTest {

  @TempDir Path folder;

  @Test
  void a_message_travels_from_the_chat_to_both_dashboards_and_outlives_every_kind_of_end() {
    try (BerryProcess berry = BerryProcess.start(folder, Map.of())) {
      ScenarioFixture fixture = ScenarioFixture.inside(berry.awaitReady());
      assertThat(berry.out().stream().takeWhile(line -> !line.startsWith("Berry is ready")))
          .hasSizeLessThanOrEqualTo(7);
      fixture.says(ScenarioFixture.ANNA, "/start");
      fixture.heard(ScenarioFixture.ANNA, items -> items.size() == 1);
      String anna = fixture.opens(ScenarioFixture.ANNA);
      String owner = fixture.opens(fixture.owner());
      try (Listening annasPhone = new Listening(fixture, anna, null);
          Listening ownersPhone = new Listening(fixture, owner, null)) {

        fixture.says(ScenarioFixture.ANNA, "Where is my order?");

        annasPhone.awaits("me");
        ownersPhone.awaits("overview");
        ownersPhone.awaits("conversation:" + ScenarioFixture.ANNA);
        assertThat(annasPhone.heard("overview")).isFalse();
      }
      JsonNode newest =
          fixture
              .sees(anna, "/api/me/messages", page -> page.get("items").size() == 3)
              .get("items")
              .get(0);
      assertThat(newest.get("text").stringValue()).isEqualTo("Where is my order?");
      assertThat(newest.get("direction").stringValue()).isEqualTo("in");
      sees(fixture, owner, 2);
      berry.kill();
    }

    try (BerryInside again = BerryInside.start(folder, Map.of())) {
      ScenarioFixture fixture = ScenarioFixture.inside(again.awaitReady());
      String owner = fixture.opens(fixture.owner());
      sees(fixture, owner, 2);
      fixture.says(ScenarioFixture.ANNA, "Still there?");
      sees(fixture, owner, 3);

      assertThat(again.terminate()).isZero();
    }

    try (BerryInside third = BerryInside.start(folder, Map.of())) {
      ScenarioFixture fixture = ScenarioFixture.inside(third.awaitReady());
      sees(fixture, fixture.opens(fixture.owner()), 3);
    }
  }

  @Test
  void a_stranger_sees_nothing_of_others() {
    try (TestDatabase database = TestDatabase.empty();
        BerryInside berry = BerryInside.start(folder, Map.of("DATABASE_URL", database.url()))) {
      ScenarioFixture fixture = ScenarioFixture.inside(berry.awaitReady());
      fixture.says(ScenarioFixture.ANNA, "A secret of Anna's");
      fixture.sees(
          fixture.opens(fixture.owner()),
          "/api/overview/feed",
          feed -> feed.toString().contains("A secret of Anna's"));
      fixture.says(ScenarioFixture.STRANGER, "Hello");
      String stranger = fixture.opens(ScenarioFixture.STRANGER);

      assertThat(Web.get(fixture.berry() + "/api/me/messages", stranger).text())
          .doesNotContain("secret");
      assertThat(Web.get(fixture.berry() + "/api/overview", stranger).status()).isEqualTo(403);
      assertThat(Web.get(fixture.berry() + "/api/overview/feed", stranger).status()).isEqualTo(403);
      assertThat(Web.get(fixture.berry() + "/api/overview").status()).isEqualTo(401);
    }
  }

  private static void sees(ScenarioFixture fixture, String session, long messages) {
    fixture.sees(
        session,
        "/api/overview?range=7d",
        overview -> overview.get("tiles").get("messagesIn").get("value").longValue() == messages);
  }
}
