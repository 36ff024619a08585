package berry;

import berry.cli.Cli;
import berry.config.Environment;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

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
    Clock clock = Clock.systemUTC();
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    Launch launch = new Launch(clock, stop, out, err);
    int code =
        new Cli(Environment.ofProcess(), clock, launch, Version.current()).run(arguments, out, err);
    stop.ended(code);
    System.exit(code);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
