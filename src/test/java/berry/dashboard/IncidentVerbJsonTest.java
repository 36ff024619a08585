package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.Notification;
import berry.alerts.TestEpisodes;
import berry.cli.Cli;
import berry.cli.Engine;
import berry.config.Configuration;
import berry.config.Environment;
import berry.escalation.Actor;
import berry.escalation.EscalationFixture;
import berry.escalation.FixedRoster;
import berry.http.Json;
import berry.telegram.BotApi;
import berry.testing.FakeBotApi;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `berry incident` prints for programs is what the API answers.
final class IncidentVerbJsonTest {

  private final DashboardFixture fixture = new DashboardFixture();
  private final FakeBotApi telegram = new FakeBotApi();
  private final BotApi api = telegram.api(fixture.clock);
  private final EscalationFixture berry =
      new EscalationFixture(
          fixture.database.database(),
          fixture.changes,
          fixture.clock,
          FixedRoster.alone(DashboardFixture.OWNER),
          api);
  private String token = "";

  @BeforeEach
  void incidents() {
    fixture.rows.person(DashboardFixture.OWNER, "Olga", fixture.clock.instant());
    TestEpisodes episodes = new TestEpisodes(fixture.database.database());
    Notification cpu = episodes.announce("cpu", 2, fixture.clock.instant());
    respond(cpu);
    fixture.clock.pass(Duration.ofMinutes(2));
    berry.escalation().incidents().acknowledge(1, Actor.screen(DashboardFixture.OWNER));
    fixture.clock.pass(Duration.ofMinutes(9));
    respond(episodes.ended(cpu, fixture.clock.instant()));
    berry.escalation().incidents().close(1, Actor.screen(DashboardFixture.OWNER), "an \"import\"");
    respond(episodes.announce("disk", 1, fixture.clock.instant()));
    token = fixture.signIn(DashboardFixture.OPERATOR);
  }

  @AfterEach
  void close() {
    berry.close();
    api.close();
    telegram.close();
    fixture.close();
  }

  @Test
  void lists_answer_as_their_route_does() {
    assertThat(Json.mapper().readTree(run("incident", "list", "--all", "--json")))
        .isEqualTo(answer("/api/incidents?state=all"));
    assertThat(Json.mapper().readTree(run("incident", "list", "--json")))
        .isEqualTo(answer("/api/incidents?state=open"))
        .isNotEqualTo(answer("/api/incidents?state=all"));
  }

  @Test
  void one_answers_as_its_route_does() {
    for (int id = 1; id <= 2; id++) {
      assertThat(Json.mapper().readTree(run("incident", "show", Integer.toString(id), "--json")))
          .isEqualTo(answer("/api/incidents/" + id));
    }
  }

  @Test
  void the_document_is_the_one_that_is_exported() {
    HttpResponse<String> exported = fixture.get("/api/incidents/1/export", token);

    assertThat(run("incident", "show", "1", "--markdown")).isEqualTo(exported.body());
  }

  private Object answer(String path) {
    HttpResponse<String> answer = fixture.get(path, token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return DashboardFixture.json(answer);
  }

  private void respond(Notification one) {
    fixture.changes.useTransaction(
        (transaction, news) -> berry.responder().respond(transaction, news, List.of(one)));
    berry.turn();
  }

  private String run(String... line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    var environment =
        new Environment(
            Map.of("DATABASE_URL", fixture.database.url(), "PORT", "1"), fixture.folder);
    int code =
        new Cli(environment, fixture.clock, new Nothing(), "test")
            .run(line, new PrintWriter(out), new PrintWriter(err));
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }

  private static final class Nothing implements Engine {
    @Override
    public int start(Configuration configuration) {
      throw new AssertionError("nothing was to be started");
    }

    @Override
    public int sandbox(Configuration configuration, int port) {
      throw new AssertionError("nothing was to be started");
    }
  }
}
