package berry;

import berry.bot.Commands;
import berry.cli.Engine;
import berry.cli.ExitCode;
import berry.config.Configuration;
import berry.diagnostics.Logging;
import berry.http.Server;
import berry.sandbox.Sandbox;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What `berry start` and `berry sandbox` set in motion, until somebody wants the end.
final class Launch implements Engine {

  private final Clock clock;
  private final Stop stop;
  private final PrintWriter out;
  private final PrintWriter err;

  Launch(Clock clock, Stop stop, PrintWriter out, PrintWriter err) {
    this.clock = clock;
    this.stop = stop;
    this.out = out;
    this.err = err;
  }

  @Override
  public int start(Configuration configuration) throws Exception {
    stop.expect();
    Lines printed = new Lines(out, terminal());
    Logging.begin(configuration);
    try (Berry berry = new Berry(configuration, clock, this::progress)) {
      printed.ready(berry.lines(), berry.address());
      if (!printed.terminal()) {
        Logging.print(configuration);
      }
      stop.await();
    } finally {
      Logging.end();
    }
    return ExitCode.OK;
  }

  @Override
  public int sandbox(Configuration configuration, int port) throws Exception {
    stop.expect();
    DataFolder.require(configuration);
    try (Sandbox sandbox = new Sandbox(configuration.data().resolve("sandbox"), clock);
        Server server = new Server(Server.Options.on("127.0.0.1", port))) {
      server.add(sandbox.routes("/sandbox")).add(sandbox.botApi());
      String address = "http://127.0.0.1:" + server.start();
      out.println("Chat page     " + address + "/sandbox");
      out.println("Bot API base  " + address + "/sandbox");
      out.println("The sandbox is ready: " + address);
      stop.await();
      sandbox.close();
      server.drain(Duration.ofSeconds(5));
    }
    return ExitCode.OK;
  }

  @Override
  public Set<String> commands() {
    return Commands.NAMES;
  }

  private static boolean terminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  private void progress(String words) {
    err.println(words + " …");
  }
}
