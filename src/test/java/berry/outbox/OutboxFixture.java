package berry.outbox;

import berry.database.Changes;
import berry.database.Database;
import berry.monitoring.Metrics;
import berry.telegram.BotApi;
import berry.telegram.Token;
import berry.testing.Await;
import berry.testing.FakeBotApi;
import berry.testing.TestDatabase;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// An outbox and its couriers on a database of their own, before whatever Bot API a test brings.
final class OutboxFixture implements AutoCloseable {

  static final long ANNA = 11;
  static final long BORIS = 12;

  final TestDatabase database = TestDatabase.fresh();
  final Changes changes = new Changes(database.database(), database.address());
  final Metrics metrics = new Metrics();
  final BotApi client;
  final Outbox outbox;
  final OutgoingFiles files;
  private final List<AutoCloseable> open = new ArrayList<>();

  OutboxFixture(URI api, Token token) {
    client = new BotApi(api, token, Clock.systemUTC());
    outbox = new Outbox(database.database(), changes, token.id());
    files = new OutgoingFiles(database.database(), token.id());
    changes.start();
  }

  OutboxFixture(FakeBotApi api) {
    this(api.url(), new Token("7000:abcdefghijklmnopqrstuvwxyz012345678"));
    chat(ANNA, "private");
    chat(BORIS, "private");
  }

  /// A person waits there since five minutes, when it is a private one.
  void chat(long id, String type) {
    boolean privately = type.equals("private");
    if (privately) {
      run(
          "INSERT INTO person (id, first_name, first_seen_at, last_seen_at)"
              + " VALUES (%d, 'x', now(), now())".formatted(id));
    }
    run(
        "INSERT INTO chat (id, type, title, first_seen_at, last_seen_at, waiting_since)"
            + " VALUES (%d, '%s', 'Team', now(), now(), %s)"
                .formatted(id, type, privately ? "now() - interval '5 min'" : "NULL"));
  }

  /// Not started; closed with this.
  Courier courier(Duration patience) {
    Courier courier =
        new Courier(
            database.database(), changes, Clock.systemUTC(), client, new Metrics(), patience);
    open.add(courier);
    return courier;
  }

  /// At work; closed with this.
  Courier started() {
    Courier courier = courier(Duration.ofSeconds(5)); // a busy machine is slow, not silent
    courier.start();
    return courier;
  }

  /// One that loses its database when that is closed, as a killed process does.
  Courier mortal(Database dying, BotApi api) {
    Changes its = new Changes(dying, database.address());
    open.add(its);
    Courier courier =
        new Courier(dying, its, Clock.systemUTC(), api, new Metrics(), Duration.ofSeconds(20));
    courier.start();
    return courier;
  }

  String state(long id) {
    return one("SELECT state FROM outgoing WHERE id = " + id);
  }

  String reason(long id) {
    return one("SELECT reason FROM outgoing WHERE id = " + id);
  }

  String one(String sql) {
    return database.one(sql);
  }

  void run(String sql) {
    database.run(sql);
  }

  void await(long id, String state) {
    await(() -> state(id).equals(state));
  }

  static void await(BooleanSupplier condition) {
    Await.until(Duration.ofSeconds(60), condition);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    changes.close();
    client.close();
    metrics.close();
    database.close();
  }
}
