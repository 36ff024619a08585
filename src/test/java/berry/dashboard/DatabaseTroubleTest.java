package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Database;
import berry.http.Exchange;
import berry.http.Route;
import berry.http.Server;
import berry.testing.FaultProxy;
import berry.testing.FaultProxy.Fate;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One route that reads and one that writes, over a way to PostgreSQL that breaks.
@Slow("a request waits ten seconds for a database that is away")
final class DatabaseTroubleTest {

  private final TestDatabase postgres = TestDatabase.empty();
  private final FaultProxy way = new FaultProxy(postgres.port());
  private final Database database = Database.open(postgres.addressThrough(way.port()), 4);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server =
      new Server(Server.Options.on("127.0.0.1", 0), (_, _, _) -> {}, new DatabaseTrouble(database))
          .add(
              List.of(
                  Route.get("/notes", this::count),
                  Route.post("/notes", this::add),
                  Route.get("/mistake", _ -> run("SELECT nothing FROM nowhere"))));
  private int port;

  @BeforeEach
  void start() throws Exception {
    run("CREATE TABLE note (text text NOT NULL)");
    port = server.start();
    assertThat(read().body()).isEqualTo("0");
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
    database.close();
    way.close();
    postgres.close();
  }

  @Test
  void answers_a_read_whose_connection_is_cut() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    way.trap(piece ->
        asks(piece, "count(*)") && lost.compareAndSet(false, true) ? Fate.LOST : Fate.PASS);

    assertThat(read().statusCode()).isEqualTo(200);
    assertThat(lost).isTrue();
  }

  @Test
  void answers_a_read_after_the_server_has_ended_all_sessions() throws Exception {
    postgres
        .jdbi()
        .useHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT pg_terminate_backend(pid)
                    FROM pg_stat_activity
                    WHERE datname = current_database()
                      AND pid <> pg_backend_pid()
                    """)
                .mapTo(Boolean.class)
                .list());

    assertThat(read().statusCode()).isEqualTo(200);
  }

  @Test
  void repeats_no_write_that_may_have_been_carried_out() throws Exception {
    way.trap(piece -> asks(piece, "INSERT") ? Fate.UNANSWERED : Fate.PASS);

    assertUnavailable(write());

    assertThat(read().body()).isEqualTo("1");
  }

  @Test
  void says_when_to_come_back_while_the_database_is_away() throws Exception {
    way.cut();

    assertUnavailable(read());
    assertUnavailable(write());

    way.heal();
    assertThat(read().body()).isEqualTo("0");
  }

  @Test
  void leaves_a_mistake_of_ours_what_it_is() throws Exception {
    assertThat(send(HttpRequest.newBuilder(to("/mistake"))).statusCode()).isEqualTo(500);
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
  }

  private void count(Exchange exchange) throws IOException {
    exchange.text(
        database
            .jdbi()
            .withHandle(handle ->
                handle.createQuery("SELECT count(*) FROM note").mapTo(String.class).one()));
  }

  private void add(Exchange exchange) {
    run("INSERT INTO note VALUES ('once')");
    exchange.status(204);
  }

  private void run(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  private static boolean asks(byte[] piece, String sql) {
    return new String(piece, StandardCharsets.ISO_8859_1).contains(sql);
  }

  private HttpResponse<String> read() throws Exception {
    return send(HttpRequest.newBuilder(to("/notes")));
  }

  private HttpResponse<String> write() throws Exception {
    return send(HttpRequest.newBuilder(to("/notes")).POST(BodyPublishers.noBody()));
  }

  private URI to(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }
}
