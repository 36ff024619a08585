package berry.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.EscalationKeys;
import berry.config.EscalationRules;
import berry.config.Secret;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Lease;
import berry.escalation.FallbackChannel.Sent;
import berry.settings.Settings;
import berry.testing.Await;
import berry.testing.FaultProxy;
import berry.testing.HttpFake;
import berry.testing.MovableClock;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Slow("waits for a database that is away")
final class ChannelsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TestDatabase database = TestDatabase.fresh();
  private final Changes changes = new Changes(database.database(), database.address());
  private final Settings settings = new Settings(database.database(), changes);
  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final HttpFake outside = new HttpFake(this::hear);

  private volatile int answers = 200;

  @AfterEach
  void close() {
    outside.close();
    changes.close();
    database.close();
  }

  @Test
  void are_none_and_nobody_watches_where_nothing_is_set() {
    try (Channels none = channels(EscalationRules.USUAL)) {
      none.start();

      assertThat(none.all()).isEmpty();
      assertThat(none.watched()).isFalse();
      assertThat(none.shown()).containsExactly(unset("webhook"), unset("mail"), unset("deadMan"));
      assertThat(none.test("webhook")).isEmpty();
      assertThat(none.test("deadMan")).isEmpty();
      assertThat(none.test("pigeon")).isEmpty();
    }
  }

  @Test
  void a_test_goes_the_way_an_incident_would_and_says_what_came_of_it() {
    try (Channels channels = channels(all())) {
      assertThat(channels.test("webhook")).hasValue(new Sent.Ok());
      assertThat(heard.getFirst()).startsWith("POST /hook").contains("\"state\":\"test\"");
      assertThat(channels.test("deadMan")).hasValue(new Sent.Ok());
      assertThat(heard.getLast()).startsWith("GET /ping ");
      answers = 410;
      assertThat(channels.test("webhook")).hasValue(new Sent.Failed("it answers 410", false));
    }
  }

  @Test
  void show_how_each_went_last_on_every_replica() {
    answers = 503;
    try (Channels here = channels(all());
        Channels there = channels(all())) {
      here.test("webhook");

      var shown =
          new ChannelView("webhook", true, "127.0.0.1", clock.instant(), false, "it answers 503");
      assertThat(here.shown()).contains(shown);
      Await.holds(PATIENCE, () -> assertThat(there.shown()).contains(shown));
      assertThat(there.shown())
          .contains(new ChannelView("mail", true, "mail.example.org", null, null, null));
    }
  }

  @Test
  void are_watched_from_outside_while_pings_arrive() {
    try (Channels channels = channels(all())) {
      assertThat(channels.watched()).isFalse();
      channels.test("deadMan");
      assertThat(channels.watched()).isTrue();

      clock.pass(Duration.ofMinutes(5));
      assertThat(channels.watched()).isFalse();
      channels.test("deadMan");
      answers = 500;
      channels.test("deadMan");
      assertThat(channels.watched()).isFalse();
    }
  }

  @Test
  void are_watched_no_more_once_the_address_is_taken_out() {
    try (Channels channels = channels(all())) {
      channels.test("deadMan");
      Await.until(PATIENCE, () -> ChannelNotes.stored(settings, "deadMan").isPresent());
    }

    try (Channels without = channels(EscalationRules.USUAL)) {
      assertThat(without.watched()).isFalse();
      assertThat(without.shown()).contains(unset("deadMan"));
    }
  }

  @Test
  void remember_a_use_while_the_database_is_away_and_write_it_when_it_is_back() throws Exception {
    try (FaultProxy proxy = new FaultProxy(database.port());
        Database away = Database.open(database.addressThrough(proxy.port()), 1);
        Changes through = new Changes(away, database.addressThrough(proxy.port()));
        ChannelNotes notes = new ChannelNotes(new Settings(away, through), Duration.ofMillis(10))) {
      proxy.cut();
      var use = new LastUse(clock.instant(), true, null);
      notes.note("webhook", use);

      assertThat(notes.last("webhook")).hasValue(use);
      assertThat(ChannelNotes.stored(settings, "webhook")).isEmpty();
      proxy.heal();
      Await.holds(
          Duration.ofSeconds(30),
          () -> assertThat(ChannelNotes.stored(settings, "webhook")).hasValue(use));
    }
  }

  @Test
  void keep_the_newest_use_when_an_old_one_is_written_late() {
    try (ChannelNotes early = new ChannelNotes(settings);
        ChannelNotes late = new ChannelNotes(settings)) {
      var old = new LastUse(clock.instant(), false, "it answers 500");
      clock.pass(Duration.ofMinutes(1));
      var young = new LastUse(clock.instant(), true, null);
      early.note("mail", young);
      Await.until(PATIENCE, () -> ChannelNotes.stored(settings, "mail").isPresent());
      late.note("mail", old);
      late.note("webhook", old); // written after it

      Await.until(PATIENCE, () -> ChannelNotes.stored(settings, "webhook").isPresent());
      assertThat(ChannelNotes.stored(settings, "mail")).hasValue(young);
      assertThat(late.last("mail")).hasValue(young);
    }
  }

  private Channels channels(EscalationRules rules) {
    return Channels.of(
        rules,
        new EscalationKeys(new Secret("a long and random word"), null),
        settings,
        clock,
        new Lease(database.address(), "dead-man"),
        () -> new Wellness(true));
  }

  private EscalationRules all() {
    return new EscalationRules(
        false,
        List.of(),
        EscalationRules.USUAL.steps(),
        URI.create(outside.url() + "/hook"),
        new EscalationRules.MailServer(false, "mail.example.org", 587, "ann"),
        URI.create(outside.url() + "/ping"));
  }

  private static ChannelView unset(String id) {
    return new ChannelView(id, false, null, null, null, null);
  }

  private void hear(HttpExchange exchange) throws IOException {
    heard.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + HttpFake.body(exchange));
    HttpFake.answer(exchange, answers, "");
  }
}
