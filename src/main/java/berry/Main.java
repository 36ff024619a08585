package berry;

import berry.cli.Cli;
import berry.config.Environment;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/// Where the process begins and ends.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Stop stop = new Stop();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() ->
                    stop.request()
                        .ifPresent(code -> {
                          // The hooks of libraries ran or will not be missed: what must be
                          // closed was closed by the engine. Without this a signal would
                          // always end with 143.
                          Runtime.getRuntime().halt(code);
                        })));
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    Streams streams = new Streams(writer(FileDescriptor.out), writer(FileDescriptor.err), terminal);
    System.exit(run(Environment.ofProcess(), streams, stop, arguments));
  }

  /// All that the process does but end.
  ///
  /// @param stop is asked by whoever wants the end
  /// @return the exit code
  static int run(Environment environment, Streams streams, Stop stop, String... arguments) {
    Clock clock = Clock.systemUTC();
    Launch launch = new Launch(clock, stop, streams);
    Cli cli = new Cli(environment, clock, launch, Version.current());
    int code = cli.run(arguments, streams.out(), streams.err());
    stop.ended(code);
    return code;
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
