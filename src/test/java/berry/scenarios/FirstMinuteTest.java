package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

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
      Town town = Town.inside(berry.awaitReady());
      town.says(Town.ANNA, "/start");
      town.heard(Town.ANNA, items -> items.size() == 1);
      String anna = town.opens(Town.ANNA);
      String owner = town.opens(town.owner());
      try (Listening annasPhone = new Listening(town, anna, null);
          Listening ownersPhone = new Listening(town, owner, null)) {

        town.says(Town.ANNA, "Where is my order?");

        annasPhone.awaits("me");
        ownersPhone.awaits("overview");
        ownersPhone.awaits("conversation:" + Town.ANNA);
        assertThat(annasPhone.heard("overview")).isFalse();
      }
      JsonNode newest =
          town.sees(anna, "/api/me/messages", page -> page.get("items").size() == 3)
              .get("items")
              .get(0);
      assertThat(newest.get("text").stringValue()).isEqualTo("Where is my order?");
      assertThat(newest.get("direction").stringValue()).isEqualTo("in");
      assertThat(overview(town, owner, "messagesIn")).isEqualTo(2);
      assertThat(berry.out()).hasSizeLessThanOrEqualTo(8);
      berry.kill();
    }

    try (BerryProcess again = BerryProcess.start(folder, Map.of())) {
      Town town = Town.inside(again.awaitReady());
      String owner = town.opens(town.owner());
      assertThat(overview(town, owner, "messagesIn")).isEqualTo(2);
      town.says(Town.ANNA, "Still there?");
      town.sees(owner, "/api/overview?range=7d", one -> tile(one, "messagesIn") == 3);

      assertThat(again.terminate()).isZero();
    }

    try (BerryProcess third = BerryProcess.start(folder, Map.of())) {
      Town town = Town.inside(third.awaitReady());
      assertThat(overview(town, town.opens(town.owner()), "messagesIn")).isEqualTo(3);
    }
  }

  @Test
  void a_stranger_sees_nothing_of_others() {
    try (BerryProcess berry = BerryProcess.start(folder, Map.of())) {
      Town town = Town.inside(berry.awaitReady());
      town.says(Town.ANNA, "A secret of Anna's");
      town.sees(
          town.opens(town.owner()),
          "/api/overview/feed",
          feed -> feed.toString().contains("A secret of Anna's"));
      town.says(Town.STRANGER, "Hello");
      String stranger = town.opens(Town.STRANGER);

      assertThat(Web.get(town.berry() + "/api/me/messages", stranger).text())
          .doesNotContain("secret");
      assertThat(Web.get(town.berry() + "/api/overview", stranger).status()).isEqualTo(403);
      assertThat(Web.get(town.berry() + "/api/overview/feed", stranger).status()).isEqualTo(403);
      assertThat(Web.get(town.berry() + "/api/overview").status()).isEqualTo(401);
    }
  }

  private static long overview(Town town, String session, String tile) {
    return tile(Web.get(town.berry() + "/api/overview?range=7d", session).json(), tile);
  }

  private static long tile(JsonNode overview, String tile) {
    return overview.get("tiles").get(tile).get("value").longValue();
  }
}
