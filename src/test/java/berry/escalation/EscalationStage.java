package berry.escalation;

import berry.access.Audit;
import berry.access.Staff;
import berry.alerts.Notification;
import berry.alerts.TestEpisodes;
import berry.database.Changes;
import berry.escalation.FallbackChannel.Sent;
import berry.telegram.BotApi;
import berry.testing.FakeBotApi;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Incidents on a database of their own, three people to be called, a Telegram, and a way past it.
final class EscalationStage implements AutoCloseable {

  static final long ANN = 11;
  static final long OMAR = 12;
  static final long SUE = 13;

  /// Has written to the bot, and is neither of the team nor a contact.
  static final long STRANGER = 666;

  final TestDatabase database = TestDatabase.fresh();
  final Changes changes = new Changes(database.database(), database.address());
  final Staff staff = new Staff(database.database(), changes, new Audit(database.database()));
  final FakeBotApi telegram = new FakeBotApi();
  final BotApi api;
  final FixedRoster roster =
      new FixedRoster()
          .with(Duty.DEVELOPER, Target.of(ANN, "Ann", "en"))
          .with(Duty.DEVOPS, Target.of(OMAR, "Omar", "ru"))
          .with(Duty.SUPPORT, Target.of(SUE, "Sue", "en"));
  final Post post = new Post();
  final TestEpisodes episodes = new TestEpisodes(database.database());
  final EscalationFixture one;
  private final Clock clock;
  private final List<AutoCloseable> open = new ArrayList<>();

  EscalationStage(Clock clock) {
    this.clock = clock;
    this.api = telegram.api(clock);
    this.one = replica(changes);
    changes.start();
  }

  EscalationFixture replica(Changes its) {
    EscalationFixture fixture =
        new EscalationFixture(database.database(), its, clock, () -> roster, api, List.of(post));
    open.add(fixture);
    return fixture;
  }

  Incidents incidents() {
    return one.incidents();
  }

  Notification fires(String key, int severity) {
    Notification begun = episodes.announce(key, severity, clock.instant());
    respond(begun);
    return begun;
  }

  void ends(Notification begun) {
    respond(episodes.ended(begun, clock.instant()));
  }

  void respond(Notification... notifications) {
    changes.useTransaction(
        (transaction, news) -> one.responder().respond(transaction, news, List.of(notifications)));
  }

  /// Everything that waits for Telegram has arrived.
  void delivered() {
    database.run(
        "UPDATE outgoing SET state = 'sent', message_id = id + 100 WHERE state = 'queued'");
  }

  void pass(Duration time) {
    ((MovableClock) clock).pass(time);
    one.turn();
  }

  /// Each call as step, kind and target.
  List<String> calls() {
    return column("SELECT step || ' ' || kind || ' ' || target FROM notification ORDER BY id");
  }

  /// The timeline.
  List<String> kinds() {
    return column("SELECT kind FROM incident_event ORDER BY id");
  }

  List<String> column(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  String state(long id) {
    return database.one("SELECT state FROM incident WHERE id = " + id);
  }

  @Override
  public void close() {
    open.forEach(each -> {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
    changes.close();
    api.close();
    telegram.close();
    database.close();
  }

  /// A way past Telegram that remembers.
  static final class Post implements FallbackChannel {

    final List<Call> calls = new CopyOnWriteArrayList<>();
    volatile Sent answer = new Sent.Ok();
    volatile Runnable meanwhile = () -> {};

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
      calls.add(call);
      meanwhile.run();
      return answer;
    }

    List<String> keys() {
      return calls.stream().map(Call::key).toList();
    }
  }
}
