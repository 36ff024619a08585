package berry;

import berry.bot.Commands;
import berry.cli.Engine;
import berry.cli.ExitCode;
import berry.cli.Listening;
import berry.config.Configuration;
import berry.diagnostics.Logging;
import berry.http.Server;
import berry.sandbox.Sandbox;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/// What `berry start` and `berry sandbox` set in motion, until somebody wants the end.
final class Launch implements Engine {

  private final Clock clock;
  private final Stop stop;
  private final Streams streams;

  Launch(Clock clock, Stop stop, Streams streams) {
    this.clock = clock;
    this.stop = stop;
    this.streams = streams;
  }

  @Override
  public int start(Configuration configuration) throws Exception {
    stop.expect();
    Logging.begin(configuration);
    try (Berry berry = new Berry(configuration, clock, this::progress)) {
      Listening.note(configuration, berry.address());
      streams.ready(berry.lines(), berry.address());
      if (!streams.terminal()) {
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
      server
          .add(RouteTables.checked(sandbox.routes("/sandbox")))
          .add(RouteTables.checked(sandbox.botApi()));
      String address = "http://127.0.0.1:" + server.start();
      PrintWriter out = streams.out();
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

  private void progress(String words) {
    streams.err().println(words + " …");
  }
}
