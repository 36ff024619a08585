package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Role;
import berry.config.Deployment;
import berry.conversations.Templates;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class OpenApiTest {

  @AutoClose private final DashboardFixture fixture = new DashboardFixture().withTalk();
  private final JsonNode document = DashboardFixture.json(fixture.get("/api/openapi.json", null));

  @Test
  void describes_every_route_and_no_other() {
    Set<String> described = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method -> described.add(method + " " + path.getKey())));
    Set<String> served = new TreeSet<>();
    fixture.table.forEach(
        route -> served.add(route.method().toLowerCase(Locale.ROOT) + " " + route.path()));
    served.remove("get /api/openapi.json");

    assertThat(described).isEqualTo(served);
    assertThat(document.get("openapi").asString()).startsWith("3.1");
  }

  @Test
  void points_to_no_schema_that_is_missing() {
    var references = document.findValuesAsString("$ref");

    assertThat(references).isNotEmpty();
    for (String reference : references) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void describes_each_answer_as_it_is() {
    String token = fixture.signIn(DashboardFixture.OWNER);
    String anna = fixture.signIn(DashboardFixture.ANNA);
    String id =
        DashboardFixture.json(fixture.get("/api/me/messages", anna)).at("/items/0/id").asString();

    fits("/api/me", "/api/me", anna);
    fits("/api/me", "/api/me", token);
    fits("/api/me/activity", "/api/me/activity", anna);
    fits("/api/me/messages", "/api/me/messages?limit=1", anna);
    fits("/api/me/messages/{id}", "/api/me/messages/" + id, anna);
    fits("/api/overview", "/api/overview", token);
    fits("/api/overview", "/api/overview?range=all", token);
    fits("/api/overview/feed", "/api/overview/feed?limit=1", token);
    fits("/api/overview/rows", "/api/overview/rows?tile=newPeople&limit=1", token);
    fixture.templates.put("prices", new Templates.Texts("да", null), DashboardFixture.OWNER);
    fixture.invitations.issue(Role.ADMIN, DashboardFixture.OWNER);
    fits("/api/templates", "/api/templates", token);
    fits("/api/staff", "/api/staff", token);
    fits("/api/staff/{id}", "/api/staff/" + DashboardFixture.OWNER, token);
    fixture.rows.run("UPDATE chat SET waiting_since = last_seen_at");
    fits("/api/conversations", "/api/conversations?tab=unanswered", token);
    fits("/api/conversations/facets", "/api/conversations/facets", token);
    fits("/api/conversations/{chatId}", "/api/conversations/" + DashboardFixture.ANNA, token);
    String talk = "/api/conversations/" + DashboardFixture.ANNA + "/messages";
    fits("/api/conversations/{chatId}/messages", talk + "?limit=1", token);
    fits("/api/conversations/{chatId}/messages/{id}", talk + "/" + id, token);
    fixture.deploys.begin("1.2.3", new Deployment("d1", "abc", "one line"), "here/1");
    fits("/api/deploys", "/api/deploys?limit=1", token);
    fits("/api/system/doctor", "/api/system/doctor", token);
    fits("/api/system/config", "/api/system/config", token);
    fixture.settings.put("timeZone", "Europe/Moscow", DashboardFixture.OWNER);
    fits("/api/system/changes", "/api/system/changes?limit=1", token);
    fits("/api/logs", "/api/logs?level=warn", token);
    fits("/readyz", "/readyz", null);
  }

  private void fits(String path, String asked, @Nullable String token) {
    var answer = fixture.get(asked, token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode schema =
        document.get("paths").get(path).at("/get/responses/200/content/application~1json/schema");

    assertThat(Schema.faults(document, schema, DashboardFixture.json(answer), asked)).isEmpty();
  }
}
