package berry.scenarios;

import berry.testing.BreakableServer;
import berry.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// What a Berry whose rules are provoked needs around it: a folder with its rules, a PostgreSQL
/// that can be broken, and a Telegram in which its owner reads.
///
/// @param folder where Berry runs
/// @param port where it listens
record AlertStage(
    Path folder, int port, BreakableServer server, Telegram telegram, Telegram.Bot bot)
    implements AutoCloseable {

  static final long OWNER = ScenarioFixture.OWNER;

  /// The promise is 15 s after the threshold was crossed for its time; twice that on a busy
  /// machine.
  static final Duration TOLD = Duration.ofSeconds(30);

  /// A minute of being well, and what a reading, a judgement and the outbox take.
  static final Duration OVER = Duration.ofSeconds(100);

  static AlertStage open(Path folder) {
    try {
      BreakableServer server =
          BreakableServer.start(Files.createDirectories(folder.resolve("server")));
      Telegram telegram = Telegram.open(folder.resolve("telegram"));
      return new AlertStage(folder, Ports.free(), server, telegram, telegram.newBot());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// For the next start.
  void rules(String yaml) {
    try {
      Files.writeString(folder.resolve("berry.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> environment() {
    Map<String, String> environment = telegram.environment(bot);
    environment.put("PORT", Integer.toString(port));
    environment.put("DATABASE_URL", server.url(server.port()));
    environment.put("OWNER_ID", Long.toString(OWNER));
    environment.put("LOG_FILE", folder.resolve("log/berry.log").toString());
    return environment;
  }

  ScenarioFixture town(String berry) {
    return telegram.town(bot, berry);
  }

  void run(String sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String ask(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Connection connect() throws SQLException {
    var address = server.address();
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  @Override
  public void close() {
    telegram.close();
    server.close();
  }
}
