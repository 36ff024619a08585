package berry.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.Notification;
import berry.alerts.TestEpisodes;
import berry.database.Changes;
import berry.escalation.FallbackChannel.Sent;
import berry.telegram.BotApi;
import berry.testing.FakeBotApi;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From an alert to the people: who is called when, once, and what ends it.
final class EscalationTest {

  private static final long ANN = 11;
  private static final long OMAR = 12;
  private static final long SUE = 13;

  private final TestDatabase database = TestDatabase.fresh();
  private final Changes changes = new Changes(database.database(), database.address());
  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  private final FakeBotApi telegram = new FakeBotApi();
  private final BotApi api = telegram.api(clock);
  private final FixedRoster roster =
      new FixedRoster()
          .with(Duty.DEVELOPER, Target.of(ANN, "Ann", "en"))
          .with(Duty.DEVOPS, Target.of(OMAR, "Omar", "ru"))
          .with(Duty.SUPPORT, Target.of(SUE, "Sue", "en"));
  private final Post post = new Post();
  private boolean sends = true;
  private final List<EscalationFixture> open = new ArrayList<>();
  private final EscalationFixture one = replica();
  private final TestEpisodes episodes = new TestEpisodes(database.database());

  @AfterEach
  void close() {
    open.forEach(EscalationFixture::close);
    changes.close();
    api.close();
    telegram.close();
    database.close();
  }

  @Test
  void level_one_is_called_at_once_and_level_two_after_five_minutes() {
    fires("cpu");
    one.turn();
    assertThat(calls()).containsExactly("0 message person:11");
    assertThat(text(ANN))
        .contains("Incident 1", "Nobody has taken it yet", "Next call: 02.03 12:05");

    pass(Duration.ofSeconds(299));
    assertThat(calls()).hasSize(1);
    pass(Duration.ofSeconds(1));
    assertThat(calls())
        .containsExactly("0 message person:11", "1 message person:12", "1 repeat person:11");
    pass(Duration.ofMinutes(10));
    assertThat(calls())
        .contains(
            "2 message person:13", "2 repeat person:11", "2 repeat person:12", "2 fallback mail");
    assertThat(post.keys).containsExactly("incident-1-1-2");
  }

  @Test
  void who_acknowledges_stops_the_ladder_and_everybody_reads_who_it_is() {
    fires("cpu");
    one.turn();
    assertThat(one.incidents().acknowledge(1, Actor.chat(ANN))).isInstanceOf(Done.Ok.class);

    pass(Duration.ofHours(2));

    assertThat(calls()).hasSize(1);
    assertThat(text(ANN)).contains("11 is on it");
    assertThat(
            database.one(
                "SELECT count(*) > 0 FROM outgoing WHERE body::text LIKE '%incident:mitigate:1%'"))
        .isEqualTo("true");
  }

  @Test
  void of_two_who_acknowledge_one_wins_and_the_other_is_told_who() {
    fires("cpu");
    one.turn();
    EscalationFixture two = replica();

    assertThat(one.incidents().acknowledge(1, Actor.chat(ANN))).isInstanceOf(Done.Ok.class);
    assertThat(two.incidents().acknowledge(1, Actor.screen(OMAR)))
        .isInstanceOfSatisfying(
            Done.Refused.class,
            no -> {
              assertThat(no.why()).isEqualTo(Done.Why.TAKEN);
              assertThat(no.owner()).isEqualTo("11");
            });
    assertThat(one.incidents().acknowledge(1, Actor.chat(ANN)))
        .isInstanceOfSatisfying(
            Done.Refused.class, no -> assertThat(no.why()).isEqualTo(Done.Why.SAME));
  }

  @Test
  void another_replica_takes_the_step_when_the_first_is_gone_and_both_take_it_once() {
    EscalationFixture two = replica();
    fires("cpu");
    one.turn();
    two.turn();
    one.close();

    pass(Duration.ofMinutes(5));
    replica().turn();

    assertThat(calls())
        .containsExactly("0 message person:11", "1 message person:12", "1 repeat person:11");
  }

  @Test
  void five_hundred_alerts_at_once_are_one_incident_and_few_messages() {
    List<Notification> all = new ArrayList<>();
    for (int n = 0; n < 500; n++) {
      all.add(episodes.announce(n == 0 ? "cpu" : "rule-" + n, 2, clock.instant()));
    }
    respond(all);
    one.turn();
    pass(Duration.ofMinutes(1));

    assertThat(database.one("SELECT count(*) FROM incident")).isEqualTo("1");
    assertThat(database.one("SELECT count(*) FROM incident_alert")).isEqualTo("500");
    assertThat(database.one("SELECT count(*) FROM outgoing WHERE method LIKE 'send%'"))
        .isEqualTo("1");
    assertThat(text(ANN).length()).isLessThan(1024);
  }

  @Test
  void is_over_when_its_last_alert_is_and_opens_again_within_half_an_hour() {
    Notification cpu = fires("cpu");
    Notification disk = fires("disk");
    one.turn();
    pass(Duration.ofMinutes(2));

    ends(cpu);
    assertThat(state(1)).isEqualTo("open");
    ends(disk);
    assertThat(state(1)).isEqualTo("resolved");
    assertThat(text(ANN)).contains("All is well again", "Still to be written down");

    pass(Duration.ofMinutes(29));
    fires("cpu");
    one.turn();
    assertThat(state(1)).isEqualTo("open");
    assertThat(database.one("SELECT round FROM incident")).isEqualTo("2");
    assertThat(calls()).contains("0 repeat person:11");

    pass(Duration.ofMinutes(5));
    assertThat(calls()).contains("1 message person:12");
  }

  @Test
  void one_that_was_closed_calls_at_once_when_it_comes_back_soon() {
    Notification cpu = fires("cpu");
    one.turn();
    ends(cpu);
    one.incidents().close(1, Actor.screen(ANN), "Ended the loop.");
    pass(Duration.ofMinutes(1));

    // Told by changing the message of the one before: the guard against flapping says so.
    Notification again = episodes.announce("cpu", 2, clock.instant());
    respond(List.of(episodes.quietly(again)));
    one.turn();

    assertThat(state(1)).isEqualTo("open");
    assertThat(calls()).contains("0 repeat person:11");
  }

  @Test
  void who_is_on_it_and_wants_more_people_is_not_reminded_of_it() {
    fires("cpu");
    one.turn();
    one.incidents().acknowledge(1, Actor.chat(ANN));
    one.incidents().escalate(1, Actor.chat(ANN));

    assertThat(calls()).containsExactly("0 message person:11", "1 message person:12");
  }

  @Test
  void after_half_an_hour_it_is_another_incident() {
    Notification cpu = fires("cpu");
    one.turn();
    ends(cpu);
    pass(Duration.ofMinutes(31));
    fires("cpu");
    one.turn();

    assertThat(database.one("SELECT count(*) FROM incident")).isEqualTo("2");
  }

  @Test
  void an_important_one_is_closed_with_words_only() {
    Notification cpu = fires("cpu");
    one.turn();
    ends(cpu);

    assertThat(one.incidents().close(1, Actor.screen(ANN), "  "))
        .isInstanceOfSatisfying(
            Done.Refused.class, no -> assertThat(no.why()).isEqualTo(Done.Why.WORDS));
    assertThat(one.incidents().close(1, Actor.screen(ANN), "A loop in the report. Ended."))
        .isInstanceOf(Done.Ok.class);
    assertThat(state(1)).isEqualTo("closed");
    assertThat(text(ANN)).contains("Closed.", "A loop in the report");
  }

  @Test
  void a_minor_one_calls_only_the_first_and_closes_by_itself() {
    Notification minor = episodes.announce("cpu", 3, clock.instant());
    respond(List.of(minor));
    one.turn();
    pass(Duration.ofHours(1));
    assertThat(calls()).containsExactly("0 message person:11");

    ends(minor);
    pass(Duration.ofMinutes(31));
    one.escalation().tidy();
    assertThat(state(1)).isEqualTo("closed");
  }

  @Test
  void in_quiet_hours_it_comes_without_a_sound_and_the_next_step_waits() {
    roster.hush(2, clock.instant().plus(Duration.ofHours(3)));
    fires("cpu");
    one.turn();
    assertThat(database.one("SELECT body ->> 'disable_notification' FROM outgoing"))
        .isEqualTo("true");

    pass(Duration.ofHours(2));
    assertThat(calls()).hasSize(1);
    pass(Duration.ofHours(1));
    assertThat(calls()).contains("1 message person:12");
  }

  @Test
  void what_telegram_does_not_take_in_time_goes_past_it() {
    sends = false;
    fires("cpu");
    one.turn();
    pass(Duration.ofSeconds(59));
    assertThat(post.keys).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(post.keys).containsExactly("incident-1-1-0");
    pass(Duration.ofSeconds(60));
    assertThat(post.keys).hasSize(1);
  }

  @Test
  void who_blocked_the_bot_is_noted_and_told_past_it_at_once() {
    fires("cpu");
    one.turn();
    sends = false;
    database.run("UPDATE outgoing SET state = 'failed', reason = 'blocked'");
    pass(Duration.ofSeconds(1));

    assertThat(post.keys).containsExactly("incident-1-1-0");
    assertThat(detail("failed"))
        .contains("\"target\": \"person:11\"", "\"name\": \"11\"", "\"why\": \"blocked\"");
  }

  @Test
  void a_way_that_fails_is_tried_again_a_few_times() {
    post.answer = new Sent.Failed("no route", true);
    sends = false;
    fires("cpu");
    one.turn();
    for (int n = 0; n < 60; n++) {
      pass(Duration.ofMinutes(1));
    }
    assertThat(post.keys.stream().filter("incident-1-1-0"::equals)).hasSize(6);
    assertThat(
            database.one(
                "SELECT state || ' ' || why FROM notification WHERE target = 'mail' AND step = 0"))
        .isEqualTo("failed no route");
  }

  @Test
  void reminders_stop_at_six_an_hour() {
    for (int n = 0; n < 4; n++) {
      fires("cpu-" + n);
      one.turn();
      pass(Duration.ofMinutes(11));
    }
    pass(Duration.ofMinutes(15));

    assertThat(
            database.one(
                """
                SELECT count(*) FROM notification
                WHERE target = 'person:11' AND kind = 'repeat' AND state <> 'held'
                  AND at > TIMESTAMPTZ '%s'
                """
                    .formatted(clock.instant().minus(Duration.ofHours(1)))))
        .satisfies(count -> assertThat(Integer.parseInt(count)).isLessThanOrEqualTo(6));
    assertThat(detail("held")).contains("\"name\": \"Ann\"", "\"why\": \"hourly-cap\"");
  }

  @Test
  void a_worse_alert_calls_people_although_somebody_is_on_it() {
    fires("cpu");
    one.turn();
    one.incidents().acknowledge(1, Actor.chat(ANN));
    pass(Duration.ofMinutes(1));
    respond(List.of(episodes.announce("database-down", 1, clock.instant())));
    one.turn();

    assertThat(state(1)).isEqualTo("open");
    assertThat(database.one("SELECT severity FROM incident")).isEqualTo("1");
    assertThat(calls()).contains("0 repeat person:11");
  }

  @Test
  void more_people_are_called_when_somebody_says_so() {
    fires("cpu");
    one.turn();
    one.incidents().acknowledge(1, Actor.chat(ANN));

    assertThat(one.incidents().escalate(1, Actor.chat(ANN))).isInstanceOf(Done.Ok.class);
    assertThat(calls()).contains("1 message person:12");
    assertThat(one.incidents().escalate(1, Actor.chat(ANN))).isInstanceOf(Done.Ok.class);
    assertThat(one.incidents().escalate(1, Actor.chat(ANN)))
        .isInstanceOfSatisfying(
            Done.Refused.class, no -> assertThat(no.why()).isEqualTo(Done.Why.SAME));
  }

  @Test
  void how_quick_people_are_is_told_of_those_who_were_there_only() {
    Notification cpu = fires("cpu");
    one.turn();
    assertThat(one.incidents().figures()).isEqualTo(new Incidents.Figures(1, 0, null, null));

    pass(Duration.ofMinutes(2));
    one.incidents().acknowledge(1, Actor.chat(ANN));
    pass(Duration.ofMinutes(8));
    ends(cpu);
    pass(Duration.ofHours(1));
    fires("cpu");

    assertThat(one.incidents().figures()).isEqualTo(new Incidents.Figures(1, 1, 120.0, 600.0));
  }

  @Test
  void the_export_tells_it_in_its_readers_words() {
    fires("cpu");
    one.turn();
    Actor ann = Actor.screen(ANN);
    one.incidents().add(1, ann, "note", Map.of("text", "a *loop*"));
    one.incidents().add(1, ann, "checked", Map.of("step", "diagnosis-1", "done", true));
    one.incidents().add(1, ann, "checked", Map.of("step", "diagnosis-1", "done", false));
    one.incidents().silenced(1, ann, List.of("cpu", "disk"), clock.instant());
    new Restart(
            () -> 3, () -> List.of(new Restart.Trouble("disk", "is full", null)), one.incidents())
        .run(1, ann);

    assertThat(exported("en"))
        .contains("opened by the alert cpu, important")
        .contains("called: Ann (message, step 1)")
        .contains("11: a \\*loop\\*")
        .contains("11 did diagnosis-1 of the runbook", "11 took the tick off diagnosis-1")
        .contains("11 silenced cpu, disk until 2026-03-02 12:00:00")
        .contains("(3 connections); still wrong: disk: is full");
    assertThat(exported("ru"))
        .contains("открыт тревогой cpu, важно", "вызов: Ann (сообщение, шаг 1)")
        .contains("остались неполадки: disk: is full")
        .doesNotContain("{", "important", "true");
  }

  @Test
  void the_timeline_tells_it_in_order() {
    Notification cpu = fires("cpu");
    one.turn();
    one.incidents().acknowledge(1, Actor.chat(ANN));
    one.incidents().add(1, Actor.screen(ANN), "note", Map.of("text", "a loop"));
    ends(cpu);
    one.incidents().close(1, Actor.screen(ANN), "Ended the loop.");

    assertThat(kinds())
        .containsExactly("opened", "called", "acknowledged", "note", "ended", "resolved", "closed");
  }

  private EscalationFixture replica() {
    EscalationFixture fixture =
        new EscalationFixture(
            database.database(), changes, clock, () -> roster, api, List.of(post));
    open.add(fixture);
    return fixture;
  }

  private Notification fires(String key) {
    Notification begun = episodes.announce(key, 2, clock.instant());
    respond(List.of(begun));
    return begun;
  }

  private void ends(Notification begun) {
    respond(List.of(episodes.ended(begun, clock.instant())));
  }

  private void respond(List<Notification> notifications) {
    changes.useTransaction(
        (transaction, news) -> one.responder().respond(transaction, news, notifications));
  }

  private void pass(Duration time) {
    if (sends) {
      database.run(
          "UPDATE outgoing SET state = 'sent', message_id = id + 100 WHERE state = 'queued'");
    }
    clock.pass(time);
    open.getLast().turn();
  }

  private List<String> calls() {
    return column("SELECT step || ' ' || kind || ' ' || target FROM notification ORDER BY id");
  }

  private List<String> kinds() {
    return column("SELECT kind FROM incident_event ORDER BY id");
  }

  /// Of the newest of that kind.
  private String detail(String kind) {
    return database.one(
        "SELECT detail FROM incident_event WHERE kind = '%s' ORDER BY id DESC LIMIT 1"
            .formatted(kind));
  }

  private String exported(String language) {
    return new IncidentExport(one.alerts())
        .markdown(one.incidents().find(1).orElseThrow(), language);
  }

  private List<String> column(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private String state(long id) {
    return database.one("SELECT state FROM incident WHERE id = " + id);
  }

  /// What a person's message says: the last change of it, where it was not changed in its place.
  private String text(long person) {
    return database.one(
        """
        SELECT coalesce(body ->> 'text', body ->> 'caption')
        FROM outgoing
        WHERE chat_id = %d
          AND (key LIKE '%%:0:person%%' OR method LIKE 'editMessage%%')
        ORDER BY id DESC
        LIMIT 1
        """
            .formatted(person));
  }

  /// A way past Telegram that remembers.
  private static final class Post implements FallbackChannel {

    private final List<String> keys = new ArrayList<>();
    private Sent answer = new Sent.Ok();

    @Override
    public String id() {
      return "mail";
    }

    @Override
    public String shown() {
      return "mail.example.org";
    }

    @Override
    public Sent send(Call call) {
      keys.add(call.key());
      return answer;
    }
  }
}
